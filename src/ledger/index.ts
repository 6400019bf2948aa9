/**
 * Decides postings, holds, settlement and price; pure, with a `Ledger` port for what must be kept.
 *
 * Terminology. *Account*: a column of postings. *Wallet*: the accounts of a workspace's own money. *Entry*: a
 * set of postings that sums to zero. *Hold*: money reserved for a call, later settled or released. *Rate
 * card*:
 * versioned prices.
 */
export * from './entry.ts'
export * from './ledger.ts'
export * from './rate-card.ts'
