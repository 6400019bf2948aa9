import type { Ms } from '../base/index.ts'
import { type Concealment, createConcealment } from './concealment.ts'
import { PATIENCE_MS_MAX, Patience } from './patience.ts'
import { SampleLine } from './sample-line.ts'
import { timestampDistance } from './sequence.ts'
import { WireLine } from './wire-line.ts'

const FRAME_SAMPLES = 160
/** A packet this much too early is no early packet: the source set its timestamps anew. */
const EARLY_MS_MAX: Ms = 60
/** So many too late in a row mean that the source's timestamps went back. */
const LATE_IN_A_ROW_MAX = 5

export type Pushed = 'kept' | 'duplicate' | 'late' | 'restarted'

/**
 * Puts packets in order, in 20 ms frames of 8 kHz.
 *
 * Its reader is a machine that needs no even playout, only all of the audio in order and the true times. So
 * a frame that is complete is given at once, with no delay at all; only for a missing one the buffer waits,
 * as long as recent jitter says (80 to 200 ms), and then conceals it. Nothing is stretched or cut: each 20
 * ms of the wire are given exactly once, through loss and silence too.
 */
export class JitterBuffer {
  readonly #samples = new SampleLine()
  readonly #wire = new WireLine()
  readonly #patience = new Patience()
  readonly #concealment: Concealment = createConcealment()
  /** Timestamp of the next frame; undefined until the first packet. */
  #next: number | undefined
  #startMs: Ms = 0
  #lateInARow = 0

  /** Takes the samples of one packet; `fresh` when its sequence number is higher than all before. */
  push(timestamp: number, samples: Int16Array, fresh: boolean, nowMs: Ms): Pushed {
    if (this.#next === undefined || (fresh && this.#jumped(this.#next, timestamp, samples.length, nowMs))) {
      this.#restart(timestamp, nowMs)
      this.#samples.write(timestamp, samples)
      return 'restarted'
    }
    this.#patience.observe(this.#wire.excessMs(timestamp, nowMs), nowMs)
    const ahead = timestampDistance(timestamp, this.#next)
    if (ahead + samples.length > SampleLine.capacity) return 'late'
    this.#wire.observe(timestamp, nowMs)
    if (ahead + samples.length <= 0) return this.#samples.wasTaken(timestamp) ? 'duplicate' : 'late'
    const passed = Math.max(0, -ahead)
    const rest = passed === 0 ? samples : samples.subarray(passed)
    return this.#samples.write(timestamp + passed, rest) ? 'kept' : 'duplicate'
  }

  /** Fills `frame` with the next 20 ms if they are due at `nowMs`. Call until it says no. */
  pop(nowMs: Ms, frame: Int16Array): boolean {
    if (this.#next === undefined) return false
    this.#startMs = this.#wire.atMs(this.#next)
    const complete = this.#samples.run(this.#next, true, FRAME_SAMPLES) === FRAME_SAMPLES
    if (!complete && nowMs < this.#startMs + this.#patience.ms) return false
    if (complete) {
      this.#samples.take(this.#next, frame)
      this.#concealment.pass(frame)
    } else {
      this.#patch(this.#next, frame)
    }
    this.#next = (this.#next + FRAME_SAMPLES) >>> 0
    return true
  }

  /** When the first sample of the frame last popped was on the wire. */
  get startMs(): Ms {
    return this.#startMs
  }

  /** Another source speaks, with a clock of its own. */
  reset(): void {
    this.#next = undefined
    this.#concealment.reset()
  }

  #restart(timestamp: number, nowMs: Ms): void {
    this.#samples.clear()
    this.#wire.begin(timestamp, nowMs)
    this.#next = timestamp
    this.#lateInARow = 0
  }

  /**
   * True when the source's timestamps leapt, or when it was held up for longer than any patience: what
   * follows is played then, with its own times.
   */
  #jumped(next: number, timestamp: number, count: number, nowMs: Ms): boolean {
    const excessMs = this.#wire.excessMs(timestamp, nowMs)
    const late = timestampDistance(timestamp, next) + count <= 0
    this.#lateInARow = late ? this.#lateInARow + 1 : 0
    if (excessMs < -EARLY_MS_MAX) return true
    return late && (excessMs > PATIENCE_MS_MAX || this.#lateInARow >= LATE_IN_A_ROW_MAX)
  }

  /** A frame of which parts are missing: these are made up. */
  #patch(next: number, frame: Int16Array): void {
    for (let done = 0; done < FRAME_SAMPLES; ) {
      const present = this.#samples.run(next + done, true, FRAME_SAMPLES - done)
      const missing = this.#samples.run(next + done, false, FRAME_SAMPLES - done)
      const run = frame.subarray(done, done + present + missing)
      if (present > 0) {
        this.#samples.take(next + done, run)
        this.#concealment.pass(run)
      } else {
        this.#samples.pass(next + done, missing)
        this.#concealment.fill(run)
      }
      done += run.length
    }
  }
}
