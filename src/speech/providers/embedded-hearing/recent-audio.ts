import { type AudioFrame, LEG_SAMPLE_RATE } from '../../../audio/index.ts'
import { invariant, type Ms } from '../../../base/index.ts'

const SAMPLES_PER_MS = LEG_SAMPLE_RATE / 1_000
/** A smaller step of the time line is jitter, not lost audio. */
const GAP_MIN_MS: Ms = 60

/** The last seconds of a leg, found again by the time at which they were on the wire. */
export class RecentAudio {
  readonly #ring: Int16Array
  /** Samples ever written; the newest lies just before it, modulo the ring. */
  #written = 0
  /** When the sample after the newest would be on the wire. */
  #endMs: Ms | undefined

  constructor(keepMs: Ms) {
    this.#ring = new Int16Array(keepMs * SAMPLES_PER_MS)
  }

  write({ samples, sampleRate, startMs }: AudioFrame): void {
    invariant(sampleRate === LEG_SAMPLE_RATE, 'a leg is heard at 8 kHz')
    const gapMs = startMs - (this.#endMs ?? startMs)
    if (gapMs >= GAP_MIN_MS) this.#silence(Math.min(this.#ring.length, Math.round(gapMs * SAMPLES_PER_MS)))
    for (const sample of samples) this.#append(sample)
    this.#endMs = startMs + samples.length / SAMPLES_PER_MS
  }

  /** A copy of what was on the wire in that time, as far as it was written and is still kept. */
  between(fromMs: Ms, untilMs: Ms): Int16Array {
    const endMs = this.#endMs ?? 0
    const kept = Math.min(this.#written, this.#ring.length)
    const from = clamp(Math.round((endMs - fromMs) * SAMPLES_PER_MS), 0, kept)
    const until = clamp(Math.round((endMs - untilMs) * SAMPLES_PER_MS), 0, from)
    return Int16Array.from({ length: from - until }, (_, index) => this.#ago(from - index))
  }

  /** The sample that is the `count`th from the end. */
  #ago(count: number): number {
    return this.#ring[(this.#written - count) % this.#ring.length] ?? 0
  }

  #append(sample: number): void {
    this.#ring[this.#written % this.#ring.length] = sample
    this.#written += 1
  }

  #silence(samples: number): void {
    for (let left = samples; left > 0; left -= 1) this.#append(0)
  }
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value))
