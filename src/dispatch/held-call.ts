import type { Lease } from '../calls/index.ts'

/** Why work on a call must stop. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}
export class WorkerStops extends Error {
  override readonly name = 'WorkerStops'
}

/**
 * A call this worker holds. `signal` aborts with `LeaseLost` when another worker has it now: then nothing
 * more is written; or with `WorkerStops`: then the call is ended properly.
 */
export interface HeldCall {
  readonly lease: Lease
  readonly signal: AbortSignal
  lose(): void
  stop(): void
}

export function holdCall(lease: Lease): HeldCall {
  const controller = new AbortController()
  return {
    lease,
    signal: controller.signal,
    lose: () => controller.abort(new LeaseLost('another worker holds the call')),
    stop: () => controller.abort(new WorkerStops('the worker stops')),
  }
}

export const isLost = (held: HeldCall): boolean => held.signal.reason instanceof LeaseLost
