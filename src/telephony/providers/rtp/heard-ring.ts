import { SAMPLES_PER_FRAME } from '../../../audio/index.ts'
import type { Ms } from '../../../base/index.ts'
import { copyFrame, HEARD_FRAMES_MAX, HEARD_HEAD, HEARD_TAIL, type SharedMedia } from './shared-media.ts'

/** The thread's end of the ring of heard audio. */
export class HeardWriter {
  readonly #memory: SharedMedia
  #tail = 0

  constructor(memory: SharedMedia) {
    this.#memory = memory
  }

  /** A reader that is five seconds behind loses the frame: the wire does not wait. */
  push(samples: Int16Array, startMs: Ms): void {
    if (this.#tail - Atomics.load(this.#memory.control, HEARD_HEAD) >= HEARD_FRAMES_MAX) return
    const place = this.#tail % HEARD_FRAMES_MAX
    copyFrame(samples, 0, this.#memory.heard, place * SAMPLES_PER_FRAME)
    this.#memory.heardAtMs[place] = startMs
    this.#tail++
    Atomics.store(this.#memory.control, HEARD_TAIL, this.#tail)
  }
}

/** The session's end. */
export class HeardReader {
  readonly #memory: SharedMedia
  #head = 0
  #startMs: Ms = 0

  constructor(memory: SharedMedia) {
    this.#memory = memory
  }

  /** Copies the next frame to `target`; false when there is none yet. */
  take(target: Int16Array): boolean {
    if (this.#head === Atomics.load(this.#memory.control, HEARD_TAIL)) return false
    const place = this.#head % HEARD_FRAMES_MAX
    copyFrame(this.#memory.heard, place * SAMPLES_PER_FRAME, target, 0)
    this.#startMs = this.#memory.heardAtMs[place] ?? 0
    this.#head++
    Atomics.store(this.#memory.control, HEARD_HEAD, this.#head)
    return true
  }

  /** When the frame last taken was on the wire. */
  get startMs(): Ms {
    return this.#startMs
  }
}
