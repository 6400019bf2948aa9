import { type AudioFrame, FRAME_MS, LEG_SAMPLE_RATE } from '../audio/index.ts'
import type { Ms, Scope } from '../base/index.ts'
import type { ConversationEvent } from '../conversation/index.ts'
import type { CallLeg } from '../telephony/index.ts'
import type { CallTime } from './call-time.ts'
import { SpokenSentence } from './spoken-sentence.ts'
import type { Voice } from './voice.ts'

/** Audio given to the leg ahead of time: enough to bridge a busy moment, little enough to take back. */
const LOOK_AHEAD_MS: Ms = 160

export interface MouthOptions {
  readonly leg: CallLeg
  readonly time: CallTime
  readonly voice: Voice
  readonly emit: (event: ConversationEvent) => void
}

/**
 * Sentences to leg audio. Renders the waiting sentences one after the other, gives the leg its frames a
 * little ahead, and reports what is heard: the first sound of a reply, each sentence that was played to its
 * end, and how far it came in one that was cut.
 */
export class Mouth {
  readonly #options: MouthOptions
  readonly #scope: Scope
  #sentences: readonly SpokenSentence[] = []
  #rendering = false
  #paused = false
  /** The leg's line up to which audio was given. */
  #givenMs: Ms = 0
  #audibleReply = 0
  #cancelBeat: (() => void) | undefined

  constructor(scope: Scope, options: MouthOptions) {
    this.#options = options
    this.#scope = scope
    scope.onClose(() => this.stop())
  }

  say(reply: number, text: string): void {
    this.#sentences = [...this.#sentences, new SpokenSentence(reply, text)]
    this.#renderNext()
    this.#beat()
  }

  /** Silent on the wire within a frame or two; the rest is kept. */
  pause(): void {
    this.#paused = true
    this.cut()
  }

  resume(): void {
    this.#paused = false
    this.#beat()
  }

  /** Drops what a reply has still to say; without a number, everything. */
  stop(reply?: number): void {
    this.cut()
    const isDropped = (sentence: SpokenSentence) => reply === undefined || sentence.reply === reply
    for (const sentence of this.#sentences.filter(isDropped)) sentence.abort.abort()
    this.#sentences = this.#sentences.filter((sentence) => !isDropped(sentence))
    this.#paused = false
    this.#beat()
  }

  /** Takes back what the leg has not sent yet and reports how much of the current sentence was heard. */
  cut(): void {
    const { leg, time, emit } = this.#options
    leg.clear()
    const playedMs = leg.playedMs()
    this.#report(playedMs)
    const current = this.#sentences[0]
    if (current?.hasSounded(playedMs) === true)
      emit({ type: 'sentence-cut', reply: current.reply, ...current.heard(playedMs), atMs: time.now() })
    for (const sentence of this.#sentences) sentence.rewind(playedMs)
    this.#givenMs = playedMs
  }

  #renderNext(): void {
    const next = this.#sentences.find((sentence) => sentence.isRendering)
    if (this.#rendering || next === undefined) return
    this.#rendering = true
    this.#scope.start('rendering', async () => {
      const outcome = await this.#options.voice.render(next, () => this.#beat())
      this.#rendering = false
      if (outcome.type === 'failed') this.#fail(next, outcome.detail)
      this.#beat()
      this.#renderNext()
    })
  }

  #fail(sentence: SpokenSentence, detail: string): void {
    const { emit, time } = this.#options
    if (!this.#sentences.includes(sentence)) return
    this.#sentences = this.#sentences.filter((other) => other !== sentence)
    const atMs = time.now()
    emit({ type: 'engine-failed', engine: 'speak', detail, atMs })
    emit({ type: 'sentence-failed', reply: sentence.reply, text: sentence.text, atMs })
  }

  /** Reports what was played, gives the leg what it may need soon, and comes again a frame later. */
  #beat(): void {
    const playedMs = this.#options.leg.playedMs()
    this.#report(playedMs)
    if (!this.#paused) this.#give(playedMs)
    this.#cancelBeat?.()
    this.#cancelBeat = undefined
    if (this.#sentences.length > 0 && !this.#paused)
      this.#cancelBeat = this.#options.time.after(FRAME_MS, () => this.#beat())
  }

  #give(playedMs: Ms): void {
    const { leg } = this.#options
    this.#givenMs = Math.max(this.#givenMs, playedMs)
    for (const sentence of this.#sentences) {
      while (this.#givenMs - playedMs < LOOK_AHEAD_MS) {
        const samples = sentence.give(this.#givenMs)
        if (samples === undefined) break
        leg.play(frameOf(samples))
        this.#givenMs += FRAME_MS
      }
      if (sentence.isRendering) return
    }
  }

  #report(playedMs: Ms): void {
    for (;;) {
      const current = this.#sentences[0]
      if (current === undefined) return
      this.#reportAudible(current, playedMs)
      if (!current.isPlayed(playedMs)) return
      this.#sentences = this.#sentences.slice(1)
      const { reply, text } = current
      this.#options.emit({ type: 'sentence-played', reply, text, atMs: this.#options.time.now() })
    }
  }

  #reportAudible(sentence: SpokenSentence, playedMs: Ms): void {
    if (sentence.reply === this.#audibleReply || !sentence.isAudible(playedMs)) return
    this.#audibleReply = sentence.reply
    const atMs = this.#options.time.now() - sentence.audibleForMs(playedMs)
    this.#options.emit({ type: 'reply-audible', reply: sentence.reply, atMs })
  }
}

const frameOf = (samples: Int16Array): AudioFrame => ({ samples, sampleRate: LEG_SAMPLE_RATE, startMs: 0 })
