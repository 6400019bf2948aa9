import { type EpochMs, type Id, pause } from '../base/index.ts'
import type { CallEnd, DialableCall, DisconnectionReason } from '../calls/index.ts'
import type { RateCard } from '../ledger/index.ts'
import { callingHours, type HoursDecision } from '../queue/index.ts'
import type { DialogSnapshot, DialRequest } from '../telephony/index.ts'
import { carryLeg } from './carry-leg.ts'
import { type DispatcherDeps, RING_LIMIT_MS } from './deps.ts'
import { endCall } from './end-call.ts'
import { fundTalk } from './fund-talk.ts'
import { type HeldCall, isLost } from './held-call.ts'
import { persist } from './persist.ts'
import { trunkOf } from './trunk-of.ts'

/**
 * Runs a claimed call to its end: wait for the trunk's turn, look at the hours once more, fund the talk,
 * mark, dial, talk, finish.
 *
 * Before the mark a call that cannot go on returns to the queue. After it an INVITE may have left, so
 * whatever happens the call ends here and is never dialed again.
 */
export async function dialCall(deps: DispatcherDeps, held: HeldCall): Promise<void> {
  const { callId } = held.lease
  await deps.step?.('claimed', callId)
  const dialable = await deps.stores.dispatch.load(callId)
  if (dialable === undefined) {
    deps.log.error('A call names a trunk, version or rate card that is not there', { callId })
    return endCall(deps, held, undialed('internal_error', deps.clock.wallTime()), FREE)
  }
  const preparing = prepare(deps, held, dialable)
  try {
    await dialWhenAllowed(deps, held, dialable)
  } finally {
    preparing.abort()
  }
}
const FREE: RateCard = { version: 0, microsPerMinute: 0n }

async function dialWhenAllowed(deps: DispatcherDeps, held: HeldCall, dialable: DialableCall): Promise<void> {
  const { clock, stores } = deps
  await pause(clock, await stores.dispatch.reserveDial(dialable.trunk.id), held.signal)
  const hours = callingHours(clock.wallTime(), dialable.trunk)
  if (hours.type === 'closed') return giveBack(deps, held, hours.opensAt, hours)
  const talk = await fundTalk(stores.ledger, dialable)
  await deps.step?.('held', held.lease.callId)
  if (talk.type === 'too-little')
    return endCall(deps, held, undialed('insufficient_balance', clock.wallTime()), dialable.rateCard)
  if (held.signal.aborted) return giveBack(deps, held, clock.wallTime())

  const request = requestOf(deps, dialable)
  const dialog: DialogSnapshot = deps.telephony.plan?.(request) ?? { phase: 'inviting' }
  const mark = {
    attempt: request.attemptId,
    sipCallId: request.sipCallId,
    dialog,
    at: clock.wallTime(),
    hours,
  }
  const marked = await persist(deps, held, 'mark', () => stores.dispatch.markDialed(held.lease, mark))
  if (marked === 'lost') return
  await deps.step?.('marked-dialed', held.lease.callId)
  await carryLeg(deps, held, { dialable, request, longestTalkMs: talk.longestTalkMs })
}

/** Gives a call back that was not dialed; whoever comes next finds it as it was. */
export async function giveBack(
  deps: DispatcherDeps,
  held: HeldCall,
  dueAt: EpochMs,
  hours?: HoursDecision,
): Promise<void> {
  if (isLost(held)) return
  await persist(deps, held, 'requeue', () => deps.stores.dispatch.requeue(held.lease, dueAt, hours))
  deps.stores.dispatchers.wake()
}

/**
 * Starts rendering what will surely be said; it goes on until the call is over, and its failure is no harm.
 */
function prepare(deps: DispatcherDeps, held: HeldCall, { assistant, call }: DialableCall): AbortController {
  const controller = new AbortController()
  const signal = AbortSignal.any([controller.signal, held.signal])
  deps.prepareSession({ assistant, inputs: call.inputs }, signal).catch((error: unknown) => {
    if (!signal.aborted) deps.log.warn('A call could not be prepared', { callId: call.id, error })
  })
  return controller
}

function undialed(reason: DisconnectionReason, endedAt: EpochMs): CallEnd {
  return {
    reason,
    detail: undefined,
    answeredAt: undefined,
    endedAt,
    outputs: {},
    hasRecording: false,
  }
}

function requestOf(deps: DispatcherDeps, { call, trunk }: DialableCall): DialRequest {
  const attemptId = deps.ids.next('attempt')
  return {
    callId: call.id,
    attemptId,
    sipCallId: sipCallIdOf(attemptId),
    trunk: trunkOf(trunk),
    from: call.caller,
    to: call.callee,
    ringLimitMs: deps.ringLimitMs ?? RING_LIMIT_MS,
  }
}

/** One attempt, one SIP Call-ID: it follows from the attempt's id, so there cannot be a second. */
export const sipCallIdOf = (attempt: Id<'attempt'>): string => `${attempt}@twenty2`
