import type { CallId, Clock, IdSource, Log, Ms, Random } from '../base/index.ts'
import type { DispatchSignal, DispatchStore, JournalStore, RecordingStore, WorkerId } from '../calls/index.ts'
import type { Ledger } from '../ledger/index.ts'
import type { PrepareSession, RunSession } from '../session/index.ts'
import type { DialogSnapshot, DialRequest, Telephony } from '../telephony/index.ts'

/** The moments of a call at which a crash is tried. */
export type StepName =
  | 'claimed'
  | 'held'
  | 'marked-dialed'
  | 'dialed'
  | 'ringing'
  | 'answered'
  | 'talking'
  | 'ended'
  | 'finished'

export interface DispatchStores {
  readonly dispatch: DispatchStore
  readonly journals: JournalStore
  readonly ledger: Pick<Ledger, 'growHold'>
  readonly dispatchers: DispatchSignal
}
/**
 * A telephony that can say beforehand what a dial will open, so that it can be kept before the INVITE leaves.
 */
export type PlanningTelephony = Telephony & { plan?(request: DialRequest): DialogSnapshot }

export interface DispatcherDeps {
  readonly worker: WorkerId
  readonly clock: Clock
  readonly random: Random
  readonly ids: IdSource
  readonly log: Log
  readonly stores: DispatchStores
  readonly telephony: PlanningTelephony
  readonly runSession: RunSession
  readonly prepareSession: PrepareSession
  readonly recordings: RecordingStore
  /** Calls that this worker carries at once. */
  readonly callsMax?: number
  readonly ringLimitMs?: Ms
  /** How long a stopping worker lets its calls go on. */
  readonly drainLimitMs?: Ms
  readonly timing?: LeaseTiming
  /** Called at each step, and waited for. For tests that kill the worker there. */
  readonly step?: (name: StepName, call: CallId) => Promise<void> | void
}

/** How long a lease lasts, how often it is renewed, and how often leases that ran out are looked for. */
export interface LeaseTiming {
  readonly leaseMs: Ms
  readonly renewEveryMs: Ms
  readonly scanEveryMs: Ms
}
/**
 * A dead worker's calls are taken over at most 6 + 1 s after its last sign of life. That leaves 8 of the 15
 * s for
 * CANCEL or BYE: an answer that crosses a CANCEL is repeated only every 4 s (RFC 3261 T2). Four renewals in
 * a row must fail before a living worker loses a call.
 */
export const LEASE_TIMING: LeaseTiming = { leaseMs: 6_000, renewEveryMs: 1_500, scanEveryMs: 1_000 }

export const CALLS_MAX = 20
export const RING_LIMIT_MS: Ms = 45_000
export const DRAIN_LIMIT_MS: Ms = 30_000
