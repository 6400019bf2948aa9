import { describe, expect, it } from 'vitest'
import { levelDbfs, tone } from '../audio/index.ts'
import { createConcealment } from './concealment.ts'

/** A voice-like sound: 125 Hz with overtones. */
const voice = tone([125, 250, 375, 500], { sampleRate: 8_000, amplitude: 0.12, durationMs: 400 })
const frameAt = (index: number) => voice.slice(index * 160, (index + 1) * 160)
const steepest = (samples: Int16Array) =>
  samples.slice(1).reduce((most, sample, i) => Math.max(most, Math.abs(sample - (samples[i] ?? 0))), 0)

describe('concealment', () => {
  it('goes on with the voice, without a click at either seam', () => {
    const concealment = createConcealment()
    const out = new Int16Array(voice.length)
    for (let index = 0; index < 20; index++) {
      const frame = index === 10 ? new Int16Array(160) : frameAt(index)
      if (index === 10) concealment.fill(frame)
      else concealment.pass(frame)
      out.set(frame, index * 160)
    }
    expect(Math.abs(levelDbfs(out.slice(1_600, 1_760)) - levelDbfs(voice))).toBeLessThan(2)
    expect(steepest(out)).toBeLessThan(steepest(voice) * 1.5)
  })

  it('fades to silence within 60 ms', () => {
    const concealment = createConcealment()
    for (let index = 0; index < 5; index++) concealment.pass(frameAt(index))
    const levels = [0, 1, 2, 3].map(() => {
      const frame = new Int16Array(160)
      concealment.fill(frame)
      return levelDbfs(frame)
    })
    expect(levels.toSorted((a, b) => b - a)).toEqual(levels)
    expect(levels[3]).toBe(-100)
  })

  it('leaves real audio as it is and makes silence of silence', () => {
    const concealment = createConcealment()
    const [real, made] = [frameAt(0), new Int16Array(160)]
    concealment.fill(made)
    expect(made.every((sample) => sample === 0)).toBe(true)
    concealment.reset()
    concealment.pass(real)
    expect(real).toEqual(frameAt(0))
  })
})
