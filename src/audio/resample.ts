import { clampSample } from './tone.ts'

/**
 * Changes the sample rate of one continuous stream. A polyphase FIR: Kaiser-windowed sinc of 48 taps at the
 * lower rate, 70 dB of stop band, flat to 3.3 kHz at 8 kHz. Output lags by `delayMs`; `resample` takes that
 * away.
 */
export interface Resampler {
  /** All output the input so far allows; valid until the next call. */
  push(samples: Int16Array): Int16Array
  readonly delayMs: number
}

const TAPS_AT_LOWER_RATE = 48
/** Middle of the transition band, as a part of the lower rate's half. */
const ROLL_OFF = 0.925
/** Kaiser's β for 70 dB. */
const KAISER_BETA = 6.75

export function createResampler(fromRate: number, toRate: number): Resampler {
  if (fromRate === toRate) return { push: (samples) => samples, delayMs: 0 }
  const divisor = greatestDivisor(fromRate, toRate)
  return new Polyphase(toRate / divisor, fromRate / divisor, fromRate)
}

/** The whole of `samples` at another rate, in place in time: `length · to ÷ from` samples, rounded up. */
export function resample(samples: Int16Array, fromRate: number, toRate: number): Int16Array {
  const resampler = createResampler(fromRate, toRate)
  const tail = new Int16Array(Math.ceil((resampler.delayMs * fromRate) / 1_000) + 1)
  const padded = new Int16Array(samples.length + tail.length)
  padded.set(samples)
  const delay = Math.round((resampler.delayMs * toRate) / 1_000)
  return resampler.push(padded).slice(delay, delay + Math.ceil((samples.length * toRate) / fromRate))
}

class Polyphase implements Resampler {
  readonly delayMs: number
  readonly #up: number
  readonly #down: number
  /** One filter of `#taps` coefficients a phase, newest sample first. */
  readonly #phases: readonly Float32Array[]
  readonly #taps: number
  #history: Float32Array
  #output = new Int16Array(0)
  /**
   * Place of the next output sample on the line of the upsampled rate, from the first new input sample on.
   */
  #position = 0

  constructor(up: number, down: number, fromRate: number) {
    this.#up = up
    this.#down = down
    this.#taps = Math.ceil((TAPS_AT_LOWER_RATE * Math.max(up, down)) / up)
    this.#phases = phasesOf(up, down, this.#taps)
    this.#history = new Float32Array(this.#taps - 1)
    this.delayMs = (this.#taps / 2 / fromRate) * 1_000
  }

  push(samples: Int16Array): Int16Array {
    const before = this.#taps - 1
    const line = new Float32Array(before + samples.length)
    line.set(this.#history)
    line.set(samples, before)
    const end = samples.length * this.#up
    const count = Math.max(0, Math.ceil((end - this.#position) / this.#down))
    if (this.#output.length < count) this.#output = new Int16Array(count)
    for (let i = 0; i < count; i++, this.#position += this.#down) {
      const newest = before + Math.floor(this.#position / this.#up)
      this.#output[i] = this.#sampleAt(line, newest, this.#position % this.#up)
    }
    this.#position -= end
    this.#history = line.slice(samples.length)
    return this.#output.subarray(0, count)
  }

  #sampleAt(line: Float32Array, newest: number, phase: number): number {
    const filter = this.#phases[phase]
    if (filter === undefined) return 0
    let sum = 0
    for (let tap = 0; tap < this.#taps; tap++) sum += (filter[tap] ?? 0) * (line[newest - tap] ?? 0)
    return clampSample(Math.round(sum))
  }
}

/**
 * Splits the prototype low-pass into one filter a phase; each sums to one, so that a level stays a level.
 */
function phasesOf(up: number, down: number, taps: number): readonly Float32Array[] {
  const length = taps * up
  const cutoff = (ROLL_OFF * 0.5) / Math.max(up, down)
  // The exact middle of an even length, so that the delay is a whole number of samples at either rate.
  const middle = length / 2
  const prototype = Float64Array.from({ length }, (_, index) => {
    const distance = index - middle
    return sinc(2 * cutoff * distance) * kaiser(distance / (length / 2))
  })
  return Array.from({ length: up }, (_, phase) => {
    const filter = Float32Array.from({ length: taps }, (_, tap) => prototype[tap * up + phase] ?? 0)
    const gain = filter.reduce((sum, coefficient) => sum + coefficient, 0)
    return filter.map((coefficient) => coefficient / gain)
  })
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

function kaiser(position: number): number {
  return besselZero(KAISER_BETA * Math.sqrt(Math.max(0, 1 - position * position))) / besselZero(KAISER_BETA)
}

/** Modified Bessel function of order zero, by its power series. */
function besselZero(x: number): number {
  let [sum, term] = [1, 1]
  for (let k = 1; k < 32; k++) {
    term *= (x / 2 / k) ** 2
    sum += term
  }
  return sum
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}
