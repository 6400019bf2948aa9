import type { DtmfDigit, HangupCause, Ms } from '../base/index.ts'
import type { Policy } from './policy.ts'

export type Timer = 'endpoint' | 'barge-in' | 'silence' | 'call-limit'

/** How the words so far end; *unfinished* surely wants to go on ("call me on", five digits of ten). */
export type Ending = 'finished' | 'open' | 'unfinished'
/**
 * What the words weigh when they are said over the assistant's voice. *hum*: attention without meaning
 * ("hmm"). *assent*: attention or a yes ("haan", "okay"). *murmur*: a word or two that mean nothing here,
 * maybe a misheard hum. *words* want the floor.
 */
export type Weight = 'hum' | 'assent' | 'murmur' | 'greeting' | 'farewell' | 'words'

/** What the assistant's last question asks for: it decides how to listen. */
export interface Expected {
  readonly kind: 'open' | 'yes-no' | 'choice' | 'digits' | 'number' | 'date-time' | 'name'
  /** Short answers worth listening for in particular. */
  readonly answers?: readonly string[]
  /** A sentence-like hint with the names and words of the moment. */
  readonly prompt?: string
}

/**
 * Facts, in the past tense. The journal is a list of these; transcript, timeline, latency and usage are
 * folds over it. `atMs` counts from the answer and says when the thing was true on the wire, not when it
 * was noticed; so the ends of speech may lie a little before the events around them.
 */
export type ConversationEvent = { readonly atMs: Ms } & (SessionFact | HumanFact | MindFact | MouthFact)

/** Of the call itself. The first event of every journal is `session-started`. */
export type SessionFact =
  | {
      readonly type: 'session-started'
      readonly assistant: { readonly name: string; readonly voice: string; readonly language: string }
      readonly policy: Policy
      /** Engines by job: `hear`, `speak`, `mind`. */
      readonly engines: Readonly<Record<string, string>>
    }
  | { readonly type: 'timer-fired'; readonly timer: Timer }
  | { readonly type: 'engine-failed'; readonly engine: 'hear' | 'speak'; readonly detail: string }
  | { readonly type: 'call-ended'; readonly by?: 'human' | 'us' | 'network'; readonly cause?: HangupCause }

/** Of the human's side, by the ears. */
export type HumanFact =
  | { readonly type: 'human-speech-started' | 'human-speech-stopped' }
  | { readonly type: 'transcript-interim'; readonly utterance: number; readonly text: string }
  | {
      /** Replaces earlier ones of the same utterance. */
      readonly type: 'transcript-final'
      readonly utterance: number
      readonly text: string
      /** The end of the speech it covers. */
      readonly untilMs: Ms
      readonly ending: Ending
      readonly weight: Weight
      readonly rejected?: 'no-speech' | 'uncertain'
      /** Mean log probability a token; 0 is certain. */
      readonly confidence?: number
    }
  | { readonly type: 'digit-pressed'; readonly digit: DtmfDigit }
  | { readonly type: 'beep-heard' }
  /** A verdict of the reducer, noted for readers: this speech did not want the floor. */
  | { readonly type: 'backchannel-heard'; readonly utterance: number; readonly text: string }
  /** The words of a turn that was answered, noted when it is over. */
  | { readonly type: 'turn-ended'; readonly reply: number; readonly text: string; readonly endedMs: Ms }

/**
 * Of the assistant's thinking. Each belongs to a reply; when that has lost the floor, it changes nothing.
 */
export type MindFact =
  | { readonly type: 'understood'; readonly reply: number; readonly acts: readonly string[] }
  | { readonly type: 'node-entered'; readonly node: string; readonly title?: string; readonly reply?: number }
  | { readonly type: 'asked-again'; readonly node: string; readonly reply: number }
  | {
      readonly type: 'output-captured'
      readonly key: string
      readonly value: string
      readonly heard: string
      readonly iso?: string
      readonly reply?: number
    }
  | { readonly type: 'output-withdrawn'; readonly key: string; readonly reply?: number }
  | {
      readonly type: 'model-sentence'
      readonly reply: number
      readonly text: string
      readonly interruptible: boolean
    }
  | {
      readonly type: 'model-finished'
      readonly reply: number
      readonly afterwards: AfterReply
      readonly expects: Expected
    }
  | { readonly type: 'model-failed'; readonly reply: number }
  /** The human went on before anything of it was heard: the reply and what it captured never were. */
  | { readonly type: 'reply-taken-back'; readonly reply: number }
export type AfterReply = 'listen' | 'wait' | 'hang-up'

/** Of the assistant's voice on the wire. */
export type MouthFact =
  | { readonly type: 'reply-audible'; readonly reply: number }
  | { readonly type: 'sentence-played'; readonly reply: number; readonly text: string }
  | {
      /** The voice stopped inside a sentence: `text` is what was heard of it so far, by whole words. */
      readonly type: 'sentence-cut'
      readonly reply: number
      readonly text: string
      readonly playedMs: Ms
      /** Undefined while the sentence is still being rendered. */
      readonly lastsMs?: Ms
    }
  | { readonly type: 'sentence-failed'; readonly reply: number; readonly text: string }
