import type { DtmfDigit, Ms } from '../base/index.ts'

export type Timer = 'endpoint' | 'silence' | 'call-limit'

/**
 * Facts, in the past tense. The journal is a list of these; transcript, timeline, latency and usage are
 * folds over it.
 */
export type ConversationEvent = { readonly atMs: Ms } & (
  | { readonly type: 'human-speech-started' | 'human-speech-stopped' }
  | {
      readonly type: 'transcript-interim' | 'transcript-final'
      readonly utterance: number
      readonly text: string
    }
  | { readonly type: 'timer-fired'; readonly timer: Timer }
  | { readonly type: 'sentence-played'; readonly reply: number; readonly text: string }
  | { readonly type: 'digit-pressed'; readonly digit: DtmfDigit }
  | { readonly type: 'node-entered'; readonly node: string }
  | { readonly type: 'output-captured'; readonly key: string; readonly value: string; readonly heard: string }
  | { readonly type: 'call-ended' }
)
