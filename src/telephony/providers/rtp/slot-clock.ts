import { FRAME_MS } from '../../../audio/index.ts'
import type { Ms } from '../../../base/index.ts'

export const SLOT_MS: Ms = 5
/** Each call has one slot of a frame's four. */
export const SLOTS_PER_FRAME = FRAME_MS / SLOT_MS

/** Three frames: what any jitter buffer takes without a gap. */
const CATCH_UP_SLOTS_MAX = 3 * SLOTS_PER_FRAME

/**
 * The beat of a media thread: slot n is due at `originMs + n · 5 ms`, whatever happened before. A thread that
 * was held up makes up for 60 ms at most; older slots are skipped, never replayed. Skipping every late frame
 * was tried: on a machine with load 7 it tore a hole of 20 ms into speech every half second.
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
    this.#next = Math.max(this.#next, latest - CATCH_UP_SLOTS_MAX + 1)
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
