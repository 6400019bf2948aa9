import type { DtmfDigit, Ms } from '../base/index.ts'
import type { LineKind } from './mind.ts'
import type { Topic } from './persona.ts'

/**
 * The callee's own record: the ground truth of what reached and left its phone, on the machine's monotonic
 * line.
 */
export type RecordEntry =
  | {
      readonly type: 'invited'
      readonly atMs: Ms
      readonly wallMs: number
      readonly persona: string
      readonly sipCallId: string
      readonly callId: string
    }
  | { readonly type: 'picked-up'; readonly atMs: Ms }
  /** First and last audible sample of my line as it left; `pauses` lie inside. */
  | {
      readonly type: 'said'
      readonly fromMs: Ms
      readonly toMs: Ms
      readonly text: string
      readonly kind: LineKind
    }
  /** One audible stretch of the assistant, gaps under 200 ms inside. */
  | { readonly type: 'assistant-sound'; readonly fromMs: Ms; readonly toMs: Ms }
  /** What I made of the assistant's turn. */
  | {
      readonly type: 'heard'
      readonly fromMs: Ms
      readonly toMs: Ms
      readonly text: string
      readonly topic: Topic
    }
  | { readonly type: 'pressed'; readonly atMs: Ms; readonly digit: DtmfDigit }
  | {
      readonly type: 'ended'
      readonly atMs: Ms
      readonly by: 'human' | 'us' | 'network'
      readonly detail: string
    }

export type KeepRecord = (callId: string, entry: RecordEntry) => void
