import type { AudioSink } from '../audio/index.ts'
import type { Ms } from '../base/index.ts'

/** What the next turn may hold; it decides how to listen. */
export type Expectation =
  /** `prompt`: a sentence-like hint with the names and words of the moment. */
  | { readonly kind: 'open'; readonly prompt?: string }
  /** Decoding is restricted to these answers; what fits none is `rejected`. */
  | { readonly kind: 'choice'; readonly answers: readonly string[] }
  | { readonly kind: 'digits' }

export interface Transcript {
  /**
   * An interim may still change; a final will not, unless the human goes on and a longer flush replaces it.
   */
  readonly type: 'interim' | 'final'
  /** The number given to `flush`. */
  readonly utterance: number
  /** Everything heard from `fromMs` to `toMs`: replaces earlier transcripts of the same utterance. */
  readonly text: string
  readonly fromMs: Ms
  readonly toMs: Ms
  /** Mean log probability a token; 0 is certain. */
  readonly confidence: number
  /** Set when the engine would rather not believe it. */
  readonly rejected?: 'no-speech' | 'uncertain'
}

/** Takes the leg's audio, all of it; keeps at least the last 30 s. */
export interface TranscriptionStream extends AudioSink {
  expect(expectation: Expectation): void
  /**
   * Asks for a final of all that was written from `fromMs` on, as `utterance`. A flush of the same utterance
   * that is still waiting is dropped for the newer one. Exactly one transcript answers the newest flush, also
   * after the engine
   * died and came back: then it may be empty and `rejected: 'uncertain'`.
   */
  flush(request: { readonly utterance: number; readonly fromMs: Ms; readonly untilMs: Ms }): void
  readonly transcripts: AsyncIterable<Transcript>
  close(): Promise<void>
}
export interface SpeechToText {
  open(options: { readonly language: string; readonly phrases: readonly string[] }): TranscriptionStream
}
