import { describe, expect, it } from 'vitest'
import { emptyPacket } from './packet.ts'
import { Reception } from './reception.ts'
import { buildCompound, ntpMiddle, ntpOf, parseCompound, roundTripMs } from './rtcp.ts'

const report = {
  ssrc: 7,
  fractionLost: 64,
  cumulativeLost: -3,
  highestSequence: 70_000,
  jitter: 12,
  lastSr: 0x12345678,
  delaySinceLastSr: 65_536,
}

describe('RTCP', () => {
  it('reads back a compound of sender report, name and goodbye', () => {
    const sender = { ...ntpOf(1_800_000_000_500), rtpTimestamp: 160, packets: 2, octets: 320 }
    const bytes = buildCompound({ ssrc: 5, cname: 'abc', sender, reports: [report], goodbye: true })
    expect(bytes.length % 4).toBe(0)
    expect(parseCompound(bytes)).toEqual([
      { type: 'sender-report', ssrc: 5, sender, reports: [report] },
      { type: 'source-description', ssrc: 5, cname: 'abc' },
      { type: 'goodbye', ssrcs: [5] },
    ])
  })

  it('begins with a receiver report when nothing was sent', () => {
    const bytes = buildCompound({ ssrc: 5, cname: 'abcd', reports: [] })
    expect(parseCompound(bytes)[0]).toEqual({ type: 'receiver-report', ssrc: 5, reports: [] })
  })

  it('counts NTP time from 1900, with half a second as half the fraction', () => {
    expect(ntpOf(500)).toEqual({ ntpSeconds: 2_208_988_800, ntpFraction: 2 ** 31 })
  })

  it('measures the round trip less the time the far end kept the report', () => {
    const sent = ntpMiddle(ntpOf(1_800_000_000_000))
    const arrived = ntpMiddle(ntpOf(1_800_000_001_250))
    const kept = { ...report, lastSr: sent, delaySinceLastSr: 65_536 }
    expect(roundTripMs(kept, arrived)).toBeCloseTo(250, 0)
    expect(roundTripMs({ ...kept, lastSr: 0 }, arrived)).toBeUndefined()
  })
})

describe('reception', () => {
  const packet = (sequence: number) => ({ ...emptyPacket(), sequence, timestamp: sequence * 160 })

  it('counts loss, and reports the part lost since the last report', () => {
    const reception = new Reception()
    for (const sequence of [0, 1, 2, 3, 5, 6, 7]) reception.take(packet(sequence), sequence * 20)
    expect([reception.received, reception.lost, reception.jitterMs]).toEqual([7, 1, 0])
    expect(reception.report(9, { middle: 0, delay: 0 }).fractionLost).toBe(32)
    reception.take(packet(8), 160)
    expect(reception.report(9, { middle: 0, delay: 0 })).toMatchObject({ fractionLost: 0, cumulativeLost: 1 })
  })

  it('smooths jitter by a sixteenth', () => {
    const reception = new Reception()
    reception.take(packet(0), 0)
    reception.take(packet(1), 36)
    expect(reception.jitterMs).toBeCloseTo(1, 5)
  })
})
