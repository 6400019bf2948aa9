import { describe, expect, it } from 'vitest'
import { peakOf, SAMPLES_PER_FRAME } from '../../../audio/index.ts'
import { activeLevel, finishClause } from './finish-clause.ts'

const RATE = 24_000
const tone = (ms: number, amplitude: number, hz = 500) =>
  Float32Array.from(
    { length: (RATE * ms) / 1_000 },
    (_, at) => amplitude * Math.sin((2 * Math.PI * hz * at) / RATE),
  )
const silence = (ms: number) => new Float32Array((RATE * ms) / 1_000)
const joined = (...parts: readonly Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]))
const decibels = (samples: Int16Array) => 20 * Math.log10(activeLevel(samples))

describe('a finished clause', () => {
  it.each([0.02, 0.3, 1.8])('is at −20 dBFS, rendered at %f', (amplitude) => {
    expect(decibels(finishClause(tone(500, amplitude)))).toBeCloseTo(-20, 0)
  })

  it('counts only the parts that are spoken', () => {
    const paused = finishClause(joined(tone(300, 0.4), silence(600), tone(300, 0.4)))
    expect(decibels(paused)).toBeCloseTo(-20, 0)
  })

  it('never comes near full scale, though its peaks are high', () => {
    const click = silence(400).map((_, at) => (at % 2_400 < 6 ? 1 : 0))
    expect(peakOf(finishClause(click))).toBeLessThanOrEqual(0.9)
  })

  it('keeps 30 ms of the silence around it', () => {
    const ms = finishClause(joined(silence(500), tone(300, 0.5), silence(700))).length / 8
    expect(ms).toBeGreaterThanOrEqual(355)
    expect(ms).toBeLessThanOrEqual(380)
  })

  it('is a whole number of frames', () => {
    expect(finishClause(tone(333, 0.5)).length % SAMPLES_PER_FRAME).toBe(0)
  })

  it('holds nothing above the telephone band', () => {
    const high = finishClause(joined(tone(400, 0.5), tone(400, 0.5, 6_000)))
    const quiet = high.subarray(high.length / 2 + 800, high.length - 800)
    expect(peakOf(quiet)).toBeLessThan(0.01)
  })

  it('is empty when nothing is heard', () => {
    expect(finishClause(silence(200))).toHaveLength(0)
  })
})
