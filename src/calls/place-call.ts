import { type AssistantDefinition, checkInputs } from '../assistants/index.ts'
import {
  type AssistantId,
  type CallId,
  type Clock,
  countryOf,
  type EpochMs,
  type IdSource,
  type Ms,
  type PhoneNumber,
  parseId,
  parsePhoneNumber,
  type WorkspaceId,
} from '../base/index.ts'
import { holdAtTrigger } from '../ledger/index.ts'
import { callingHours, nextOpening } from '../queue/index.ts'
import type { DispatchSignal } from './dispatch-store.ts'
import type { Placement, PlacementFacts, PlacementStore } from './placement-store.ts'

/** A request to call someone, with the phones and ids as the customer wrote them. */
export interface PlaceCallCommand {
  readonly workspace: WorkspaceId
  readonly assistantId: string
  readonly calleePhone: string
  readonly callerPhone: string
  readonly inputs: Readonly<Record<string, string>>
  readonly scheduledAt: EpochMs | undefined
  readonly metadata: Readonly<Record<string, unknown>>
  /** The `Idempotency-Key` and a hash of the request's body: kept 24 h. */
  readonly idempotency: { readonly key: string; readonly bodyHash: string } | undefined
}

export type PlaceCallOutcome =
  /** Durable. `repeated` when an earlier request with the same idempotency key made it. */
  | { readonly type: 'placed'; readonly callId: CallId; readonly repeated: boolean }
  /** By field of the HTTP body, a list of sentences each. */
  | { readonly type: 'invalid'; readonly problems: Problems }
  | { readonly type: 'unknown-assistant' }
  | { readonly type: 'unpublished-assistant' }
  /** Unknown, inactive, or another workspace's: one answer for all. */
  | { readonly type: 'unusable-caller' }
  | { readonly type: 'insufficient-balance' }
  | { readonly type: 'idempotency-conflict' }

export type PlaceCall = (command: PlaceCallCommand) => Promise<PlaceCallOutcome>

export interface PlaceCallDeps {
  readonly store: PlacementStore
  readonly clock: Clock
  readonly ids: IdSource
  readonly dispatchers: Pick<DispatchSignal, 'wake'>
}

type Problems = Readonly<Record<string, readonly string[]>>
type Decision = { readonly type: 'place'; readonly placement: Placement } | Exclude<PlaceCallOutcome, Placed>
type Placed = { readonly type: 'placed' }

export const IDEMPOTENCY_KEPT_MS: Ms = 24 * 3_600_000
/** Clocks differ; a moment this near counts as now. */
const SCHEDULE_PAST_MS: Ms = 5 * 60_000
const SCHEDULE_AHEAD_MS: Ms = 366 * 24 * 3_600_000

/** Keeps a call to be made: validated, paid for one minute, queued. Nothing is dialed here. */
export function createPlaceCall(deps: PlaceCallDeps): PlaceCall {
  return async function placeCall(command) {
    const earlier = await answerOfKey(deps, command)
    if (earlier !== undefined) return earlier
    const phones = parsePhones(command)
    if ('problems' in phones) return { type: 'invalid', problems: phones.problems }
    const assistant = parseId('assistant', command.assistantId)
    const facts = await deps.store.facts(command.workspace, assistant, phones.caller)
    const decision = decide({ command, phones, assistant, facts, now: deps.clock.wallTime() }, deps.ids)
    if (decision.type !== 'place') return decision
    const { placement } = decision
    const kept = await deps.store.place(placement)
    if (kept === 'insufficient-balance') return { type: 'insufficient-balance' }
    if (kept === 'key-taken') return (await answerOfKey(deps, command)) ?? { type: 'idempotency-conflict' }
    deps.dispatchers.wake()
    return { type: 'placed', callId: placement.id, repeated: false }
  }
}

/** The answer that the command's idempotency key has already. */
async function answerOfKey(
  { store, clock }: PlaceCallDeps,
  { workspace, idempotency }: PlaceCallCommand,
): Promise<PlaceCallOutcome | undefined> {
  if (idempotency === undefined) return undefined
  const since = clock.wallTime() - IDEMPOTENCY_KEPT_MS
  const made = await store.remembered(workspace, idempotency.key, since)
  if (made === undefined) return undefined
  if (made.bodyHash !== idempotency.bodyHash) return { type: 'idempotency-conflict' }
  return { type: 'placed', callId: made.callId, repeated: true }
}

interface Phones {
  readonly callee: PhoneNumber
  readonly caller: PhoneNumber
}

function parsePhones(command: PlaceCallCommand): Phones | { readonly problems: Problems } {
  const callee = parsePhoneNumber(command.calleePhone)
  const caller = parsePhoneNumber(command.callerPhone)
  if (callee !== undefined && caller !== undefined) return { callee, caller }
  const problems = {
    ...(callee === undefined ? { callee_phone: [phoneProblem(command.calleePhone)] } : {}),
    ...(caller === undefined ? { caller_phone: [phoneProblem(command.callerPhone)] } : {}),
  }
  return { problems }
}
const phoneProblem = (text: string) => (text.trim() === '' ? 'Required' : 'Not a valid telephone number')

interface Request {
  readonly command: PlaceCallCommand
  readonly phones: Phones
  readonly assistant: AssistantId | undefined
  readonly facts: PlacementFacts
  readonly now: EpochMs
}

/** Pure but for the new call's id. */
function decide({ command, phones, assistant, facts, now }: Request, ids: IdSource): Decision {
  const found = facts.assistant
  if (assistant === undefined || found === undefined) return { type: 'unknown-assistant' }
  if (found.type === 'draft-only') return { type: 'unpublished-assistant' }
  if (facts.caller === undefined) return { type: 'unusable-caller' }
  const problems = {
    ...calleeProblems(phones.callee, facts.countries),
    ...inputProblems(found.definition, command.inputs),
    ...scheduleProblems(command.scheduledAt, now),
  }
  if (Object.keys(problems).length > 0) return { type: 'invalid', problems }
  const wantedAt = Math.max(now, command.scheduledAt ?? now)
  const placement: Placement = {
    id: ids.next('call'),
    workspace: command.workspace,
    assistant,
    assistantVersion: found.version,
    ...phones,
    trunk: facts.caller.trunk,
    inputs: command.inputs,
    metadata: command.metadata,
    createdAt: now,
    scheduledAt: command.scheduledAt,
    dueAt: nextOpening(wantedAt, facts.caller),
    hours: callingHours(wantedAt, facts.caller),
    rateCardVersion: facts.rateCard.version,
    holdMicros: holdAtTrigger(facts.rateCard),
    idempotency: command.idempotency,
  }
  return { type: 'place', placement }
}

function calleeProblems(callee: PhoneNumber, countries: readonly string[]): Problems {
  const country = countryOf(callee)
  if (country !== undefined && countries.includes(country)) return {}
  return { callee_phone: ['This workspace may not call that country'] }
}

function inputProblems(definition: AssistantDefinition, inputs: Readonly<Record<string, string>>): Problems {
  const problems = Object.entries(checkInputs(definition, inputs))
  return Object.fromEntries(problems.map(([key, sentences]) => [`input_parameters.${key}`, sentences]))
}

function scheduleProblems(scheduledAt: EpochMs | undefined, now: EpochMs): Problems {
  if (scheduledAt === undefined) return {}
  if (scheduledAt < now - SCHEDULE_PAST_MS) return { scheduled_at: ['Lies in the past'] }
  if (scheduledAt > now + SCHEDULE_AHEAD_MS) return { scheduled_at: ['Lies more than a year ahead'] }
  return {}
}
