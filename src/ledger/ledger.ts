import type { CallId, Id, Money, WorkspaceId } from '../base/index.ts'

export interface Hold {
  readonly id: Id<'hold'>
  readonly callId: CallId
  readonly amount: Money
}
export interface WalletView {
  /** Sum of the wallet's postings: what the workspace owns, held money included. */
  readonly balance: Money
  readonly held: Money
  /** What a new call may hold. */
  readonly available: Money
}
export interface LedgerEntryView {
  readonly id: Id<'entry'>
  readonly at: number
  readonly kind: 'top-up' | 'charge'
  readonly amount: Money
  readonly callId?: CallId
  readonly note: string
}
/** Double entry: every entry's postings sum to zero; a hold is settled or released exactly once. */
export interface Ledger {
  /** Adds money to the wallet. Repeating it with the same `reference` changes nothing. */
  topUp(workspace: WorkspaceId, amount: Money, reference: string, note: string): Promise<WalletView>
  wallet(workspace: WorkspaceId): Promise<WalletView>
  entries(
    workspace: WorkspaceId,
    page: { readonly limit: number; readonly before?: Id<'entry'> },
  ): Promise<readonly LedgerEntryView[]>
  /**
   * Grows a call's hold to `amount`, or to what the wallet covers if that is less; returns what is held now.
   */
  growHold(callId: CallId, amount: Money): Promise<Hold>
  /** Charges `amount`, at most what is held, and returns the rest. Repeating it changes nothing. */
  settle(callId: CallId, amount: Money): Promise<{ readonly charged: Money; readonly returned: Money }>
  /** Gives all of it back. Repeating it, or releasing what was settled, changes nothing. */
  release(callId: CallId): Promise<void>
}
