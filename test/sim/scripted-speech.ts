import type { AudioFrame } from '../../src/audio/index.ts'
import { type Clock, Inbox, type Ms } from '../../src/base/index.ts'
import {
  SpeechEngineError,
  type SpeechToText,
  type TextToSpeech,
  type Transcript,
  type VoiceActivity,
} from '../../src/speech/index.ts'

/**
 * Speech whose samples are its words: every frame of a text holds the text's number, so that whoever hears
 * it knows what was said and when, without a model.
 */
export class SpokenWords {
  readonly #texts: string[] = ['']
  numberOf(text: string): number {
    const known = this.#texts.indexOf(text)
    if (known > 0) return known
    return this.#texts.push(text) - 1
  }
  textOf(number: number): string {
    return this.#texts[number] ?? ''
  }
  frames(text: string, lastsMs: Ms): readonly AudioFrame[] {
    const number = this.numberOf(text)
    return Array.from({ length: Math.round(lastsMs / 20) }, () => ({
      samples: new Int16Array(160).fill(number),
      sampleRate: 8_000,
      startMs: 0,
    }))
  }
}

const VOICE_STARTS_AFTER_MS = 80
const VOICE_STOPS_AFTER_MS = 200

/** Any sample but zero is voice; edges are noticed as late as a real detector notices them. */
export function scriptedVoiceActivity(): VoiceActivity {
  return {
    open(notice) {
      let since: Ms | undefined
      let lastVoiceMs = 0
      let speaks = false
      return {
        write(frame) {
          const end = frame.startMs + 20
          if (frame.samples[0] !== 0) {
            since ??= frame.startMs
            lastVoiceMs = end
            if (!speaks && end - since >= VOICE_STARTS_AFTER_MS) {
              speaks = true
              notice({ type: 'speech-started', atMs: since })
            }
          } else if (end - lastVoiceMs >= VOICE_STOPS_AFTER_MS) {
            since = undefined
            if (speaks) notice({ type: 'speech-stopped', atMs: lastVoiceMs })
            speaks = false
          }
        },
        close() {},
      }
    },
  }
}

const DECODE_MS = 80

export class ScriptedHearing implements SpeechToText {
  readonly #clock: Clock
  readonly #words: SpokenWords
  /** What the engine makes of a text; by default the text itself. */
  hears: (text: string) => Partial<Transcript> = (text) => ({ text })
  isDown = false

  constructor(clock: Clock, words: SpokenWords) {
    this.#clock = clock
    this.#words = words
  }

  open() {
    const heard: { readonly number: number; readonly startMs: Ms }[] = []
    const transcripts = new Inbox<Transcript>(100)
    return {
      write: (frame: AudioFrame) =>
        void heard.push({ number: frame.samples[0] ?? 0, startMs: frame.startMs }),
      expect() {},
      flush: ({ utterance, fromMs, untilMs }: { utterance: number; fromMs: Ms; untilMs: Ms }) => {
        const numbers = heard
          .filter(({ startMs }) => startMs >= fromMs && startMs < untilMs)
          .map(({ number }) => number)
          .filter((number) => number !== 0)
        const text = [...new Set(numbers)].map((number) => this.#words.textOf(number)).join(' ')
        const base = { type: 'final', utterance, text, fromMs, toMs: untilMs, confidence: -0.1 } as const
        const nothing = text === '' ? { rejected: 'no-speech' as const } : {}
        const down = this.isDown ? { text: '', rejected: 'uncertain' as const } : {}
        this.#clock.after(DECODE_MS, () =>
          transcripts.give({ ...base, ...nothing, ...this.hears(text), ...down }),
        )
      },
      transcripts,
      close: async () => transcripts.end(),
    }
  }
}

const MS_PER_CHARACTER = 60
const LIVE_MS = 700

export class ScriptedSpeaking implements TextToSpeech {
  readonly prepared = new Set<string>()
  readonly #clock: Clock
  readonly #words: SpokenWords
  isDown = false
  preparedByDefault = true

  constructor(clock: Clock, words: SpokenWords) {
    this.#clock = clock
    this.#words = words
  }

  async *speak(text: string, _voice: string, signal: AbortSignal): AsyncGenerator<AudioFrame> {
    if (!(await this.isPrepared(text))) {
      if (this.isDown) throw new SpeechEngineError('tts', 'unavailable', { retryable: true })
      await new Promise<void>((resolve) => this.#clock.after(LIVE_MS, resolve))
    }
    for (const frame of this.#words.frames(text, text.length * MS_PER_CHARACTER)) {
      if (signal.aborted) throw signal.reason
      yield frame
    }
  }
  async prepare(texts: readonly string[]): Promise<void> {
    for (const text of texts) this.prepared.add(text)
  }
  async isPrepared(text: string): Promise<boolean> {
    return this.preparedByDefault || this.prepared.has(text)
  }
}
