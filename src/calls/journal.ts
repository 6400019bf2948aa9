import type { AttemptId, Id, Ms } from '../base/index.ts'
import type { ConversationEvent } from '../conversation/index.ts'

export type LeaseToken = Id<'lease'>

/** Append-only; one writer an attempt, fenced by its lease: 'lost' means another worker holds it now. */
export interface JournalStore {
  append(
    attempt: AttemptId,
    fence: LeaseToken,
    firstSequence: number,
    events: readonly ConversationEvent[],
  ): Promise<'kept' | 'lost'>
  read(attempt: AttemptId): Promise<readonly ConversationEvent[]>
}

/**
 * One attempt's recording in the making: 20 ms of both sides at 8 kHz, continuous from the answer on. The
 * raw spool reaches the disk at least every second; the mp3 (16 kHz stereo: assistant left, human right) is
 * encoded meanwhile.
 */
export interface RecordingWriter {
  write(human: Int16Array, assistant: Int16Array, startMs: Ms): void
  /** Resolves when the mp3 is whole and durable. Repeating it changes nothing. */
  finish(): Promise<void>
}
export interface RecordingStore {
  open(attempt: AttemptId): Promise<RecordingWriter>
  /** Makes the mp3 of an attempt whose process died from its raw spool; 'none' when nothing was spooled. */
  recover(attempt: AttemptId): Promise<'recovered' | 'none'>
  /** The finished mp3, or undefined. */
  find(attempt: AttemptId): Promise<{ readonly path: string; readonly bytes: number } | undefined>
}
