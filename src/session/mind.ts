import type { HumanTurn, MindFact } from '../conversation/index.ts'

/**
 * What to say next. A reply is a few facts in order: what was understood and captured, sentences, and
 * `model-finished` last. Facts of a cancelled reply are ignored.
 */
export interface Mind {
  /** For the journal: which kind of mind, and its version. */
  readonly name: string
  /** Without a turn: opens the talk. */
  think(reply: number, turn: HumanTurn | undefined, signal: AbortSignal): AsyncIterable<MindFact>
  /** Nothing of this reply was heard: back to where the talk stood before it. */
  takeBack(reply: number): void
  /** A sentence was heard to its end. */
  noteHeard(sentence: string): void
  /** What was captured so far, as it is served. */
  outputs(): Readonly<Record<string, string>>
}
