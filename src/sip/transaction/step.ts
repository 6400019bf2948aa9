import type { Ms } from '../../base/index.ts'
import type { SipMessage, SipRequest, SipResponse } from '../message/message.ts'

/** RFC 3261 §17, table 4: the round trip, the longest gap, the life of a message in the net. */
export const T1_MS: Ms = 500
export const T2_MS: Ms = 4_000
export const T4_MS: Ms = 5_000
/** Timers B, D, F, H, J, L and M over UDP. */
export const TRANSACTION_MS: Ms = 64 * T1_MS

/** The timers of RFC 3261 table 4 and RFC 6026 §8. */
export type TimerName = 'A' | 'B' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' | 'J' | 'K' | 'L' | 'M'

/** What moves a SIP transaction. A timer that no longer matters in a state is passed over. */
export type TransactionInput =
  | { readonly type: 'request'; readonly request: SipRequest }
  | { readonly type: 'response'; readonly response: SipResponse }
  /** From the user of a server transaction, to be sent. */
  | { readonly type: 'respond'; readonly response: SipResponse }
  | { readonly type: 'timer'; readonly timer: TimerName }
  | { readonly type: 'transport-error' }

/** News for the user of a SIP transaction. */
export type TransactionNotice =
  | { readonly type: 'response'; readonly response: SipResponse }
  | { readonly type: 'request'; readonly request: SipRequest }
  /** Nothing came in time, or nothing could be sent. */
  | { readonly type: 'failed'; readonly by: TimerName | 'transport' }

export interface Step<State> {
  readonly state: State
  readonly messages: readonly SipMessage[]
  readonly timers: readonly { readonly timer: TimerName; readonly delayMs: Ms }[]
  readonly notices: readonly TransactionNotice[]
}
export interface Terminated {
  readonly phase: 'terminated'
}

/** A step to `state` with what comes of it. */
export function stepTo<State>(state: State, effects: Partial<Omit<Step<State>, 'state'>> = {}): Step<State> {
  return { state, messages: [], timers: [], notices: [], ...effects }
}

export const stepToEnd = <State>(notice?: TransactionNotice): Step<State | Terminated> =>
  stepTo<State | Terminated>({ phase: 'terminated' }, { notices: notice === undefined ? [] : [notice] })
