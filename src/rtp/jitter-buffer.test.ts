import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JitterBuffer } from './jitter-buffer.ts'

const FRAME = 160

/**
 * What came out: the value of the frame's first and last sample, when on the wire, and when it was given.
 */
interface Out {
  readonly first: number
  readonly last: number
  readonly startMs: number
  readonly givenMs: number
}

/** Packet `index` holds samples of value 100·(index+1), 20 ms each unless said otherwise. */
interface Arrival {
  readonly index: number
  readonly atMs: number
  readonly timestamp?: number
  readonly fresh?: boolean
  readonly samples?: number
}

/** Pushes packets as they arrive and pops every 5 ms, until `untilMs`. */
function run(arrivals: readonly Arrival[], untilMs: number, buffer = new JitterBuffer()): readonly Out[] {
  const out: Out[] = []
  const waiting = arrivals.toSorted((a, b) => a.atMs - b.atMs)
  const frame = new Int16Array(FRAME)
  for (let nowMs = 0; nowMs <= untilMs; nowMs += 5) {
    for (let next = waiting[0]; next !== undefined && next.atMs <= nowMs; next = waiting[0]) {
      waiting.shift()
      const count = next.samples ?? FRAME
      const samples = new Int16Array(count).fill(100 * (next.index + 1))
      buffer.push(
        next.timestamp ?? (4_294_967_000 + next.index * count) >>> 0,
        samples,
        next.fresh ?? true,
        next.atMs,
      )
    }
    while (buffer.pop(nowMs, frame)) {
      out.push({ first: frame[0] ?? 0, last: frame[FRAME - 1] ?? 0, startMs: buffer.startMs, givenMs: nowMs })
    }
  }
  return out
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index)
const steady = (count: number): readonly Arrival[] =>
  range(count).map((index) => ({ index, atMs: index * 20 }))
const steps = (out: readonly Out[]) => out.slice(1).map(({ startMs }, i) => startMs - (out[i]?.startMs ?? 0))

