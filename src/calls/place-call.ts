import type { CallId, EpochMs, WorkspaceId } from '../base/index.ts'

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
  | { readonly type: 'invalid'; readonly problems: Readonly<Record<string, readonly string[]>> }
  | { readonly type: 'unknown-assistant' }
  | { readonly type: 'unpublished-assistant' }
  /** Unknown, inactive, or another workspace's: one answer for all. */
  | { readonly type: 'unusable-caller' }
  | { readonly type: 'insufficient-balance' }
  | { readonly type: 'idempotency-conflict' }

export type PlaceCall = (command: PlaceCallCommand) => Promise<PlaceCallOutcome>
