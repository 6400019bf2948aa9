import { type AudioFrame, type AudioSink, FRAME_MS, LEG_SAMPLE_RATE, levelDbfs } from '../audio/index.ts'
import type { Ms } from '../base/index.ts'

const BEEP_MS_MIN: Ms = 240
const BEEP_DBFS_MIN = -40
/** Dial and ringing tones lie below, and deep voices resemble a tone there. */
const HERTZ_MIN = 600
const HERTZ_MAX = 2_500
/** A beep keeps its pitch; a voice does not. */
const PITCH_CHANGE_MAX = 0.03
/** Share of a frame's energy that one sine may leave unexplained; two (a pressed key) leave far more. */
const RESIDUE_MAX = 0.1

/** Notices the beep of an answering machine: one steady sine. Each beep once. */
export class BeepWatch implements AudioSink {
  readonly #notice: (atMs: Ms) => void
  /** Of the tone's first frame. */
  #hertz = 0
  #lastedMs: Ms = 0

  constructor(notice: (atMs: Ms) => void) {
    this.#notice = notice
  }

  write({ samples, startMs }: AudioFrame): void {
    const hertz = pitchOf(samples)
    const goesOn = hertz !== undefined && Math.abs(hertz - this.#hertz) <= this.#hertz * PITCH_CHANGE_MAX
    this.#lastedMs = goesOn ? this.#lastedMs + FRAME_MS : 0
    if (!goesOn) this.#hertz = hertz ?? 0
    if (this.#lastedMs === BEEP_MS_MIN) this.#notice(startMs + FRAME_MS)
  }
}

/**
 * The frequency of a frame that is one sine, else undefined. A sine obeys x[n] = c·x[n−1] − x[n−2] with
 * c = 2·cos ω: the best c by least squares leaves nothing of it.
 */
export function pitchOf(samples: Int16Array): number | undefined {
  if (levelDbfs(samples) < BEEP_DBFS_MIN) return undefined
  let across = 0
  let middle = 0
  let ends = 0
  for (let n = 2; n < samples.length; n++) {
    const between = samples[n - 1] ?? 0
    const around = (samples[n - 2] ?? 0) + (samples[n] ?? 0)
    across += around * between
    middle += between * between
    ends += around * around
  }
  const residue = (ends - (across * across) / middle) / middle
  const cosine = across / middle / 2
  if (residue > RESIDUE_MAX || Math.abs(cosine) >= 1) return undefined
  const hertz = (Math.acos(cosine) * LEG_SAMPLE_RATE) / (2 * Math.PI)
  return hertz >= HERTZ_MIN && hertz <= HERTZ_MAX ? hertz : undefined
}
