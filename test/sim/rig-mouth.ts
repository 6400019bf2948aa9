import type { Clock, Ms } from '../../src/base/index.ts'
import type { ConversationEvent } from '../../src/conversation/index.ts'

const MS_PER_CHARACTER = 60
const START_MS = 40

interface Sentence {
  readonly reply: number
  readonly text: string
  playedMs: Ms
}

/** Speaks sentences one after the other, 60 ms a character, and can stop inside one. */
export class RigMouth {
  readonly #clock: Clock
  readonly #emit: (event: ConversationEvent) => void
  #queue: Sentence[] = []
  #since: Ms | undefined
  #cancel: (() => void) | undefined
  #audible = new Set<number>()
  #paused = false
  /** When sound was on the wire: pairs of beginning and end. */
  readonly voiced: { fromMs: Ms; toMs: Ms }[] = []

  constructor(clock: Clock, emit: (event: ConversationEvent) => void) {
    this.#clock = clock
    this.#emit = emit
  }

  get isSpeaking(): boolean {
    return this.#since !== undefined
  }

  say(reply: number, text: string): void {
    this.#queue.push({ reply, text, playedMs: 0 })
    if (this.#queue.length === 1 && !this.#paused) this.#begin(START_MS)
  }

  pause(): void {
    this.#paused = true
    this.#cut()
  }

  resume(): void {
    this.#paused = false
    if (this.#queue.length > 0) this.#begin(0)
  }

  stop(reply?: number): void {
    this.#cut()
    this.#queue = reply === undefined ? [] : this.#queue.filter((sentence) => sentence.reply !== reply)
    this.#paused = false
    if (this.#queue.length > 0) this.#begin(START_MS)
  }

  #begin(delayMs: Ms): void {
    this.#cancel?.()
    this.#cancel = this.#clock.after(delayMs, () => this.#play())
  }

  #play(): void {
    const [sentence] = this.#queue
    if (sentence === undefined) return
    const now = this.#clock.monotonic()
    this.#since = now
    this.voiced.push({ fromMs: now, toMs: Number.POSITIVE_INFINITY })
    const leftMs = sentence.text.length * MS_PER_CHARACTER - sentence.playedMs
    this.#cancel = this.#clock.after(leftMs, () => this.#finish(sentence))
    if (this.#audible.has(sentence.reply)) return
    this.#audible.add(sentence.reply)
    this.#emit({ type: 'reply-audible', reply: sentence.reply, atMs: now })
  }

  #finish(sentence: Sentence): void {
    this.#silence()
    this.#queue = this.#queue.filter((other) => other !== sentence)
    if (this.#queue.length > 0) this.#play()
    const { reply, text } = sentence
    this.#emit({ type: 'sentence-played', reply, text, atMs: this.#clock.monotonic() })
  }

  #silence(): Ms {
    const now = this.#clock.monotonic()
    const playedMs = this.#since === undefined ? 0 : now - this.#since
    const last = this.voiced.at(-1)
    if (last !== undefined && last.toMs === Number.POSITIVE_INFINITY) last.toMs = now
    this.#since = undefined
    return playedMs
  }

  #cut(): void {
    this.#cancel?.()
    this.#cancel = undefined
    const [sentence] = this.#queue
    if (this.#since === undefined || sentence === undefined) return
    sentence.playedMs += this.#silence()
    const lastsMs = sentence.text.length * MS_PER_CHARACTER
    const letters = Math.floor((sentence.text.length * sentence.playedMs) / lastsMs)
    const text = sentence.text.slice(0, letters).split(' ').slice(0, -1).join(' ')
    const { reply, playedMs } = sentence
    this.#emit({ type: 'sentence-cut', reply, text, playedMs, lastsMs, atMs: this.#clock.monotonic() })
  }
}
