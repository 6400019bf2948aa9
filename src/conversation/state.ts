import type { Ms } from '../base/index.ts'
import type { Effect, HangUpWhy, Step as StepOf } from './effect.ts'
import type { AfterReply, Ending, Expected, Weight } from './event.ts'
import type { Policy } from './policy.ts'

/**
 * Who has the floor. Speech, pauses and replies move it:
 *
 *     nobody ── human speaks ──▶ human: speaking ⇄ pausing ── endpoint, with words ──▶ assistant
 *       ▲                                          └─ endpoint, without words ──▶ nobody
 *       ├── reply played to its end ── assistant: quiet ── human speaks ──▶ over ── stops ──▶ judging
 *       │                                            ▲── backchannel, no words ──────┘   │ words
 *       │                                                          human: pausing ◀──────┘
 *     any ── hang-up or call ended ──▶ ended
 */
export type Floor =
  | { readonly holder: 'nobody' }
  | { readonly holder: 'human'; readonly phase: Phase }
  | { readonly holder: 'assistant'; readonly reply: Reply; readonly voice: Voice }
  | { readonly holder: 'ended' }

export type Phase =
  | { readonly type: 'speaking'; readonly sinceMs: Ms }
  /** Silent since `sinceMs`. Its words are awaited until the ears have answered for that moment. */
  | { readonly type: 'pausing'; readonly sinceMs: Ms; readonly words: 'awaited' | 'known' }

/** The human's voice while the assistant speaks. `held`: the assistant's is paused. */
export type Voice =
  | { readonly type: 'quiet' }
  | { readonly type: 'over'; readonly sinceMs: Ms; readonly held: boolean }
  | {
      readonly type: 'judging'
      readonly sinceMs: Ms
      readonly untilMs: Ms
      readonly held: boolean
      /** Judged before its end, because it lasts so long. */
      readonly goesOn: boolean
    }
  /** The human wants the floor and gets it when the sentence that may not be interrupted is over. */
  | { readonly type: 'waiting'; readonly sinceMs: Ms; readonly untilMs: Ms }

/** One stretch of speech of the turn in the making, with what was understood of it so far. */
export interface Utterance {
  readonly number: number
  readonly fromMs: Ms
  readonly text: string
  readonly ending: Ending
  readonly weight: Weight
  /** Speech whose words are not to be believed. */
  readonly unclear: boolean
  /** It began over the assistant's voice. */
  readonly overlapping: boolean
}
/** The human's turn in the making. */
export interface Turn {
  readonly utterances: readonly Utterance[]
  readonly digits: string
}

export interface Sentence {
  readonly text: string
  readonly interruptible: boolean
}
export interface Reply {
  readonly id: number
  readonly kind: 'opening' | 'answer' | 'check' | 'farewell'
  /** The turn it answers; returned to the human when they go on before anything was heard. */
  readonly answers: Turn
  readonly modelDone: boolean
  readonly audible: boolean
  readonly apologised: boolean
  readonly afterwards: AfterReply
  readonly why: HangUpWhy
  readonly unheard: readonly Sentence[]
  /** How much of the first unheard sentence was played when the voice last stopped inside it. */
  readonly cut?: { readonly playedMs: Ms; readonly lastsMs?: Ms }
}

export interface Conversation {
  readonly policy: Policy
  readonly floor: Floor
  readonly turn: Turn
  readonly answering: 'question' | 'check'
  /** What the last question asked for. */
  readonly expects: Expected['kind']
  /** Turns into the opening when the first one is spoken. */
  readonly opened: boolean
  readonly silences: number
  readonly nextUtterance: number
  readonly nextReply: number
  /** A machine answered: its greeting is waited out to leave a message. */
  readonly machine: boolean
  readonly outOfTime: boolean
}
export type Step = StepOf<Conversation>

export const emptyTurn: Turn = { utterances: [], digits: '' }
export const quiet: Voice = { type: 'quiet' }

export function begin(policy: Policy): Conversation {
  return {
    policy,
    floor: { holder: 'nobody' },
    turn: emptyTurn,
    answering: 'question',
    expects: 'open',
    opened: false,
    silences: 0,
    nextUtterance: 1,
    nextReply: 1,
    machine: false,
    outOfTime: false,
  }
}

export const keep = (state: Conversation, ...effects: readonly Effect[]): Step => ({ state, effects })
export const andThen = ({ state, effects }: Step, next: (state: Conversation) => Step): Step => {
  const step = next(state)
  return { state: step.state, effects: [...effects, ...step.effects] }
}

export const textOf = (turn: Turn): string =>
  turn.utterances
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(' ')
export const lastUtterance = (turn: Turn): Utterance | undefined => turn.utterances.at(-1)
