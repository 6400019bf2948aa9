import type { Ms } from '../base/index.ts'

export type SampleRate = 8_000 | 16_000 | 24_000 | 48_000

/** Mono 16-bit audio. On a leg every frame lasts 20 ms: 160 samples at 8 kHz. */
export interface AudioFrame {
  readonly samples: Int16Array
  readonly sampleRate: SampleRate
  /** When its first sample was on the wire, on the monotonic line of the machine's clock. */
  readonly startMs: Ms
}

/** One link of a media path. It may not keep the frame: samples are reused. */
export interface AudioSink {
  write(frame: AudioFrame): void
}

export const FRAME_MS: Ms = 20
export const LEG_SAMPLE_RATE = 8_000
export const SAMPLES_PER_FRAME = 160
