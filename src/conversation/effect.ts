import type { Ms } from '../base/index.ts'
import type { ConversationEvent, Expected, HumanFact, MindFact, Timer } from './event.ts'

export type HangUpWhy = 'assistant-decided' | 'silence' | 'call-limit' | 'voicemail'

/** What the human said in one turn, ready to be answered. */
export interface HumanTurn {
  readonly text: string
  readonly digits: string
  /** False: there was speech, but its words are not to be believed. */
  readonly clear: boolean
  /**
   * `check`: the human answers "are you there?", or a question that was cut off too early to be understood.
   */
  readonly answering: 'question' | 'check'
}

/**
 * Orders, in the imperative. Times count from the answer; a timer whose moment has passed fires at once.
 */
export type Effect =
  | { readonly type: 'set-timer'; readonly timer: Timer; readonly atMs: Ms }
  | { readonly type: 'clear-timer'; readonly timer: Timer }
  /** Asks the ears for the words between two moments. */
  | { readonly type: 'hear'; readonly utterance: number; readonly fromMs: Ms; readonly untilMs: Ms }
  | { readonly type: 'listen-for'; readonly expects: Expected }
  /** Without a turn: the opening of the talk. */
  | { readonly type: 'ask-mind'; readonly reply: number; readonly turn?: HumanTurn }
  /** `takeBack`: nothing of the reply was heard, so the mind returns to where it was before. */
  | { readonly type: 'cancel-mind'; readonly reply: number; readonly takeBack: boolean }
  | { readonly type: 'say'; readonly reply: number; readonly text: string; readonly interruptible: boolean }
  | { readonly type: 'pause-saying' | 'resume-saying' | 'stop-saying'; readonly reply: number }
  | { readonly type: 'hang-up'; readonly why: HangUpWhy }
  /** Adds a verdict of the reducer to the journal. */
  | { readonly type: 'note'; readonly fact: HumanFact | MindFact }

export interface Step<State> {
  readonly state: State
  readonly effects: readonly Effect[]
}
export type Reduce<State> = (state: State, event: ConversationEvent) => Step<State>
