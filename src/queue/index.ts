/**
 * Decides who may be called next and when: limits, hours, backoff; pure.
 *
 * Terminology. *Lease*: a worker's time-limited right to run a queued call. *Window*: the hours in which
 * calls may be placed. *Admission*: how many calls of a workspace a worker may take.
 */
export * from './admission.ts'
export * from './backoff.ts'
export * from './calling-hours.ts'
