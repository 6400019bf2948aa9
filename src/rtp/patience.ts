import type { Ms } from '../base/index.ts'

/** A busy sender makes up for 60 ms at once; patience costs nothing while packets are in order. */
export const PATIENCE_MS_MIN: Ms = 80
export const PATIENCE_MS_MAX: Ms = 200
const MARGIN_MS: Ms = 10
const WINDOW_MS: Ms = 5_000

/**
 * How long to wait for a packet: as long as the latest of the last five to ten seconds needed, and a little
 * more.
 */
export class Patience {
  #latestMs: Ms = 0
  #latestMsBefore: Ms = 0
  #windowEndMs: Ms = Number.NEGATIVE_INFINITY

  /** Learns how late a packet was, against the earliest. */
  observe(excessMs: Ms, nowMs: Ms): void {
    if (nowMs >= this.#windowEndMs) {
      this.#latestMsBefore = this.#latestMs
      this.#latestMs = 0
      this.#windowEndMs = nowMs + WINDOW_MS
    }
    this.#latestMs = Math.max(this.#latestMs, excessMs)
  }

  get ms(): Ms {
    const needed = Math.max(this.#latestMs, this.#latestMsBefore) + MARGIN_MS
    return Math.min(PATIENCE_MS_MAX, Math.max(PATIENCE_MS_MIN, needed))
  }
}
