import { SAMPLES_PER_FRAME } from '../../../audio/index.ts'
import type { Ms } from '../../../base/index.ts'
import type { WireTap } from '../../media/wire-tap.ts'

const SAMPLES_PER_MS = 8
const FRAME_MS = SAMPLES_PER_FRAME / SAMPLES_PER_MS
/** Four seconds: more than a session may fall behind without losing audio anyway. */
const CAPACITY = 32_768
const INDEX_MASK = CAPACITY - 1
/** Frames join without a seam unless their times say more than this: 10 ms. */
const SLACK_SAMPLES = 80
/** Later than the longest patience for a missing packet (200 ms), and some for a busy process. */
const LAG_MS: Ms = 400

/**
 * Lays both sides of a leg on one line of wire time and gives them to the tap, side by side, when nothing
 * can change.
 */
export class WireTimeline {
  readonly #tap: WireTap
  readonly #originMs: Ms
  readonly #human = new Side()
  readonly #assistant = new Side()
  readonly #humanFrame = new Int16Array(SAMPLES_PER_FRAME)
  readonly #assistantFrame = new Int16Array(SAMPLES_PER_FRAME)
  #given = 0

  constructor(tap: WireTap, originMs: Ms) {
    this.#tap = tap
    this.#originMs = originMs
  }

  human(samples: Int16Array, startMs: Ms): void {
    this.#human.write(samples, this.#placeOf(startMs), this.#given)
  }

  assistant(samples: Int16Array, startMs: Ms): void {
    this.#assistant.write(samples, this.#placeOf(startMs), this.#given)
  }

  /** Gives what is settled at `nowMs`; what nobody wrote is silence. */
  settle(nowMs: Ms): void {
    this.#giveUntil(nowMs - LAG_MS)
  }

  /** Gives all whole frames up to the end of the leg. */
  finish(endMs: Ms): void {
    this.#giveUntil(endMs)
  }

  #giveUntil(untilMs: Ms): void {
    while (this.#startMs + FRAME_MS <= untilMs) {
      this.#human.take(this.#humanFrame, this.#given)
      this.#assistant.take(this.#assistantFrame, this.#given)
      this.#tap.write(this.#humanFrame, this.#assistantFrame, this.#startMs)
      this.#given += SAMPLES_PER_FRAME
    }
  }

  get #startMs(): Ms {
    return this.#originMs + this.#given / SAMPLES_PER_MS
  }

  #placeOf(startMs: Ms): number {
    return Math.round((startMs - this.#originMs) * SAMPLES_PER_MS)
  }
}

/** One speaker's samples, by their place on the line. */
class Side {
  readonly #samples = new Int16Array(CAPACITY)
  #end = Number.NEGATIVE_INFINITY

  /** Writes at `place`, or right behind the frame before when that is as good as there. */
  write(samples: Int16Array, place: number, given: number): void {
    const start = Math.abs(place - this.#end) <= SLACK_SAMPLES ? this.#end : place
    const last = given + CAPACITY
    for (let i = 0; i < samples.length; i++) {
      const at = start + i
      if (at >= given && at < last) this.#samples[at & INDEX_MASK] = samples[i] ?? 0
    }
    this.#end = start + samples.length
  }

  take(target: Int16Array, from: number): void {
    for (let i = 0; i < target.length; i++) {
      const at = (from + i) & INDEX_MASK
      target[i] = this.#samples[at] ?? 0
      this.#samples[at] = 0
    }
  }
}
