import { type AudioFrame, FRAME_MS, SAMPLES_PER_FRAME } from '../audio/index.ts'
import type { Ms } from '../base/index.ts'
import type { TextToSpeech } from '../speech/index.ts'
import type { CallLeg } from '../telephony/index.ts'
import type { Line } from './persona.ts'
import { audibleEdges } from './sound-watch.ts'

const BEEP_HZ = 1_000
const BEEP_AMPLITUDE = 8_000
const SAMPLE_RATE = 8_000

/** First and last audible sample of what was said, as they left. */
export interface SaidSpan {
  readonly fromMs: Ms
  readonly toMs: Ms
}

/** Speaks lines into a leg and knows, to the sample, when they were on the wire. */
export class CalleeVoice {
  readonly #leg: CallLeg
  readonly #speak: TextToSpeech
  readonly #voice: string
  readonly #waiting = new Map<number, (atMs: Ms) => void>()
  #marks = 0

  constructor(leg: CallLeg, speak: TextToSpeech, voice: string) {
    this.#leg = leg
    this.#speak = speak
    this.#voice = voice
  }

  async say(line: Line, signal: AbortSignal): Promise<SaidSpan> {
    const frames: Int16Array[] = []
    for (const part of line) {
      if (typeof part !== 'string')
        frames.push(...('pauseMs' in part ? silence(part.pauseMs) : beep(part.beepMs)))
      else
        for await (const frame of this.#speak.speak(part, this.#voice, signal))
          frames.push(frame.samples.slice())
    }
    return this.#play(frames, signal)
  }

  /** To be told of every `mark-played` of the leg. */
  markPlayed(mark: number, atMs: Ms): void {
    this.#waiting.get(mark)?.(atMs)
    this.#waiting.delete(mark)
  }

  async #play(frames: readonly Int16Array[], signal: AbortSignal): Promise<SaidSpan> {
    const mark = ++this.#marks
    const played = new Promise<Ms>((resolve, reject) => {
      this.#waiting.set(mark, resolve)
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    for (const samples of frames) this.#leg.play(frameOf(samples))
    this.#leg.mark(mark)
    return spanOf(frames, await played)
  }
}

function silence(forMs: Ms): Int16Array[] {
  return Array.from({ length: Math.round(forMs / FRAME_MS) }, () => new Int16Array(SAMPLES_PER_FRAME))
}

function beep(forMs: Ms): Int16Array[] {
  return silence(forMs).map((frame, index) =>
    frame.map((_, at) => {
      const sample = index * SAMPLES_PER_FRAME + at
      return Math.round(BEEP_AMPLITUDE * Math.sin((2 * Math.PI * BEEP_HZ * sample) / SAMPLE_RATE))
    }),
  )
}

const frameOf = (samples: Int16Array): AudioFrame => ({ samples, sampleRate: SAMPLE_RATE, startMs: 0 })

/** `lastSentMs` is when the last frame left, which is when its first sample counts as on the wire. */
function spanOf(frames: readonly Int16Array[], lastSentMs: Ms): SaidSpan {
  const startMs = lastSentMs - (frames.length - 1) * FRAME_MS
  const edges = frames.map(audibleEdges)
  const first = edges.findIndex((edge) => edge !== undefined)
  const last = edges.findLastIndex((edge) => edge !== undefined)
  if (first < 0) return { fromMs: startMs, toMs: startMs }
  const msASample = 1_000 / SAMPLE_RATE
  return {
    fromMs: startMs + first * FRAME_MS + (edges[first]?.first ?? 0) * msASample,
    toMs: startMs + last * FRAME_MS + (edges[last]?.last ?? 0) * msASample,
  }
}
