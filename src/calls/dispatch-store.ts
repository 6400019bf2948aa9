import type { AssistantDefinition } from '../assistants/index.ts'
import type { AttemptId, CallId, EpochMs, Id, Ms, TrunkId, WorkspaceId } from '../base/index.ts'
import type { RateCard } from '../ledger/index.ts'
import type { HoursDecision } from '../queue/index.ts'
import type { TrunkRecord } from '../workspaces/index.ts'
import type { CallRecord, DisconnectionReason } from './call.ts'
import type { LeaseToken } from './journal.ts'
import type { EndStatus } from './lifecycle.ts'

export type WorkerId = Id<'worker'>
/** Plain data that another process needs to end a leg; its meaning belongs to telephony. */
export type StoredDialog = Readonly<Record<string, unknown>>

/** A worker's right to run a call, for a limited time. */
export interface Lease {
  readonly token: LeaseToken
  readonly callId: CallId
  readonly workspace: WorkspaceId
}
/** A lease whose worker died, taken over. Without an attempt no INVITE can have left. */
export interface AbandonedCall extends Lease {
  readonly attempt: { readonly id: AttemptId; readonly dialog: StoredDialog } | undefined
}
/** A claimed call with all that dialing it needs. */
export interface DialableCall {
  readonly call: CallRecord
  readonly trunk: TrunkRecord
  readonly assistant: AssistantDefinition
  readonly rateCard: RateCard
}
export interface DialMark {
  readonly attempt: AttemptId
  readonly sipCallId: string
  readonly dialog: StoredDialog
  readonly at: EpochMs
  readonly hours: HoursDecision
}
/** How a call ends, decided; written in one step with the settling of its hold. */
export interface CallEnding {
  readonly status: EndStatus
  readonly reason: DisconnectionReason
  readonly detail: string | undefined
  readonly endedAt: EpochMs
  readonly billedSeconds: number
  readonly costMicros: bigint
  readonly outputs: Readonly<Record<string, string>>
  readonly hasRecording: boolean
}
/** `lost`: the lease belongs to another worker now; whoever sees it stops quietly. */
export type Fenced = 'kept' | 'lost'

export interface Claim {
  readonly worker: WorkerId
  /** Makes the tokens of this claim unlike all others. */
  readonly id: Id<'claim'>
  /** Calls the worker can still carry. */
  readonly freeSlots: number
  readonly leaseMs: Ms
  readonly now: EpochMs
}

/** What was asked could not be done now; it may have been done all the same. Asking again is right. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}

/** The writes of a call's life. Every one is fenced by the lease, which is timed by the database's clock. */
export interface DispatchStore {
  /** Takes due calls of the workspace whose turn it is; says when to look again when there are none. */
  claim(claim: Claim): Promise<{ readonly leases: readonly Lease[]; readonly nextDue: EpochMs }>
  /** Renews leases of a worker; those that are not in the answer are lost. */
  renew(worker: WorkerId, tokens: readonly LeaseToken[], leaseMs: Ms): Promise<ReadonlySet<LeaseToken>>
  load(callId: CallId): Promise<DialableCall | undefined>
  /** Of any workspace: who ends a dead worker's leg may have to answer a challenge. */
  findTrunk(id: TrunkId): Promise<TrunkRecord | undefined>
  /** Reserves the trunk's next moment for an INVITE; returns how long to wait for it. */
  reserveDial(trunk: TrunkId): Promise<Ms>
  /** Must be kept before an INVITE leaves: from here on the call is never dialed again by recovery. */
  markDialed(lease: Lease, mark: DialMark): Promise<Fenced>
  saveDialog(lease: Lease, attempt: AttemptId, dialog: StoredDialog): Promise<Fenced>
  markRinging(lease: Lease): Promise<Fenced>
  markAnswered(lease: Lease, attempt: AttemptId, at: EpochMs): Promise<Fenced>
  /** Gives a call back that was not dialed; `hours` tells why, when the calling hours do. */
  requeue(lease: Lease, dueAt: EpochMs, hours?: HoursDecision): Promise<Fenced>
  /** Outputs, price, hold, status, attempt and lease in one step. Repeating it changes nothing. */
  finish(lease: Lease, ending: CallEnding): Promise<Fenced>
  /** Takes over leases that ran out. */
  takeAbandoned(claim: Claim): Promise<readonly AbandonedCall[]>
  /**
   * Repairs what a lost race may have left asleep in the queue, forgets old idempotency keys, makes the
   * journal's room for the months to come. Cheap enough to be called every second.
   */
  maintain(now: EpochMs): Promise<void>
}

/** Wakes dispatchers of any process when something may be due; missing a call costs only a poll. */
export interface DispatchSignal {
  wake(): void
  /** Calls `notice` whenever some process woke the dispatchers, until the signal aborts. */
  listen(notice: () => void, signal: AbortSignal): Promise<void>
}
