import { FRAME_MS } from '../audio/index.ts'
import type { Ms } from '../base/index.ts'
import type { TextToSpeech } from '../speech/index.ts'
import type { CallTime } from './call-time.ts'
import type { SpokenSentence } from './spoken-sentence.ts'

/** Content that follows a lead-in later than this is worse than silence before it. */
const FOLLOWS_WITHIN_MS: Ms = 800
/** What a first live clause is expected to take, until one was measured. */
const LIVE_WAIT_MS: Ms = 800

export type Rendering =
  | { readonly type: 'rendered' | 'dropped' }
  | { readonly type: 'failed'; readonly detail: string }

export interface VoiceOptions {
  readonly speak: TextToSpeech
  readonly voice: string
  readonly time: CallTime
  /** Prepared words said while a sentence is still being rendered; '' for none. */
  readonly leadIn: string
}

/** One voice of the speaking engine. */
export class Voice {
  readonly #options: VoiceOptions
  #liveWaitMs = LIVE_WAIT_MS
  /** Only the first sentence of a reply has a pause before it to be filled. */
  #leadFor = 1

  constructor(options: VoiceOptions) {
    this.#options = options
  }

  /**
   * Fills the sentence with frames; `onFrame` after each that makes it longer. Trouble is an outcome; then
   * the sentence is not rendered and never counts as played.
   */
  async render(sentence: SpokenSentence, onFrame: () => void): Promise<Rendering> {
    const { speak, voice } = this.#options
    const { signal } = sentence.abort
    try {
      const isLive = !(await speak.isPrepared(sentence.text, voice))
      if (isLive && this.#mayLead(sentence)) await this.#lead(sentence, onFrame)
      this.#leadFor = Math.max(this.#leadFor, sentence.reply)
      const startMs = this.#options.time.now()
      for await (const frame of speak.speak(sentence.text, voice, signal)) {
        if (sentence.isEmpty && isLive) this.#learn(this.#options.time.now() - startMs)
        sentence.append(frame.samples)
        onFrame()
      }
      sentence.finishRendering()
      return { type: 'rendered' }
    } catch (error) {
      if (signal.aborted) return { type: 'dropped' }
      return { type: 'failed', detail: error instanceof Error ? error.message : String(error) }
    }
  }

  #mayLead({ reply }: SpokenSentence): boolean {
    return reply > this.#leadFor && this.#options.leadIn !== ''
  }

  /** The lead-in itself must be prepared, and the content expected soon enough behind it. */
  async #lead(sentence: SpokenSentence, onFrame: () => void): Promise<void> {
    const { speak, voice, leadIn } = this.#options
    if (!(await speak.isPrepared(leadIn, voice))) return
    const frames: Int16Array[] = []
    for await (const frame of speak.speak(leadIn, voice, sentence.abort.signal))
      frames.push(frame.samples.slice())
    if (this.#liveWaitMs - frames.length * FRAME_MS > FOLLOWS_WITHIN_MS) return
    for (const samples of frames) sentence.append(samples)
    sentence.markLead()
    onFrame()
  }

  #learn(waitMs: Ms): void {
    this.#liveWaitMs = (this.#liveWaitMs + waitMs) / 2
  }
}
