/**
 * Leases queued calls, respects limits, runs sessions, recovers lost ones.
 *
 * Terminology. *Claim*: taking the leases of due calls. *Mark*: the durable note, before the INVITE leaves,
 * that a call is being dialed. *Held call*: a call whose lease this worker has. *Recovery*: ending or
 * returning the calls
 * of a worker that died. *Step*: a named moment of a call at which tests kill the worker.
 */
export type { DispatcherDeps, DispatchStores, PlanningTelephony, StepName } from './deps.ts'
export { createDispatcher, type Dispatcher } from './dispatcher.ts'
export { trunkOf } from './trunk-of.ts'
