import { type AudioFrame, FRAME_MS, LEG_SAMPLE_RATE, SAMPLES_PER_FRAME } from '../../../audio/index.ts'
import type { Clock, Log } from '../../../base/index.ts'
import { clausesOf, pauseAfterMs } from '../../phonemes/index.ts'
import type { TextToSpeech } from '../../text-to-speech.ts'
import { type ClauseCache, clauseKey, openClauseCache } from './clause-cache.ts'
import { MouthConnection } from './mouth-connection.ts'

export interface EmbeddedMouthOptions {
  /** Where the mouth process listens. */
  readonly socketPath: string
  /** The cache of rendered clauses, shared with the mouth process. */
  readonly cacheDir: string
  readonly clock: Clock
  readonly log: Log
}

const MEMORY_BYTES_MAX = 32_000_000
/** Clauses asked for at once when rendering ahead: enough to keep the mouth busy, few to take back. */
const AHEAD_AT_ONCE = 4

/** Speaks by the machine's mouth process; what is cached is spoken without it. */
export function createEmbeddedMouth(options: EmbeddedMouthOptions): EmbeddedMouth {
  return new EmbeddedMouth(
    openClauseCache(options.cacheDir, MEMORY_BYTES_MAX),
    new MouthConnection(options.socketPath, options.clock),
  )
}

export class EmbeddedMouth implements TextToSpeech {
  readonly #cache: ClauseCache
  readonly #connection: MouthConnection

  constructor(cache: ClauseCache, connection: MouthConnection) {
    this.#cache = cache
    this.#connection = connection
  }

  async *speak(
    text: string,
    voice: string,
    signal: AbortSignal,
  ): AsyncGenerator<AudioFrame, void, undefined> {
    const ended = new AbortController()
    const either = AbortSignal.any([signal, ended.signal])
    const clauses = clausesOf(text)
    const cached = await Promise.all(clauses.map((clause) => this.#cache.read(clauseKey(clause, voice))))
    // What is missing is asked for at once and in order: the second is rendered while the first is spoken.
    const rendered = clauses.map(
      async (clause, at) => cached[at] ?? this.#render(clause, voice, true, either),
    )
    for (const promise of rendered) promise.catch(() => undefined)
    try {
      let frames = 0
      for (const [index, promise] of rendered.entries()) {
        const samples = withPause(
          await promise,
          index < clauses.length - 1 ? pauseAfterMs(clauses[index] ?? '') : 0,
        )
        for (let at = 0; at < samples.length; at += SAMPLES_PER_FRAME) {
          signal.throwIfAborted()
          yield frameOf(samples.subarray(at, at + SAMPLES_PER_FRAME), frames++)
        }
      }
    } finally {
      ended.abort()
    }
  }

  async prepare(texts: readonly string[], voice: string, signal: AbortSignal): Promise<void> {
    const clauses = new Set(texts.flatMap((text) => clausesOf(text))).values()
    const renderRest = async () => {
      for (const clause of clauses) {
        if (!(await this.#cache.has(clauseKey(clause, voice))))
          await this.#render(clause, voice, false, signal)
      }
    }
    await Promise.all(Array.from({ length: AHEAD_AT_ONCE }, renderRest))
  }

  async isPrepared(text: string, voice: string): Promise<boolean> {
    const cached = await Promise.all(
      clausesOf(text).map((clause) => this.#cache.has(clauseKey(clause, voice))),
    )
    return cached.every(Boolean)
  }

  close(): void {
    this.#connection.close()
  }

  async #render(clause: string, voice: string, live: boolean, signal: AbortSignal): Promise<Int16Array> {
    const samples = await this.#connection.render({ clause, voice, live }, signal)
    this.#cache.remember(clauseKey(clause, voice), samples)
    return samples
  }
}

function withPause(samples: Int16Array, pauseMs: number): Int16Array {
  const paused = new Int16Array(samples.length + Math.round(pauseMs / FRAME_MS) * SAMPLES_PER_FRAME)
  paused.set(samples)
  return paused
}

/** `startMs` counts from the first frame of the sentence: when it will be on the wire is not known here. */
function frameOf(samples: Int16Array, index: number): AudioFrame {
  return { samples, sampleRate: LEG_SAMPLE_RATE, startMs: index * FRAME_MS }
}
