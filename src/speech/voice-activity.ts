import type { AudioSink } from '../audio/index.ts'
import type { Ms } from '../base/index.ts'

/** `atMs` is where the edge lies in the audio, not when it was noticed. */
export interface VoiceChange {
  readonly type: 'speech-started' | 'speech-stopped'
  readonly atMs: Ms
}
/**
 * One call's detector. Changes are reported in order, at most a few tens of milliseconds after the audio was
 * written.
 */
export interface VoiceActivityStream extends AudioSink {
  close(): void
}
export interface VoiceActivity {
  open(notice: (change: VoiceChange) => void): VoiceActivityStream
}
