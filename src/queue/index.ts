/**
 * Decides who may be called next and when: limits, hours, permission, backoff; pure, with a `CallQueue` port.
 *
 * Terminology. *Lease*: a worker's time-limited right to run a queued call. *Window*: the hours in which
 * calls may be placed.
 */
export {}
