import { invariant } from '../base/index.ts'

/**
 * The accounts of a workspace. `funded` is where its money comes from and so stands below zero; the other
 * three say where that money is now. All four sum to zero after every entry.
 */
export type Account = 'funded' | 'available' | 'held' | 'spent'

export type EntryKind = 'top-up' | 'hold' | 'charge' | 'release'

/** An amount on an account; the postings of an entry sum to zero. */
export interface Posting {
  readonly account: Account
  readonly micros: bigint
}
export type Balances = Readonly<Record<Account, bigint>>

export const EMPTY_BALANCES: Balances = { funded: 0n, available: 0n, held: 0n, spent: 0n }

/**
 * Where each kind of entry takes money from and where it puts it. The table in the database agrees (a test).
 */
export const MOVES: Readonly<Record<EntryKind, { readonly from: Account; readonly to: Account }>> = {
  'top-up': { from: 'funded', to: 'available' },
  hold: { from: 'available', to: 'held' },
  charge: { from: 'held', to: 'spent' },
  release: { from: 'held', to: 'available' },
}

export function postingsOf(kind: EntryKind, micros: bigint): readonly [Posting, Posting] {
  invariant(micros > 0n, 'an entry moves an amount')
  const { from, to } = MOVES[kind]
  return [
    { account: from, micros: -micros },
    { account: to, micros },
  ]
}

export function post(balances: Balances, [a, b]: readonly [Posting, Posting]): Balances {
  const after = { ...balances, [a.account]: balances[a.account] + a.micros }
  return { ...after, [b.account]: after[b.account] + b.micros }
}

/** How a hold ends: `charged` of it is spent, the rest returns. Never more than was held. */
export function splitHold(
  held: bigint,
  cost: bigint,
): { readonly charged: bigint; readonly returned: bigint } {
  invariant(held >= 0n && cost >= 0n, 'money here is never negative')
  const charged = cost < held ? cost : held
  return { charged, returned: held - charged }
}
