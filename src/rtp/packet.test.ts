import { describe, expect, it } from 'vitest'
import { emptyPacket, looksLikeRtcp, parsePacket, writeHeader } from './packet.ts'
import { ExtendedSequence, sequenceDistance, timestampDistance } from './sequence.ts'

const header = { marker: true, payloadType: 8, sequence: 65_535, timestamp: 4_294_967_295, ssrc: 0xdeadbeef }

describe('an RTP packet', () => {
  it('reads back as it was written', () => {
    const bytes = new Uint8Array(172)
    writeHeader(bytes, header)
    const packet = emptyPacket()
    expect(parsePacket(bytes, packet)).toBe(true)
    expect(packet).toEqual({ ...header, payloadStart: 12, payloadEnd: 172 })
  })

  it('is read past contributing sources, a header extension and before padding', () => {
    const bytes = new Uint8Array(12 + 8 + 4 + 4 + 10 + 3)
    writeHeader(bytes, header)
    bytes[0] = 0x80 | 0x20 | 0x10 | 2
    bytes[12 + 8 + 3] = 1
    bytes[bytes.length - 1] = 3
    const packet = emptyPacket()
    expect(parsePacket(bytes, packet)).toBe(true)
    expect([packet.payloadStart, packet.payloadEnd]).toEqual([28, 38])
  })

  it('is refused when its lengths do not fit or its version is another', () => {
    const packet = emptyPacket()
    expect(parsePacket(new Uint8Array(11).fill(0x80), packet)).toBe(false)
    expect(parsePacket(new Uint8Array(20).fill(0x40), packet)).toBe(false)
    expect(
      parsePacket(
        Uint8Array.from({ length: 20 }, (_, i) => (i === 0 ? 0x8f : 0)),
        packet,
      ),
    ).toBe(false)
    expect(
      parsePacket(
        Uint8Array.from({ length: 13 }, (_, i) => (i === 0 ? 0x90 : 0)),
        packet,
      ),
    ).toBe(false)
    expect(
      parsePacket(
        Uint8Array.from({ length: 13 }, (_, i) => (i === 0 ? 0xa0 : 0)),
        packet,
      ),
    ).toBe(false)
    expect(
      parsePacket(
        Uint8Array.from({ length: 13 }, (_, i) => (i === 0 ? 0xa0 : 9)),
        packet,
      ),
    ).toBe(false)
  })

  it('is told from RTCP by its second byte', () => {
    const bytes = new Uint8Array(172)
    writeHeader(bytes, header)
    expect(looksLikeRtcp(bytes)).toBe(false)
    expect(looksLikeRtcp(Uint8Array.of(0x80, 200, 0, 1, 0, 0, 0, 0))).toBe(true)
  })
})

describe('sequence numbers', () => {
  it('are compared on a circle', () => {
    expect([sequenceDistance(2, 65_534), sequenceDistance(65_534, 2), sequenceDistance(7, 7)]).toEqual([
      4, -4, 0,
    ])
    expect(timestampDistance(100, 0xffff_ff9c)).toBe(200)
  })

  it('are extended past their wrap, late ones too', () => {
    const sequence = new ExtendedSequence()
    for (const number of [65_533, 65_534, 1, 65_535, 0, 2]) sequence.take(number)
    expect([sequence.highest, sequence.expected]).toEqual([65_538, 6])
  })

  it('start anew only when two in a row agree on the jump', () => {
    const sequence = new ExtendedSequence()
    sequence.take(10)
    expect(sequence.take(30_000)).toBe('stray')
    expect(sequence.take(11)).toBe('in-order')
    expect(sequence.take(40_000)).toBe('stray')
    expect(sequence.take(40_001)).toBe('restarted')
    expect(sequence.expected).toBe(1)
  })
})
