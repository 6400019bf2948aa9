import type { CallStatus, DisconnectionReason } from './call.ts'

/**
 * The life of a call.
 *
 * - `queued` → `dialing` when a worker claims it; `canceled` when it is withdrawn; `failed` when it may not
 * be
 *   dialed.
 * - `dialing` → `ringing`, `in_progress` or the end; back to `queued` while no INVITE can have left.
 * - `ringing` → `in_progress` at the answer, or the end.
 * - `in_progress` → the end.
 * - `completed`, `failed`, `canceled`: the end; nothing leads out.
 */
const MOVES: Readonly<Record<CallStatus, readonly CallStatus[]>> = {
  queued: ['dialing', 'canceled', 'failed'],
  dialing: ['queued', 'ringing', 'in_progress', 'completed', 'failed', 'canceled'],
  ringing: ['in_progress', 'completed', 'failed', 'canceled'],
  in_progress: ['completed', 'failed', 'canceled'],
  completed: [],
  failed: [],
  canceled: [],
}

export function mayMove(from: CallStatus, to: CallStatus): boolean {
  return MOVES[from].includes(to)
}
/** From which states a call may come to `to`: what a write must find there. */
export function movesInto(to: CallStatus): readonly CallStatus[] {
  return (Object.keys(MOVES) as CallStatus[]).filter((from) => mayMove(from, to))
}
export function isOver(status: CallStatus): boolean {
  return MOVES[status].length === 0
}

export type EndStatus = 'completed' | 'failed' | 'canceled'

/** Reasons that are ours or the network's fault: free, also after an answer. */
const FAULTS: ReadonlySet<DisconnectionReason> = new Set(['media_lost', 'internal_error', 'carrier_error'])
/** Reasons that only a call that was never answered can have; after an answer they tell of a fault. */
const BEFORE_ANSWER: ReadonlySet<DisconnectionReason> = new Set([
  'unanswered',
  'busy',
  'rejected',
  'invalid_number',
  'unreachable',
  'blocked',
  'insufficient_balance',
])

export interface Outcome {
  readonly status: EndStatus
  readonly billed: boolean
}

/** Which reason is which status, and whether the talk is billed. Only answered calls can be. */
export function outcomeOf(reason: DisconnectionReason, answered: boolean): Outcome {
  if (reason === 'canceled') return { status: 'canceled', billed: false }
  if (!answered || FAULTS.has(reason) || BEFORE_ANSWER.has(reason)) return { status: 'failed', billed: false }
  return { status: 'completed', billed: true }
}
