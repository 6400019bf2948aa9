import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LEVEL_DBFS_MIN, levelDbfs, peakOf } from './level.ts'
import { createResampler, resample } from './resample.ts'
import { tone, toneAmplitude } from './tone.ts'
import { readWav, writeWav } from './wav.ts'

describe('a tone', () => {
  it('is found at its own frequency and not elsewhere', () => {
    const samples = tone([440], { sampleRate: 8_000, amplitude: 0.5, durationMs: 100 })
    expect(toneAmplitude(samples, 440, 8_000)).toBeCloseTo(0.5, 2)
    expect(toneAmplitude(samples, 1_000, 8_000)).toBeLessThan(0.02)
  })

  it('has the level a sine of its amplitude has', () => {
    const samples = tone([1_000], { sampleRate: 8_000, amplitude: 1, durationMs: 200 })
    expect(levelDbfs(samples)).toBeCloseTo(-3.01, 1)
    expect(peakOf(samples)).toBeCloseTo(1, 2)
  })

  it('is silent when there is none', () => {
    expect(levelDbfs(new Int16Array(160))).toBe(LEVEL_DBFS_MIN)
    expect(toneAmplitude(new Int16Array(0), 440, 8_000)).toBe(0)
  })
})

describe('resampling', () => {
  const pairs = [
    [8_000, 16_000],
    [16_000, 8_000],
    [8_000, 24_000],
    [24_000, 8_000],
    [16_000, 24_000],
    [24_000, 16_000],
    [48_000, 8_000],
  ] as const

  it.each(pairs)('keeps a tone’s pitch, level and place from %i to %i Hz', (from, to) => {
    const given = tone([1_000], { sampleRate: from, amplitude: 0.5, durationMs: 200 })
    const made = resample(given, from, to)
    expect(made.length).toBe((given.length * to) / from)
    const wanted = tone([1_000], { sampleRate: to, amplitude: 0.5, durationMs: 200 })
    const middle = [made.length / 4, (made.length * 3) / 4] as const
    const error = made.slice(...middle).map((sample, i) => sample - (wanted[middle[0] + i] ?? 0))
    expect(levelDbfs(error)).toBeLessThan(-40)
  })

  it('lets nothing above the lower rate’s half fold back', () => {
    const hiss = tone([5_000], { sampleRate: 24_000, amplitude: 0.5, durationMs: 200 })
    expect(levelDbfs(resample(hiss, 24_000, 8_000).slice(200, -200))).toBeLessThan(-60)
  })

  it('does not care in which pieces the stream comes', () => {
    const given = tone([700], { sampleRate: 24_000, amplitude: 0.5, durationMs: 60 })
    const whole = [...createResampler(24_000, 16_000).push(given)]
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: given.length }), { maxLength: 6 }), (cuts) => {
        const inPieces = createResampler(24_000, 16_000)
        const edges = [0, ...cuts.toSorted((a, b) => a - b), given.length]
        const made = edges.slice(1).flatMap((end, i) => [...inPieces.push(given.slice(edges[i], end))])
        expect(made).toEqual(whole)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a wav file', () => {
  it('reads back what was written', () => {
    const audio = { sampleRate: 8_000, channels: 2, samples: Int16Array.of(1, -2, 32_767, -32_768) }
    expect(readWav(writeWav(audio))).toEqual(audio)
  })

  it('is undefined when the bytes are something else, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(readWav(bytes)).toBeUndefined()
      }),
    )
    const cut = writeWav({ sampleRate: 8_000, channels: 1, samples: new Int16Array(100) })
    for (let length = 0; length < cut.length; length++) readWav(cut.slice(0, length))
  })
})
