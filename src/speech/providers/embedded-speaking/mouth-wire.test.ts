import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeFrame, FrameReader, jsonFrame, Kind, parseRefusal, parseRenderRequest } from './mouth-wire.ts'

const frame = fc.record({
  kind: fc.integer({ min: 1, max: 4 }),
  request: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  body: fc.uint8Array({ maxLength: 40 }),
})

describe('the mouth’s wire', () => {
  it('gives back every frame, wherever the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 30 })),
        (frames, cuts) => {
          const stream = Buffer.concat(frames.map(encodeFrame))
          const reader = new FrameReader()
          const read = []
          let at = 0
          for (const cut of [...cuts, stream.length]) {
            read.push(...reader.push(stream.subarray(at, at + cut)))
            at += cut
          }
          expect(read).toEqual(frames)
        },
      ),
    )
  })

  it('refuses a stream that is not of frames', () => {
    expect(() => new FrameReader().push(new Uint8Array(9).fill(255))).toThrow()
  })

  it('reads a request as it was sent, and nothing else', () => {
    const asked = { clause: 'Hello.', voice: 'af_heart', live: true }
    const [sent] = new FrameReader().push(jsonFrame(Kind.render, 7, asked))
    expect(parseRenderRequest(sent?.body ?? new Uint8Array())).toEqual(asked)
    for (const wrong of ['{', 'null', '{"clause":1}', '[]']) {
      expect(parseRenderRequest(new TextEncoder().encode(wrong))).toBeUndefined()
    }
  })

  it('takes a refusal it cannot read as final', () => {
    expect(parseRefusal(new TextEncoder().encode('?'))).toEqual({ retryable: false })
  })
})
