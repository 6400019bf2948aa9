import type { AudioFrame, AudioSink } from '../../src/audio/index.ts'
import { LEG_SAMPLE_RATE, SAMPLES_PER_FRAME, tone, toneAmplitude } from '../../src/audio/index.ts'
import type { CallLeg } from '../../src/telephony/index.ts'

/** Listens for a tone: how many frames carried it. */
export class ToneEar implements AudioSink {
  frames = 0
  readonly #frequencyHz: number

  constructor(frequencyHz: number) {
    this.#frequencyHz = frequencyHz
  }

  write({ samples }: AudioFrame): void {
    if (toneAmplitude(samples, this.#frequencyHz, LEG_SAMPLE_RATE) > 0.1) this.frames += 1
  }
}

export function playTone(leg: CallLeg, frequencyHz: number, durationMs: number): void {
  const samples = tone([frequencyHz], { durationMs, sampleRate: LEG_SAMPLE_RATE, amplitude: 0.3 })
  for (let at = 0; at + SAMPLES_PER_FRAME <= samples.length; at += SAMPLES_PER_FRAME) {
    const frame = samples.subarray(at, at + SAMPLES_PER_FRAME)
    leg.play({ samples: frame, sampleRate: LEG_SAMPLE_RATE, startMs: 0 })
  }
}
