import { peakOf, resample, SAMPLES_PER_FRAME } from '../../../audio/index.ts'
import { KOKORO_SAMPLE_RATE } from './kokoro-engine.ts'

const TELEPHONE_SAMPLE_RATE = 8_000
/** Quieter than this at either end of a clause is not speech. */
const SILENCE = 0.01
const SILENCE_KEPT_MS = 30
const LEVEL_DBFS = -20
const PEAK_MAX = 0.89
const FULL_SCALE = 32_768

/** A rendered clause as the telephone wants it: trimmed, 8 kHz, at an even level, in whole frames. */
export function finishClause(rendered: Float32Array): Int16Array {
  const telephone = resample(inSixteenBits(trimmed(rendered)), KOKORO_SAMPLE_RATE, TELEPHONE_SAMPLE_RATE)
  const gain = gainFor(telephone)
  const frames = Math.ceil(telephone.length / SAMPLES_PER_FRAME)
  const samples = new Int16Array(frames * SAMPLES_PER_FRAME)
  samples.set(telephone.map((sample) => Math.round(sample * gain)))
  return samples
}

/** Half of full scale at the loudest: some voices exceed ±1, and the resampler overshoots a little. */
function inSixteenBits(samples: Float32Array): Int16Array {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  const scale = peak === 0 ? 0 : FULL_SCALE / 2 / peak
  return Int16Array.from(samples, (sample) => Math.round(sample * scale))
}

/** Without the silence around it, but for 30 ms, so that soft beginnings and endings stay. */
export function trimmed(samples: Float32Array): Float32Array {
  const first = samples.findIndex((sample) => Math.abs(sample) >= SILENCE)
  const last = samples.findLastIndex((sample) => Math.abs(sample) >= SILENCE)
  if (first < 0) return new Float32Array(0)
  const kept = (SILENCE_KEPT_MS * KOKORO_SAMPLE_RATE) / 1_000
  return samples.subarray(Math.max(0, first - kept), Math.min(samples.length, last + 1 + kept))
}

/** To −20 dBFS while speech is active; less where a peak would come near full scale. */
function gainFor(samples: Int16Array): number {
  const active = activeLevel(samples)
  return active === 0 ? 1 : Math.min(10 ** (LEVEL_DBFS / 20) / active, PEAK_MAX / peakOf(samples))
}

const ACTIVE_BELOW_LOUDEST_DB = 30

/** RMS, from 0 to 1, over the frames that are within 30 dB of the loudest one: pauses do not count. */
export function activeLevel(samples: Int16Array): number {
  const powers: number[] = []
  for (let start = 0; start < samples.length; start += SAMPLES_PER_FRAME) {
    const frame = samples.subarray(start, start + SAMPLES_PER_FRAME)
    powers.push(frame.reduce((sum, sample) => sum + (sample / FULL_SCALE) ** 2, 0) / frame.length)
  }
  const threshold = Math.max(0, ...powers) / 10 ** (ACTIVE_BELOW_LOUDEST_DB / 10)
  const active = powers.filter((power) => power > 0 && power >= threshold)
  return active.length === 0 ? 0 : Math.sqrt(active.reduce((sum, power) => sum + power, 0) / active.length)
}
