import type { AssistantDefinition } from '../assistants/index.ts'
import type { AssistantId, CallId, EpochMs, PhoneNumber, TrunkId, WorkspaceId } from '../base/index.ts'
import type { RateCard } from '../ledger/index.ts'
import type { HoursDecision } from '../queue/index.ts'

/** All that a trigger has to know of what is kept, read at once. */
export interface PlacementFacts {
  /** Countries that the workspace may call. */
  readonly countries: readonly string[]
  readonly assistant: FoundAssistant | undefined
  /** The caller's number when it is active in the workspace, with its trunk. */
  readonly caller: { readonly trunk: TrunkId; readonly system: boolean } | undefined
  readonly rateCard: RateCard
}
export type FoundAssistant =
  | { readonly type: 'draft-only' }
  | { readonly type: 'published'; readonly version: number; readonly definition: AssistantDefinition }

/** A call to be kept: with its hold, its place in the queue and its idempotency key, or not at all. */
export interface Placement {
  readonly id: CallId
  readonly workspace: WorkspaceId
  readonly assistant: AssistantId
  readonly assistantVersion: number
  readonly callee: PhoneNumber
  readonly caller: PhoneNumber
  readonly trunk: TrunkId
  readonly inputs: Readonly<Record<string, string>>
  readonly metadata: Readonly<Record<string, unknown>>
  readonly createdAt: EpochMs
  readonly scheduledAt: EpochMs | undefined
  readonly dueAt: EpochMs
  /** What the calling hours say of the time asked for; asked again when the call is dialed. */
  readonly hours: HoursDecision
  readonly rateCardVersion: number
  readonly holdMicros: bigint
  readonly idempotency: { readonly key: string; readonly bodyHash: string } | undefined
}

export interface PlacementStore {
  facts(
    workspace: WorkspaceId,
    assistant: AssistantId | undefined,
    caller: PhoneNumber | undefined,
  ): Promise<PlacementFacts>
  /** What an idempotency key of the workspace made since `since`. */
  remembered(
    workspace: WorkspaceId,
    key: string,
    since: EpochMs,
  ): Promise<{ readonly callId: CallId; readonly bodyHash: string } | undefined>
  /** Durable when it resolves to 'placed'. `key-taken`: another request with the same key was faster. */
  place(placement: Placement): Promise<'placed' | 'insufficient-balance' | 'key-taken'>
}
