import { describe, expect, it } from 'vitest'
import { RecentAudio } from './recent-audio.ts'

/** Frames whose every sample is the frame's number, from `firstMs` on. */
function written(frames: number, firstMs = 1_000, keepMs = 1_000): RecentAudio {
  const audio = new RecentAudio(keepMs)
  const samples = new Int16Array(160)
  for (let frame = 0; frame < frames; frame += 1) {
    audio.write({ samples: samples.fill(frame), sampleRate: 8_000, startMs: firstMs + frame * 20 })
  }
  return audio
}

describe('recent audio', () => {
  it('finds a stretch by its time on the wire', () => {
    const found = written(20).between(1_020, 1_060)
    expect([...found]).toEqual([...Array<number>(160).fill(1), ...Array<number>(160).fill(2)])
  })

  it('gives what there is of a stretch that begins too early or ends in the future', () => {
    expect(written(100).between(0, 99_999)).toHaveLength(8_000) // the ring's whole second
    expect(written(2).between(0, 99_999)).toHaveLength(320)
    expect(written(2).between(5_000, 6_000)).toHaveLength(0)
    expect(new RecentAudio(1_000).between(0, 100)).toHaveLength(0)
  })

  it('takes jitter of the time line for what it is and a gap for lost audio', () => {
    const audio = written(2)
    const samples = new Int16Array(160).fill(9)
    audio.write({ samples, sampleRate: 8_000, startMs: 1_055 })
    expect(audio.between(0, 2_000)).toHaveLength(480)
    audio.write({ samples, sampleRate: 8_000, startMs: 1_175 })
    expect(audio.between(1_075, 1_175).every((sample) => sample === 0)).toBe(true)
    expect(audio.between(1_175, 1_195).every((sample) => sample === 9)).toBe(true)
  })
})
