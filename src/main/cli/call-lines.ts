import type { CallDetail } from '../../contract/index.ts'
import { harmless, type Paint } from './paint.ts'
import { facts, orDash } from './table.ts'

/** The detail of a call for people. */
export function callLines(call: CallDetail, paint: Paint): readonly string[] {
  return [
    ...facts({
      call: paint('bold', call.call_id),
      status: `${coloured(call.status, paint)}${call.disconnection_reason ? `, ${call.disconnection_reason}` : ''}`,
      assistant: call.assistant_id,
      from: call.caller_phone,
      to: call.callee_phone,
      ...(call.scheduled_at === null ? {} : { 'not before': call.scheduled_at }),
      ...waitingFact(call),
      started: orDash(call.started_at),
      answered: orDash(call.answered_at),
      ended: orDash(call.ended_at),
      duration: `${call.duration_seconds} s, billed ${call.billed_duration_seconds} s`,
      cost: orDash(call.cost),
      recording: orDash(call.recording?.url),
      transcript: orDash(call.transcript?.url),
    }),
    ...attemptLines(call),
    ...section('input parameters', call.input_parameters),
    ...section('output parameters', call.output_parameters),
  ]
}

/** What a call waits for that is not dialed although nothing is wrong. */
export function waitingFact({ status, calling_hours: hours }: CallDetail): Readonly<Record<string, string>> {
  if (status !== 'queued' || hours?.decision !== 'closed') return {}
  return { waits: `until ${orDash(hours.opens_at)}, 9:00 IST: calls are placed between 9:00 and 21:00 IST` }
}

const attemptLines = ({ attempts }: CallDetail): readonly string[] =>
  attempts.map(
    ({ number, started_at, disconnection_reason, detail }) =>
      `attempt ${number}   ${started_at}, ${disconnection_reason ?? 'under way'}` +
      `${detail === null ? '' : `: ${harmless(detail)}`}`,
  )

function section(title: string, values: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(values).length === 0 ? [] : ['', title, ...facts(values).map((line) => `  ${line}`)]
}

function coloured(status: string, paint: Paint): string {
  if (status === 'completed') return paint('green', status)
  return status === 'failed' || status === 'canceled' ? paint('red', status) : paint('yellow', status)
}
