import { type EpochMs, formatInr, nationalForm } from '../base/index.ts'
import { billedSeconds, type CallRecord, durationSeconds } from '../calls/index.ts'
import type { CallDetail, CallSummary } from '../contract/index.ts'
import { type LinkKind, oneCalendarMonthAfter, type SignedLinks } from './signed-links.ts'

/** ISO-8601 in UTC to the second, as the contract shows times. */
export const isoTime = (at: EpochMs): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')
const isoTimeOrNull = (at: EpochMs | undefined): string | null => (at === undefined ? null : isoTime(at))

export const inrNumber = (micros: bigint): number => Math.round(Number(micros) / 10_000) / 100

/** What a call shows only once it has ended; until then its times, cost and links are null. */
export const hasEnded = (call: Pick<CallRecord, 'status'>): boolean =>
  call.status === 'completed' || call.status === 'failed' || call.status === 'canceled'

export function summaryOf(call: CallRecord): CallSummary {
  const ended = hasEnded(call)
  return {
    call_id: call.id,
    agent_id: call.assistant,
    assistant_id: call.assistant,
    status: call.status,
    direction: call.direction,
    callee_phone: nationalForm(call.callee),
    caller_phone: nationalForm(call.caller),
    duration_seconds: durationSeconds(call),
    cost: ended ? formatInr(call.costMicros ?? 0n) : null,
    disconnection_reason: call.reason ?? null,
    created_at: isoTime(call.createdAt),
    started_at: ended ? isoTimeOrNull(call.startedAt) : null,
    ended_at: ended ? isoTimeOrNull(call.endedAt) : null,
  }
}

export interface LinkMaker {
  readonly links: SignedLinks
  readonly publicUrl: string
}

export function detailOf(call: CallRecord, maker: LinkMaker): CallDetail {
  const ended = hasEnded(call)
  const wasAnswered = call.answeredAt !== undefined
  return {
    ...summaryOf(call),
    billed_duration_seconds: billedSeconds(call),
    cost_inr: ended ? inrNumber(call.costMicros ?? 0n) : null,
    scheduled_at: isoTimeOrNull(call.scheduledAt),
    answered_at: ended ? isoTimeOrNull(call.answeredAt) : null,
    input_parameters: { ...call.inputs },
    output_parameters: ended ? { ...call.outputs } : {},
    metadata: { ...call.metadata },
    recording: call.hasRecording ? linkTo('recording', call, maker) : null,
    transcript: wasAnswered ? linkTo('transcript', call, maker) : null,
    attempts: call.attempts.map((attempt) => ({
      number: attempt.number,
      sip_call_id: attempt.sipCallId,
      started_at: isoTime(attempt.startedAt),
      answered_at: isoTimeOrNull(attempt.answeredAt),
      ended_at: isoTimeOrNull(attempt.endedAt),
      disconnection_reason: attempt.reason ?? null,
      detail: attempt.detail ?? null,
    })),
    calling_hours: hoursOf(call),
    campaign: null,
  }
}

function linkTo(kind: LinkKind, call: CallRecord, { links, publicUrl }: LinkMaker): CallDetail['recording'] {
  if (!hasEnded(call) || call.endedAt === undefined) return null
  const expiresAt = oneCalendarMonthAfter(call.endedAt)
  const target = { kind, workspace: call.workspace, callId: call.id }
  return { url: `${publicUrl}${links.sign(target, expiresAt)}`, expires_at: isoTime(expiresAt) }
}

function hoursOf({ hours }: CallRecord): CallDetail['calling_hours'] {
  if (hours === undefined) return null
  return hours.type === 'open'
    ? { decision: 'open', because: hours.because, opens_at: null }
    : { decision: 'closed', because: 'outside-window', opens_at: isoTime(hours.opensAt) }
}
