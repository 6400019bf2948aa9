import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoAssistant } from '../../src/assistants/index.ts'
import { type Persona, personas, type RecordEntry } from '../../src/carrier/index.ts'
import type { ConversationEvent } from '../../src/conversation/index.ts'
import { streamedEvents } from '../../src/main/cli/event-stream.ts'
import { type CallDetail, endOf, recordOf, triggerCall } from '../support/placed-call.ts'
import type { Product } from '../support/product.ts'
import { bargeInLatencies, cutOffLines, turnLatencies } from '../support/turns.ts'
import { type Stages, stagesOf } from './turn-stages.ts'

const CALL_LIMIT_MS = 300_000
/** For as many calls at once as a bench wants; the demo workspace has small ones. */
const BENCH_LIMITS = { concurrent_calls: 100, requests_per_minute: 10_000 }
const BENCH_MONEY = { amount: '100000', reference: 'bench' }

/** What one call of the demo assistant to a persona showed, at the callee and in our journal. */
export interface MeasuredCall {
  readonly persona: string
  /** Status, reason and outputs as the persona's table says. */
  readonly isRight: boolean
  readonly got: string
  readonly turnsMs: readonly number[]
  readonly bargeInsMs: readonly number[]
  readonly cutOffs: readonly string[]
  /** For each turn that began with a lead-in: how long after its end the content began. */
  readonly leadInGapsMs: readonly number[]
  readonly stages: readonly Stages[]
}

export function personaNamed(name: string): Persona {
  const persona = personas.find((candidate) => candidate.name === name)
  if (persona === undefined) throw new Error(`there is no persona ${name}`)
  return persona
}

/** Lets the demo workspace call as often, and for as long, as a bench wants. */
export async function allowManyCalls(product: Product): Promise<void> {
  const { dataDir, demo } = product
  const token = readFileSync(join(dataDir, 'operator-token'), 'utf8').trim()
  const ask = async (method: string, path: string, body: object) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'x-workspace-id': demo.workspace,
      'content-type': 'application/json',
    }
    const { status } = await fetch(`${demo.url}${path}`, { method, headers, body: JSON.stringify(body) })
    if (status >= 300) throw new Error(`${method} ${path} was answered ${status}`)
  }
  await ask('PATCH', `/api/workspaces/${demo.workspace}/limits`, BENCH_LIMITS)
  await ask('POST', '/api/wallet/top-up', BENCH_MONEY)
}

export async function measureCall(product: Product, persona: Persona): Promise<MeasuredCall> {
  const callId = await triggerCall(product, persona.number)
  const detail = await endOf(product, callId, CALL_LIMIT_MS)
  const record = recordOf(product, callId)
  const { isRight, got } = judge(persona, detail)
  return {
    persona: persona.name,
    isRight,
    got,
    turnsMs: turnLatencies(record),
    bargeInsMs: bargeInLatencies(record),
    cutOffs: persona.name === 'interrupts' ? [] : cutOffLines(withoutHello(record)),
    leadInGapsMs: leadInGaps(record),
    stages: stagesOf(await journalOf(product, callId), record),
  }
}

function judge(
  { expected }: Persona,
  detail: CallDetail,
): { readonly isRight: boolean; readonly got: string } {
  const { status, disconnection_reason: reason, output_parameters: outputs } = detail
  const got = inOrder({ status, reason, outputs })
  return { isRight: got === inOrder(expected), got }
}

/** The same text for the same values, whatever the order of their keys. */
function inOrder({
  status,
  reason,
  outputs,
}: {
  status: string
  reason: string | null
  outputs: object
}): string {
  const sorted = Object.entries(outputs).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify({ status, reason, outputs: Object.fromEntries(sorted) })
}

/** People say hello as they pick up, and the assistant's greeting does not wait for it. */
function withoutHello(record: readonly RecordEntry[]): readonly RecordEntry[] {
  const greetedMs = Math.min(
    ...record.flatMap((entry) => (entry.type === 'assistant-sound' ? entry.fromMs : [])),
  )
  return record.filter((entry) => entry.type !== 'said' || entry.fromMs > greetedMs)
}

/** The journal as the live view sends it: of a call that has ended, at once and whole. */
async function journalOf({ demo }: Product, callId: string): Promise<readonly ConversationEvent[]> {
  const { body } = await fetch(`${demo.url}/api/call/events?call_id=${callId}`, {
    headers: { authorization: `Basic ${Buffer.from(`${demo.key}:${demo.secret}`).toString('base64')}` },
  })
  if (body === null) throw new Error('the journal has no body')
  const events: ConversationEvent[] = []
  for await (const { id, data } of streamedEvents(body)) {
    if (id !== undefined) events.push(JSON.parse(data) as ConversationEvent)
  }
  return events
}

/** A lead-in is known by its words in what the callee heard. */
function leadInGaps(record: readonly RecordEntry[]): readonly number[] {
  const leadIn = (demoAssistant.wording?.leadIn ?? 'One moment.').toLowerCase().replace(/\W+$/, '')
  const sounds = record.filter((entry) => entry.type === 'assistant-sound')
  return record.flatMap((entry) => {
    if (entry.type !== 'heard' || !entry.text.trim().toLowerCase().startsWith(leadIn)) return []
    const [lead, content] = sounds.filter(({ toMs }) => toMs > entry.fromMs && toMs <= entry.toMs + 100)
    return lead === undefined || content === undefined ? [0] : [content.fromMs - lead.toMs]
  })
}
