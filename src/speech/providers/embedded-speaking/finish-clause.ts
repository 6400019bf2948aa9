import { SAMPLES_PER_FRAME } from '../../../audio/index.ts'
import { KOKORO_SAMPLE_RATE } from './kokoro-engine.ts'

/** Quieter than this at either end of a clause is not speech. */
const SILENCE = 0.01
const SILENCE_KEPT_MS = 30
const LEVEL_DBFS = -20
const PEAK_MAX = 0.89
const FULL_SCALE = 32_767

/** A rendered clause as the telephone wants it: trimmed, 8 kHz, at an even level, a whole number of frames. */
export function finishClause(rendered: Float32Array): Int16Array {
  const telephone = toTelephoneRate(trimmed(rendered))
  const gain = gainFor(telephone)
  const frames = Math.ceil(telephone.length / SAMPLES_PER_FRAME)
  const samples = new Int16Array(frames * SAMPLES_PER_FRAME)
  for (let at = 0; at < telephone.length; at++) {
    samples[at] = Math.round((telephone[at] ?? 0) * gain * FULL_SCALE)
  }
  return samples
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
function gainFor(samples: Float32Array): number {
  const active = activeLevel(samples)
  if (active === 0) return 1
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  return Math.min(10 ** (LEVEL_DBFS / 20) / active, PEAK_MAX / peak)
}

const ACTIVE_BELOW_LOUDEST_DB = 30

/** RMS over the frames that are within 30 dB of the loudest one: pauses do not count. */
export function activeLevel(samples: Float32Array): number {
  const powers: number[] = []
  for (let start = 0; start < samples.length; start += SAMPLES_PER_FRAME) {
    const frame = samples.subarray(start, start + SAMPLES_PER_FRAME)
    powers.push(frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length)
  }
  const threshold = Math.max(0, ...powers) / 10 ** (ACTIVE_BELOW_LOUDEST_DB / 10)
  const active = powers.filter((power) => power > 0 && power >= threshold)
  return active.length === 0 ? 0 : Math.sqrt(active.reduce((sum, power) => sum + power, 0) / active.length)
}

const DECIMATION = 3
const CUT_HZ = 3_600
const HALF_TAPS = 48

/** Low-passed at 3.6 kHz by a windowed sinc, then every third sample. */
export function toTelephoneRate(samples: Float32Array): Float32Array {
  const decimated = new Float32Array(Math.floor(samples.length / DECIMATION))
  for (let at = 0; at < decimated.length; at++) {
    let sum = 0
    for (let tap = -HALF_TAPS; tap <= HALF_TAPS; tap++) {
      sum += (samples[at * DECIMATION + tap] ?? 0) * (LOW_PASS[tap + HALF_TAPS] ?? 0)
    }
    decimated[at] = sum
  }
  return decimated
}

const LOW_PASS = Float64Array.from({ length: 2 * HALF_TAPS + 1 }, (_, index) => {
  const tap = index - HALF_TAPS
  const cut = (2 * CUT_HZ) / KOKORO_SAMPLE_RATE
  const sinc = tap === 0 ? cut : Math.sin(Math.PI * cut * tap) / (Math.PI * tap)
  return sinc * (0.5 + 0.5 * Math.cos((Math.PI * tap) / (HALF_TAPS + 1)))
})
