/**
 * Hides lost audio in the spirit of ITU-T G.711 Appendix I: the last pitch period is repeated and fades to
 * silence. Nothing is delayed for it: the seams are smoothed on our side of them only. 8 kHz.
 */
export interface Concealment {
  /** Passes real audio on in place; its beginning is blended with what was made up before. */
  pass(samples: Int16Array): void
  /** Fills `samples` with made-up audio. */
  fill(samples: Int16Array): void
  reset(): void
}

/** 66 to 200 Hz: the pitch of voices. */
const PITCH_MIN = 40
const PITCH_MAX = 120
/** The pitch is sought over 20 ms. */
const WINDOW = 160
const HISTORY = PITCH_MAX + WINDOW + PITCH_MAX / 4
/** Full level for 10 ms, then down to nothing at 60 ms. */
const HOLD = 80
const FADED = 480
/** Seams last 4 ms. */
const SEAM = 32

export function createConcealment(): Concealment {
  return new PitchRepeater()
}

class PitchRepeater implements Concealment {
  readonly #history = new Float32Array(HISTORY)
  readonly #period = new Float32Array(PITCH_MAX)
  #pitch = PITCH_MAX
  /** Samples made up since the last real one. */
  #made = 0
  /** The step from the last real sample to the first made-up one, which the seam takes away. */
  #step = 0

  pass(samples: Int16Array): void {
    if (this.#made > 0) this.#blend(samples)
    this.#made = 0
    this.#remember(samples)
  }

  fill(samples: Int16Array): void {
    if (this.#made === 0) this.#prepare()
    for (let i = 0; i < samples.length; i++) samples[i] = this.#next()
  }

  reset(): void {
    this.#history.fill(0)
    this.#made = 0
  }

  #blend(samples: Int16Array): void {
    const length = Math.min(SEAM, samples.length)
    for (let i = 0; i < length; i++) {
      const real = (i + 1) / (length + 1)
      samples[i] = Math.round((samples[i] ?? 0) * real + this.#next() * (1 - real))
    }
  }

  #next(): number {
    const n = this.#made++
    if (n >= FADED) return 0
    const gain = n < HOLD ? 1 : (FADED - n) / (FADED - HOLD)
    const seam = n < SEAM ? this.#step * (1 - n / SEAM) : 0
    const sample = (this.#period[n % this.#pitch] ?? 0) + seam
    return Math.max(-32_768, Math.min(32_767, Math.round(sample * gain)))
  }

  /**
   * Cuts out the last pitch period and bends its end towards its beginning, so that it repeats without a
   * click.
   */
  #prepare(): void {
    this.#pitch = this.#findPitch()
    const start = HISTORY - this.#pitch
    const bend = Math.floor(this.#pitch / 4)
    for (let i = 0; i < this.#pitch; i++) {
      const late = i - (this.#pitch - bend)
      const weight = late < 0 ? 0 : (late + 1) / bend
      const here = this.#history[start + i] ?? 0
      const before = this.#history[start + i - this.#pitch] ?? 0
      this.#period[i] = here * (1 - weight) + before * weight
    }
    this.#step = (this.#history[HISTORY - 1] ?? 0) - (this.#history[start - 1] ?? 0)
  }

  /** The lag at which the last 20 ms look most like what came before. */
  #findPitch(): number {
    let [best, bestScore] = [PITCH_MAX, 0]
    for (let lag = PITCH_MIN; lag <= PITCH_MAX; lag++) {
      const score = this.#likeness(lag)
      if (score > bestScore) [best, bestScore] = [lag, score]
    }
    return best
  }

  /** Normalised correlation. Every second sample is enough to rank lags. */
  #likeness(lag: number): number {
    let [product, energy] = [0, 1]
    for (let i = HISTORY - WINDOW; i < HISTORY; i += 2) {
      const then = this.#history[i - lag] ?? 0
      product += (this.#history[i] ?? 0) * then
      energy += then * then
    }
    return product <= 0 ? 0 : (product * product) / energy
  }

  #remember(samples: Int16Array): void {
    const kept = Math.max(0, HISTORY - samples.length)
    this.#history.copyWithin(0, HISTORY - kept)
    const skipped = Math.max(0, samples.length - HISTORY)
    for (let i = skipped; i < samples.length; i++) this.#history[kept + i - skipped] = samples[i] ?? 0
  }
}
