import type { EpochMs, Ms } from './units.ts'

export interface Clock {
  /** Only ever grows; use it to measure. */
  monotonic(): Ms
  /** What a wall shows; may jump. Use it to record. */
  wallTime(): EpochMs
  /** Calls `fire` once; the returned function calls it off. */
  after(delayMs: Ms, fire: () => void): () => void
}

/** Resolves after `delayMs`, or rejects with the signal's reason as soon as it is aborted. */
export function pause(clock: Clock, delayMs: Ms, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const abort = () => {
      stop()
      reject(signal?.reason)
    }
    const stop = clock.after(delayMs, () => {
      signal?.removeEventListener('abort', abort)
      resolve()
    })
    signal?.addEventListener('abort', abort, { once: true })
  })
}
