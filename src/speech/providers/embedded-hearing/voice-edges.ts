import type { Ms } from '../../../base/index.ts'
import type { VoiceChange } from '../../voice-activity.ts'

/** One step of 32 ms, judged. */
export interface JudgedStep {
  readonly startMs: Ms
  /** Of a voice, 0…1. */
  readonly probability: number
  /** RMS in dBFS of each `BLOCK_MS` of the step. */
  readonly levels: readonly number[]
}

export const BLOCK_MS: Ms = 8

/** A voice is there from this probability on, twice running: a click lasts one step. */
const START = 0.6
const CONFIRM_STEPS = 2
/** A voice is over when the probability stays below this for six steps (192 ms). */
const STOP = 0.35
const STOP_STEPS = 6
/** Below this nothing is there at all. */
const CLEAR = 0.1
/** Clear silence after which the model should forget (2 s). */
const FORGET_STEPS = 63
/**
 * What is quieter than the voice's peak by more than this is no part of it. Endings are softer than
 * beginnings, and a word cut short costs more than a late edge.
 */
const ONSET_RANGE_DB = 25
const ENDING_RANGE_DB = 40
/** A voice stands out of the line's noise by at least this. */
const ABOVE_NOISE_DB = 6
/** The model hears soft beginnings late: they are looked for in this much audio before it spoke up. */
const LOOK_BACK_STEPS = 5
/** A soft beginning may hold a gap of this many blocks. */
const GAP_BLOCKS = 2
const NOISE_FOLLOWS = 0.05
const QUIETEST_DB = -90

/**
 * Turns probabilities into edges.
 *
 * States: *silent* → (START for CONFIRM_STEPS) → *speaking* → (below STOP for STOP_STEPS) → *silent*. Either
 * edge is placed
 * where the level says that it lies in the audio, not where it was confirmed.
 */
export class VoiceEdges {
  #speaking = false
  #likelySteps = 0
  #unlikelySteps = 0
  #clearSteps = 0
  #noiseDb = QUIETEST_DB
  #peakDb = QUIETEST_DB
  #lastSoundMs: Ms = 0
  #recent: readonly JudgedStep[] = []

  /** What the step brought, if anything. `forget`: the model's memory should be cleared now. */
  step(step: JudgedStep): { readonly change: VoiceChange | undefined; readonly forget: boolean } {
    this.#recent = [...this.#recent, step].slice(-(LOOK_BACK_STEPS + CONFIRM_STEPS))
    const change = this.#speaking ? this.#whileSpeaking(step) : this.#whileSilent(step)
    this.#clearSteps = step.probability < CLEAR ? this.#clearSteps + 1 : 0
    return { change, forget: this.#clearSteps > 0 && this.#clearSteps % FORGET_STEPS === 0 }
  }

  #whileSilent({ probability, levels }: JudgedStep): VoiceChange | undefined {
    if (probability < CLEAR) this.#noiseDb += (mean(levels) - this.#noiseDb) * NOISE_FOLLOWS
    this.#likelySteps = probability >= START ? this.#likelySteps + 1 : 0
    if (this.#likelySteps < CONFIRM_STEPS) return undefined
    this.#speaking = true
    this.#likelySteps = 0
    this.#unlikelySteps = 0
    const confirmed = this.#recent.slice(-CONFIRM_STEPS)
    this.#peakDb = Math.max(...confirmed.flatMap((step) => step.levels))
    this.#noteSound(confirmed)
    return { type: 'speech-started', atMs: this.#onsetMs() }
  }

  #whileSpeaking(step: JudgedStep): VoiceChange | undefined {
    if (step.probability >= STOP) {
      this.#unlikelySteps = 0
      this.#peakDb = Math.max(this.#peakDb, ...step.levels)
      this.#noteSound([step])
      return undefined
    }
    this.#unlikelySteps += 1
    if (this.#unlikelySteps < STOP_STEPS) return undefined
    this.#speaking = false
    return { type: 'speech-stopped', atMs: this.#lastSoundMs }
  }

  /** Walks back from the confirmed steps as long as it sounds, over short gaps. */
  #onsetMs(): Ms {
    const blocks = this.#recent.flatMap(({ startMs, levels }) =>
      levels.map((level, index) => ({ atMs: startMs + index * BLOCK_MS, level })),
    )
    const firstConfirmed = this.#recent.at(-CONFIRM_STEPS)?.startMs ?? 0
    const soundDb = this.#soundDb(ONSET_RANGE_DB)
    let onsetMs = firstConfirmed
    let gap = 0
    for (const { atMs, level } of blocks.filter((block) => block.atMs < firstConfirmed).toReversed()) {
      gap = level >= soundDb ? 0 : gap + 1
      if (gap > GAP_BLOCKS) return onsetMs
      if (gap === 0) onsetMs = atMs
    }
    if (onsetMs < firstConfirmed) return onsetMs
    return blocks.find(({ atMs, level }) => atMs >= firstConfirmed && level >= soundDb)?.atMs ?? onsetMs
  }

  #noteSound(steps: readonly JudgedStep[]): void {
    const soundDb = this.#soundDb(ENDING_RANGE_DB)
    for (const { startMs, levels } of steps) {
      const last = levels.findLastIndex((level) => level >= soundDb)
      if (last >= 0) this.#lastSoundMs = startMs + (last + 1) * BLOCK_MS
    }
  }

  #soundDb(rangeDb: number): number {
    return Math.max(this.#peakDb - rangeDb, this.#noiseDb + ABOVE_NOISE_DB)
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
