import { type Clock, type Ms, pause } from '../base/index.ts'

/** Waits for `work`, but not longer than `limitMs`; its failure is its owner's. */
export async function atMost(clock: Clock, limitMs: Ms, work: Promise<unknown>): Promise<void> {
  const waiting = new AbortController()
  const limit = pause(clock, limitMs, waiting.signal).catch(() => undefined)
  await Promise.race([work, limit])
  waiting.abort()
}