describe('the jitter buffer', () => {
  it('gives a frame that is in order at once, with the time of its packet', () => {
    const out = run(steady(10), 185)
    expect(out.map(({ last }) => last)).toEqual(range(10).map((index) => 100 * (index + 1)))
    expect(out.map(({ startMs }) => startMs)).toEqual(range(10).map((index) => index * 20))
    expect(out.every(({ startMs, givenMs }) => givenMs - startMs <= 5)).toBe(true)
  })

  it('puts packets in order, drops duplicates and reads timestamps past their wrap', () => {
    const arrivals = steady(12).map((packet) =>
      packet.index === 3 ? { ...packet, atMs: 85, fresh: false } : packet,
    )
    const doubled = [
      ...arrivals,
      { index: 5, atMs: 103, fresh: false },
      { index: 6, atMs: 150, fresh: false },
    ]
    const out = run(doubled, 225)
    expect(out.map(({ last }) => last)).toEqual(range(12).map((index) => 100 * (index + 1)))
    expect(steps(out).every((step) => step === 20)).toBe(true)
  })

  it('tells a late packet from a second copy of one that was in time', () => {
    const buffer = new JitterBuffer()
    run(
      steady(10).filter(({ index }) => index !== 4),
      185,
      buffer,
    )
    const again = (index: number) => {
      return buffer.push((4_294_967_000 + index * FRAME) >>> 0, new Int16Array(FRAME), false, 190)
    }
    expect([again(4), again(5), again(9)]).toEqual(['late', 'duplicate', 'duplicate'])
  })

  it('waits 80 ms for a lost packet, then makes it up and goes on', () => {
    const out = run(
      steady(10).filter(({ index }) => index !== 4),
      185,
    )
    const made = out[4]
    expect(out).toHaveLength(10)
    expect(made?.givenMs).toBe(160)
    expect(made?.last).toBeGreaterThan(250)
    expect(made?.last).toBeLessThan(500)
    expect(out.slice(5).map(({ last }) => last)).toEqual([600, 700, 800, 900, 1_000])
    expect(steps(out).every((step) => step === 20)).toBe(true)
  })

  it('gives silence in the pace of the wire while nothing comes', () => {
    const out = run(steady(5), 1_000)
    expect(out.length).toBeGreaterThanOrEqual(46)
    expect(out.slice(10).every(({ first, last }) => first === 0 && last === 0)).toBe(true)
    expect(steps(out).every((step) => step === 20)).toBe(true)
  })

  it('resumes at the right time after a gap in which the source sent nothing', () => {
    const gap = [...steady(5), ...range(5).map((i) => ({ index: 50 + i, atMs: (50 + i) * 20 }))]
    const out = run(gap, 1_090)
    const resumed = out.find(({ last }) => last === 5_100)
    expect(resumed?.startMs).toBe(1_000)
    expect(resumed?.givenMs).toBeLessThanOrEqual(1_060)
  })

  it('learns patience from late packets and loses none of them afterwards', () => {
    const late = steady(60).map(({ index, atMs }) => ({ index, atMs: atMs + (index % 9 === 3 ? 130 : 0) }))
    const out = run(late, 1_400)
    const given = new Set(out.map(({ last }) => last))
    const lost = range(60).filter((index) => !given.has(100 * (index + 1)))
    expect(lost).toEqual([3])
  })

  it('starts anew when the timestamps leap ahead, back or far away', () => {
    for (const leap of [80_000, -80_000, 8_000, 2_000_000_000]) {
      const leapt = range(10).map((i) => ({
        index: 10 + i,
        atMs: 200 + i * 20,
        timestamp: (4_294_967_000 + 10 * FRAME + leap + i * FRAME) >>> 0,
      }))
      const out = run([...steady(10), ...leapt], 385)
      expect(out.slice(-5).map(({ last }) => last)).toEqual([1_600, 1_700, 1_800, 1_900, 2_000])
      expect(out.at(-1)?.startMs).toBe(380)
    }
  })

  it('plays what a stalled network held back, with its own times', () => {
    const stalled = steady(60).map(({ index, atMs }) => ({
      index,
      atMs: index >= 20 && index < 40 ? 800 : atMs,
    }))
    const out = run(stalled, 1_215)
    const held = out.filter(({ last }) => last > 2_000 && last <= 4_000 && last % 100 === 0)
    expect(held.length).toBeGreaterThanOrEqual(19)
    expect(out.at(-1)?.last).toBe(6_000)
  })

  it('takes packets of 10, 30 and 60 ms', () => {
    for (const ptime of [10, 30, 60]) {
      const packets = range(40).map((index) => ({ index, atMs: index * ptime, samples: ptime * 8 }))
      const out = run(packets, 40 * ptime)
      const expected = range(out.length).map(
        (frame) => 100 * (1 + Math.floor(((frame + 1) * 20 - 0.125) / ptime)),
      )
      const whole = Math.floor((40 * ptime) / 20)
      expect(out.slice(0, whole).map(({ last }) => last)).toEqual(expected.slice(0, whole))
    }
  })

  it('gives every 20 ms once and in order, however packets are lost, late and shuffled', () => {
    const delays = fc.array(fc.option(fc.integer({ min: 0, max: 35 })), { minLength: 50, maxLength: 50 })
    fc.assert(
      fc.property(delays, (all) => {
        const arrivals = all.flatMap((delay, index) =>
          delay === null ? [] : [{ index, atMs: index * 20 + delay }],
        )
        let highest = -1
        const inTime = arrivals
          .toSorted((a, b) => a.atMs - b.atMs)
          .map((packet) => {
            const fresh = packet.index > highest
            highest = Math.max(highest, packet.index)
            return { ...packet, fresh }
          })
        const out = run(inTime, 1_200)
        const real = out.map(({ last }) => last).filter((last) => last % 100 === 0 && last > 0)
        expect(real).toEqual(real.toSorted((a, b) => a - b))
        expect(steps(out).every((step) => step > -16 && step <= 20)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})
