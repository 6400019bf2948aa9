/**
 * What a call is, its lifecycle, and the use cases place, cancel, finish.
 *
 * Terminology. *Call*: what the customer asked for. *Attempt*: one dial of a call: one lease, one SIP
 * Call-ID, one journal. *Reason*: why a call ended, from one closed list. *Ending*: how it ended, decided:
 * status, price
 * and what was captured. *Placement*: a call about to be kept.
 */
export type { HoursDecision } from '../queue/index.ts'
export * from './call.ts'
export * from './dispatch-store.ts'
export * from './finish-call.ts'
export * from './journal.ts'
export * from './lifecycle.ts'
export * from './place-call.ts'
export * from './placement-store.ts'
export * from './stores.ts'
