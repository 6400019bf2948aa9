import type { AudioFrame } from '../audio/index.ts'
import type { Ms } from '../base/index.ts'

/** −45 dBFS: the level from which the other side counts as audible. */
export const AUDIBLE_LEVEL = Math.round(32_768 * 10 ** (-45 / 20))

export interface SoundStretch {
  /** First and last sample above the level, on the line of the frames. */
  readonly fromMs: Ms
  readonly toMs: Ms
}

/** Finds the stretches in which a side is audible; shorter gaps than `gapMs` belong to the stretch. */
export class SoundWatch {
  readonly #gapMs: Ms
  readonly #onStart: (fromMs: Ms) => void
  readonly #onEnd: (stretch: SoundStretch) => void
  #fromMs: Ms | undefined
  #lastMs: Ms = 0

  constructor(gapMs: Ms, onStart: (fromMs: Ms) => void, onEnd: (stretch: SoundStretch) => void) {
    this.#gapMs = gapMs
    this.#onStart = onStart
    this.#onEnd = onEnd
  }

  write(frame: AudioFrame): void {
    const edges = audibleEdges(frame.samples)
    const msASample = 1_000 / frame.sampleRate
    if (edges !== undefined) {
      if (this.#fromMs === undefined) {
        this.#fromMs = frame.startMs + edges.first * msASample
        this.#onStart(this.#fromMs)
      }
      this.#lastMs = frame.startMs + edges.last * msASample
    } else if (this.#fromMs !== undefined && frame.startMs - this.#lastMs >= this.#gapMs) {
      this.end()
    }
  }

  /** Closes an open stretch, as at hang-up. */
  end(): void {
    if (this.#fromMs === undefined) return
    const stretch = { fromMs: this.#fromMs, toMs: this.#lastMs }
    this.#fromMs = undefined
    this.#onEnd(stretch)
  }
}

/** First and last sample above the audible level; undefined when there is none. */
export function audibleEdges(
  samples: Int16Array,
): { readonly first: number; readonly last: number } | undefined {
  const first = samples.findIndex(isAudible)
  return first < 0 ? undefined : { first, last: samples.findLastIndex(isAudible) }
}
const isAudible = (sample: number) => sample > AUDIBLE_LEVEL || sample < -AUDIBLE_LEVEL
