import type { Ms } from '../base/index.ts'

/** Writes steady tones, each at `amplitude` (1 = full scale), phases running on from `fromSample`. */
export function writeTones(
  target: Int16Array,
  frequenciesHz: readonly number[],
  options: { readonly sampleRate: number; readonly amplitude: number; readonly fromSample?: number },
): void {
  const from = options.fromSample ?? 0
  for (let i = 0; i < target.length; i++) {
    let sum = 0
    for (const frequency of frequenciesHz) {
      sum += Math.sin((2 * Math.PI * frequency * (from + i)) / options.sampleRate)
    }
    target[i] = clampSample(Math.round(sum * options.amplitude * 32_767))
  }
}

/** `durationMs` of steady tones. */
export function tone(
  frequenciesHz: readonly number[],
  options: { readonly sampleRate: number; readonly amplitude: number; readonly durationMs: Ms },
): Int16Array {
  const samples = new Int16Array(Math.round((options.durationMs * options.sampleRate) / 1_000))
  writeTones(samples, frequenciesHz, options)
  return samples
}

/** The low and the high frequency of each key (ITU-T Q.23), in Hz. */
export const DTMF_FREQUENCIES = {
  '1': [697, 1_209],
  '2': [697, 1_336],
  '3': [697, 1_477],
  '4': [770, 1_209],
  '5': [770, 1_336],
  '6': [770, 1_477],
  '7': [852, 1_209],
  '8': [852, 1_336],
  '9': [852, 1_477],
  '*': [941, 1_209],
  '0': [941, 1_336],
  '#': [941, 1_477],
} as const satisfies Readonly<Record<string, readonly [number, number]>>

/** Amplitude (1 = full scale) of one frequency in `samples`, by Goertzel's algorithm. */
export function toneAmplitude(samples: Int16Array, frequencyHz: number, sampleRate: number): number {
  const omega = (2 * Math.PI * frequencyHz) / sampleRate
  const coefficient = 2 * Math.cos(omega)
  let [before, last] = [0, 0]
  for (const sample of samples) {
    const next = sample + coefficient * last - before
    before = last
    last = next
  }
  const power = last * last + before * before - coefficient * last * before
  return samples.length === 0 ? 0 : (2 * Math.sqrt(Math.max(0, power))) / samples.length / 32_768
}

export function clampSample(value: number): number {
  return Math.max(-32_768, Math.min(32_767, value))
}
