import { describe, expect, it } from 'vitest'
import { tone } from '../../audio/index.ts'
import { Mp3Encoder } from './mp3-encoder.ts'
import { frameLength, mainDataBegin } from './mp3-frame.ts'

/** Encodes a loud beginning, in pieces of `piece` samples a side. */
async function encode(seconds: number, piece: number): Promise<Uint8Array> {
  const encoder = await Mp3Encoder.create()
  const mono = tone([300, 900, 2_100], { sampleRate: 8_000, amplitude: 0.3, durationMs: seconds * 1_000 })
  const stereo = Int16Array.from({ length: mono.length * 2 }, (_, i) => mono[i >> 1] ?? 0)
  const parts: Uint8Array[] = []
  for (let at = 0; at < stereo.length; at += piece * 2)
    parts.push(encoder.encode(stereo.subarray(at, at + piece * 2)))
  return Buffer.concat([...parts, encoder.finish()])
}

function framesIn(bytes: Uint8Array): readonly Uint8Array[] {
  const frames: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = frameLength(bytes, at) ?? 0
    expect([bytes[at], bytes[at + 1]]).toEqual([0xff, 0xf3])
    expect(at + length).toBeLessThanOrEqual(bytes.length)
    frames.push(bytes.subarray(at, at + length))
    at += length
  }
  return frames
}

describe('a trimmed mp3', () => {
  it('is a whole number of frames, of which the first needs nothing before it', async () => {
    const frames = framesIn(await encode(2, 1_000))
    expect(mainDataBegin(frames[0] ?? new Uint8Array(5).fill(255))).toBe(0)
    expect(frames.length).toBeGreaterThanOrEqual(Math.ceil(2_000 / 36))
    expect(frames.length).toBeLessThanOrEqual(Math.ceil(2_000 / 36) + 3)
  })

  it('is the same in whatever pieces it was encoded', async () => {
    expect(Buffer.compare(await encode(1, 8_000), await encode(1, 160))).toBe(0)
  })

  it('has room for the reservoir of the second frame in the first', async () => {
    const [first, second] = framesIn(await encode(1, 8_000))
    expect((first?.length ?? 0) - 21).toBeGreaterThanOrEqual(mainDataBegin(second ?? new Uint8Array(5)))
  })

  it('may be very short', async () => {
    expect(framesIn(await encode(0.02, 160)).length).toBeGreaterThanOrEqual(1)
  })
})
