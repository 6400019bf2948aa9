import { FRAME_MS } from '../../../audio/index.ts'
import type { Ms } from '../../../base/index.ts'

export const SLOT_MS: Ms = 5
/** Each call has one slot of a frame's four. */
export const SLOTS_PER_FRAME = FRAME_MS / SLOT_MS

/**
 * The beat of a media thread: slot n is due at `originMs + n · 5 ms`, whatever happened before. A thread
 * that was held up makes up for at most one frame; older slots are skipped, never replayed, so that no call
 * sends two packets at once.
 */
export class SlotClock {
  readonly #originMs: Ms
  #next = 0

  constructor(originMs: Ms) {
    this.#originMs = originMs
  }

  /** The number of the next slot that is due at `nowMs`, or −1. */
  take(nowMs: Ms): number {
    const latest = Math.floor((nowMs - this.#originMs) / SLOT_MS)
    if (latest < this.#next) return -1
    this.#next = Math.max(this.#next, latest - SLOTS_PER_FRAME + 1)
    return this.#next++
  }

  atMs(slot: number): Ms {
    return this.#originMs + slot * SLOT_MS
  }

  /** How long until the next slot is due. */
  waitMs(nowMs: Ms): Ms {
    return Math.max(0, this.atMs(this.#next) - nowMs)
  }
}
