import { FRAME_MS } from '../audio/index.ts'
import type { Ms } from '../base/index.ts'

/** A guess for a sentence whose end is not rendered yet. */
const MS_PER_CHARACTER: Ms = 65

/**
 * One sentence on its way to the wire: frames come from the engine, go to the leg a little ahead of time,
 * and count as played when the leg says so. Positions are in ms of the leg's `playedMs`.
 */
export class SpokenSentence {
  readonly reply: number
  readonly text: string
  readonly abort = new AbortController()
  readonly #frames: Int16Array[] = []
  /** Frames of a lead-in before the sentence's own. */
  #leadFrames = 0
  #rendering = true
  #given = 0
  /** What was heard of it before it was last given, and where its beginning lies on the leg's line. */
  #place: { readonly heardMs: Ms; readonly anchorMs?: Ms } = { heardMs: 0 }

  constructor(reply: number, text: string) {
    this.reply = reply
    this.text = text
  }

  get isRendering(): boolean {
    return this.#rendering
  }
  get isEmpty(): boolean {
    return this.#frames.length === this.#leadFrames
  }

  append(samples: Int16Array): void {
    this.#frames.push(samples.slice())
  }
  markLead(): void {
    this.#leadFrames = this.#frames.length
  }
  finishRendering(): void {
    this.#rendering = false
  }

  /** The next frame to give to the leg, which will play it at `atMs` of its line. */
  give(atMs: Ms): Int16Array | undefined {
    const frame = this.#frames[this.#given]
    if (frame === undefined) return undefined
    if (this.#place.anchorMs === undefined)
      this.#place = { ...this.#place, anchorMs: atMs - this.#given * FRAME_MS }
    this.#given += 1
    return frame
  }

  /** What the leg dropped is to be given again. */
  rewind(playedMs: Ms): void {
    this.#given = Math.min(this.#given, Math.floor(this.#positionMs(playedMs) / FRAME_MS))
    this.#place = { heardMs: this.#given * FRAME_MS }
  }
  isAudible(playedMs: Ms): boolean {
    return this.#positionMs(playedMs) > 0
  }
  /** Whether any of it was heard since it was last taken back. */
  hasSounded(playedMs: Ms): boolean {
    return this.#positionMs(playedMs) > this.#place.heardMs
  }
  /** How long ago its first frame was on the wire. */
  audibleForMs(playedMs: Ms): Ms {
    return this.#positionMs(playedMs)
  }
  isPlayed(playedMs: Ms): boolean {
    return !this.#rendering && this.#positionMs(playedMs) >= this.#frames.length * FRAME_MS
  }

  /** What was heard of it so far. */
  heard(playedMs: Ms): { readonly text: string; readonly playedMs: Ms; readonly lastsMs?: Ms } {
    const leadMs = this.#leadFrames * FRAME_MS
    const heardMs = Math.max(0, this.#positionMs(playedMs) - leadMs)
    const lastsMs = this.#frames.length * FRAME_MS - leadMs
    const share = heardMs / Math.max(this.#rendering ? this.text.length * MS_PER_CHARACTER : lastsMs, 1)
    const text = wholeWords(this.text, Math.min(1, share))
    return this.#rendering ? { text, playedMs: heardMs } : { text, playedMs: heardMs, lastsMs }
  }

  #positionMs(playedMs: Ms): Ms {
    const { anchorMs, heardMs } = this.#place
    if (anchorMs === undefined) return heardMs
    return Math.max(0, Math.min(playedMs - anchorMs, this.#given * FRAME_MS))
  }
}

/** The words of `text` that end within the first `share` of its letters. */
export function wholeWords(text: string, share: number): string {
  const letters = Math.floor(text.length * share)
  if (letters >= text.length) return text
  const end = /\s/.test(text.charAt(letters)) ? letters : text.lastIndexOf(' ', letters)
  return text.slice(0, Math.max(0, end)).trim()
}
