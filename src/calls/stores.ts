import type { CallId, EpochMs, PhoneNumber, WorkspaceId } from '../base/index.ts'
import type { ConversationEvent } from '../conversation/index.ts'
import type { CallRecord, CallStatus } from './call.ts'

export interface CallFilter {
  readonly statuses: readonly CallStatus[]
  readonly assistant?: string
  readonly callee?: PhoneNumber
  readonly caller?: PhoneNumber
  readonly from?: EpochMs
  readonly to?: EpochMs
}
/**
 * Newest first; `page` counts from 1, `cursor` is the `nextCursor` of the page before and wins over `page`.
 */
export interface CallPage {
  readonly limit: number
  readonly page: number
  readonly cursor?: string
}
export interface CallList {
  readonly calls: readonly CallRecord[]
  readonly total: number
  readonly nextCursor: string | undefined
}
/**
 * What requests may read and ask for. The writes of a call's life belong to `dispatch` and stay behind its
 * own port.
 */
export interface CallReader {
  find(workspace: WorkspaceId, id: CallId): Promise<CallRecord | undefined>
  list(workspace: WorkspaceId, filter: CallFilter, page: CallPage): Promise<CallList | 'bad-cursor'>
  /**
   * The events of the call's last attempt kept so far, from the `after`-th on: for transcripts and the live
   * view.
   */
  journal(workspace: WorkspaceId, id: CallId, after: number): Promise<readonly ConversationEvent[]>
  /** Withdraws a call that has not been dialed: hold released, status `canceled`. */
  cancel(workspace: WorkspaceId, id: CallId): Promise<'canceled' | 'too-late' | 'unknown'>
}
