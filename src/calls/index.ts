/**
 * What a call is, its lifecycle, and the use cases place, cancel, finish.
 *
 * Terminology. *Call*: what the customer asked for. *Attempt*: one dial of a call: one lease, one SIP
 * Call-ID, one
 * journal. *Reason*: why a call ended, from one closed list.
 */
export * from './call.ts'
export * from './journal.ts'
export * from './place-call.ts'
export * from './stores.ts'
