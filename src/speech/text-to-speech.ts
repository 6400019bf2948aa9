import type { AudioFrame } from '../audio/index.ts'

export interface TextToSpeech {
  /**
   * Frames of 20 ms at 8 kHz, as fast as they come, clause by clause; from the cache within a millisecond or
   * two.
   * Throws a SpeechEngineError when the engine cannot speak it now, and the signal's reason when it is
   * aborted.
   * A word between slashes is a respelling ("/kaa-VAY-ree/"): see `withPronunciations`.
   */
  speak(text: string, voice: string, signal: AbortSignal): AsyncIterable<AudioFrame>
  /** Renders ahead, at low priority, so that a later `speak` of the same text starts at once. */
  prepare(texts: readonly string[], voice: string, signal: AbortSignal): Promise<void>
  /** Whether `speak` would start from the cache: then no lead-in is needed. */
  isPrepared(text: string, voice: string): Promise<boolean>
}
