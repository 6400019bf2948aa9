import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  buildCompound,
  emptyPacket,
  parseCompound,
  parsePacket,
  RtpReceiver,
  writeHeader,
} from '../../src/rtp/index.ts'

const word = fc.integer({ min: 0, max: 0xffff_ffff })

it('reads any bytes as RTP or refuses them, and never points outside of them', () => {
  const packet = emptyPacket()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      if (bytes.length > 0) bytes[0] = 0x80 | ((bytes[0] ?? 0) & 0x3f)
      if (!parsePacket(bytes, packet)) return
      expect(packet.payloadStart).toBeLessThanOrEqual(packet.payloadEnd)
      expect(packet.payloadEnd).toBeLessThanOrEqual(bytes.length)
    }),
    { numRuns: 2_000 },
  )
})

it('reads every header back that it writes', () => {
  const headers = fc.record({
    marker: fc.boolean(),
    payloadType: fc.integer({ min: 0, max: 127 }),
    sequence: fc.integer({ min: 0, max: 65_535 }),
    timestamp: word,
    ssrc: word,
  })
  fc.assert(
    fc.property(headers, (header) => {
      const bytes = new Uint8Array(12)
      writeHeader(bytes, header)
      const packet = emptyPacket()
      expect(parsePacket(bytes, packet)).toBe(true)
      expect(packet).toMatchObject(header)
    }),
  )
})

it('reads any bytes as RTCP without throwing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 200, max: 204 }), (bytes, type) => {
      if (bytes.length > 1) bytes.set([0x80 | ((bytes[0] ?? 0) & 0x1f), type])
      parseCompound(bytes)
    }),
    { numRuns: 2_000 },
  )
})

it('reads every compound back that it builds', () => {
  const reports = fc.array(
    fc.record({
      ssrc: word,
      fractionLost: fc.integer({ min: 0, max: 255 }),
      cumulativeLost: fc.integer({ min: -0x80_0000, max: 0x7f_ffff }),
      highestSequence: word,
      jitter: word,
      lastSr: word,
      delaySinceLastSr: word,
    }),
    { maxLength: 31 },
  )
  fc.assert(
    fc.property(word, fc.string({ maxLength: 60 }), reports, (ssrc, cname, blocks) => {
      const [first, second] = parseCompound(buildCompound({ ssrc, cname, reports: blocks }))
      expect(first).toEqual({ type: 'receiver-report', ssrc, reports: blocks })
      expect(second).toMatchObject({ type: 'source-description', ssrc })
    }),
  )
})

it('hears any packets without throwing, and never gives more frames than time has passed', () => {
  const packets = fc.array(
    fc.record({
      header: fc.uint8Array({ minLength: 12, maxLength: 12 }),
      payload: fc.uint8Array({ maxLength: 400 }),
      payloadType: fc.constantFrom(0, 8, 13, 96, 101, 18),
      waitMs: fc.integer({ min: 0, max: 400 }),
    }),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(packets, (all) => {
      const receiver = new RtpReceiver(() => undefined)
      const frame = new Int16Array(160)
      let nowMs = 1_000
      for (const { header, payload, payloadType, waitMs } of all) {
        nowMs += waitMs
        const bytes = Uint8Array.from([0x80, payloadType, ...header.subarray(2), ...payload])
        receiver.take(bytes, nowMs)
        let frames = 0
        while (receiver.pop(nowMs, frame)) frames++
        expect(frames).toBeLessThan(120)
      }
    }),
    { numRuns: 300 },
  )
})
