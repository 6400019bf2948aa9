import type { ConditionWord } from './flow.ts'

/** An act of `understanding`, or what the walk itself sees: see `conditionWord`. */
export type Act = Exclude<ConditionWord, 'date-time' | 'answered'>

/** A value as it is served, and as the voice reads it back. */
export interface HeardValue {
  readonly value: string
  readonly spoken: string
  readonly iso?: string
  /** A date-time of which only a part was said. */
  readonly missing?: 'day' | 'time'
}

/** What was understood of one human turn; nothing in it is a guess. */
export interface Heard {
  readonly text: string
  /** In the order they were said. */
  readonly acts: readonly Act[]
  readonly answer?: 'yes' | 'no'
  /** The answer stands whatever was said beside it: "Rohit speaking, who is this?" */
  readonly plain?: boolean
  readonly moment?: HeardValue
  readonly number?: HeardValue
  readonly digits?: HeardValue
  readonly name?: HeardValue
  /** Of the choices of the node that asked. */
  readonly choice?: HeardValue
  /** The branch of the node that asked whose examples are most like the words, by its place. */
  readonly example?: number
  /**
   * `question`: answers what was asked. `check`: answers "Are you there?", or a question that was cut off
   * before it could be understood: a bare "yes" means nothing then.
   */
  readonly answering: 'question' | 'check'
}

export const heardNothing: Heard = { text: '', acts: [], answering: 'question' }
