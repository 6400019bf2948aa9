import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FRAME_MS, LEG_SAMPLE_RATE, SAMPLES_PER_FRAME } from '../../src/audio/index.ts'
import type { DtmfDigit, Ms } from '../../src/base/index.ts'
import type { CallLeg, LegEvent } from '../../src/telephony/index.ts'

/** The audio half of a leg, with its news kept in order. */
export interface TalkingEnd
  extends Pick<CallLeg, 'listen' | 'tap' | 'play' | 'mark' | 'clear' | 'playedMs' | 'pressDigit'> {
  readonly news: readonly { readonly type: string; readonly atMs: Ms }[]
}

/** Two answered ends of one call, and the passing of time: virtual or real. */
export interface ConnectedPair {
  readonly near: TalkingEnd
  readonly far: TalkingEnd
  now(): Ms
  /** Lets time pass until `condition` holds; fails the test after ten seconds of that time. */
  until(condition: () => boolean): Promise<void>
  /** How far a sample may be from what was played: 0, or the steps of a codec. */
  readonly sampleTolerance: number
  close(): Promise<void>
}

/** What every answered leg does with audio, marks and digits. */
export function describeTalkingEnds(connect: () => Promise<ConnectedPair>): void {
  describe('a leg that talks', () => {
    let pair: ConnectedPair
    beforeEach(async () => {
      pair = await connect()
    })
    afterEach(() => pair.close())

    it('is heard at the other end, frame by frame and in order', async () => {
      const heard = listenTo(pair.far)
      for (const level of [1_000, 2_000, 3_000]) play(pair.near, level)
      await pair.until(() => heard.loud().length >= 3)
      expect(heard.loud().map(({ level }) => nearest(level, pair.sampleTolerance))).toEqual([
        1_000, 2_000, 3_000,
      ])
      expect(heard.frames.every(({ length }) => length === SAMPLES_PER_FRAME)).toBe(true)
    })

    it('is heard as silence, every 20 ms, when nothing is played', async () => {
      const heard = listenTo(pair.far)
      const since = pair.now()
      await pair.until(() => heard.frames.length >= 25)
      expect(pair.now() - since).toBeGreaterThan(24 * FRAME_MS - 200)
      expect(pair.now() - since).toBeLessThan(25 * FRAME_MS + 300)
      expect(heard.loud()).toEqual([])
      const starts = heard.frames.map(({ startMs }) => startMs)
      const steps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0))
      for (const step of steps) expect(Math.abs(step - FRAME_MS)).toBeLessThan(10)
    })

    it('says when a frame was on the wire', async () => {
      const heard = listenTo(pair.far)
      const playedAtMs = pair.now()
      play(pair.near, 5_000)
      await pair.until(() => heard.loud().length >= 1)
      const startMs = heard.loud()[0]?.startMs ?? 0
      expect(startMs).toBeGreaterThanOrEqual(playedAtMs - 1)
      expect(startMs).toBeLessThan(playedAtMs + 60)
    })

    it('copies the samples it is given', async () => {
      const heard = listenTo(pair.far)
      const samples = new Int16Array(SAMPLES_PER_FRAME).fill(4_000)
      pair.near.play({ samples, sampleRate: LEG_SAMPLE_RATE, startMs: 0 })
      samples.fill(-4_000)
      await pair.until(() => heard.loud().length >= 1)
      expect(heard.loud()[0]?.level).toBeGreaterThan(3_000)
    })

    it('counts only queued audio as played', async () => {
      for (let frame = 0; frame < 5; frame++) play(pair.near, 1_000)
      pair.near.mark(1)
      await pair.until(() => marksOf(pair.near).length === 1)
      const heard = listenTo(pair.far)
      await pair.until(() => heard.frames.length >= 5)
      expect(pair.near.playedMs()).toBe(5 * FRAME_MS)
      expect(pair.far.playedMs()).toBe(0)
    })

    it('reports marks in order, after the audio before them and not earlier', async () => {
      const since = pair.now()
      for (let frame = 0; frame < 10; frame++) play(pair.near, 1_000)
      pair.near.mark(7)
      for (let frame = 0; frame < 10; frame++) play(pair.near, 1_000)
      pair.near.mark(8)
      await pair.until(() => marksOf(pair.near).length === 2)
      expect(marksOf(pair.near)).toEqual([7, 8])
      const times = pair.near.news
        .filter(({ type }) => type === 'mark-played')
        .map(({ atMs }) => atMs - since)
      expect(times[0]).toBeGreaterThan(9 * FRAME_MS - 1)
      expect(times[0]).toBeLessThan(11 * FRAME_MS + 60)
      expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(150)
    })

    it('reports a mark that has nothing before it', async () => {
      pair.near.mark(3)
      await pair.until(() => marksOf(pair.near).length === 1)
      expect(marksOf(pair.near)).toEqual([3])
    })

    it('falls silent on clear, keeps what was played and never reports the marks behind it', async () => {
      const heard = listenTo(pair.far)
      for (let frame = 0; frame < 100; frame++) play(pair.near, 6_000)
      pair.near.mark(1)
      await pair.until(() => pair.near.playedMs() >= 200)
      pair.near.clear()
      const played = pair.near.playedMs()
      const clearedAt = heard.frames.length
      await pair.until(() => heard.frames.length >= clearedAt + 20)
      expect(pair.near.playedMs()).toBe(played)
      const madeUp = heard.loud().length - played / FRAME_MS
      expect(madeUp).toBeGreaterThanOrEqual(0)
      // A line with a codec has packets, and what comes late is concealed.
      expect(madeUp).toBeLessThanOrEqual(pair.sampleTolerance === 0 ? 0 : 3)
      expect(marksOf(pair.near)).toEqual([])
    })

    it('plays on after a clear', async () => {
      const heard = listenTo(pair.far)
      for (let frame = 0; frame < 50; frame++) play(pair.near, 6_000)
      pair.near.clear()
      const before = pair.near.playedMs()
      play(pair.near, 2_000)
      pair.near.mark(2)
      await pair.until(() => marksOf(pair.near).length === 1 && heard.loud().length * FRAME_MS > before)
      expect(pair.near.playedMs()).toBe(before + FRAME_MS)
      expect(nearest(heard.loud().at(-1)?.level ?? 0, pair.sampleTolerance)).toBe(2_000)
    })

    it('passes digits on, in order and once each', async () => {
      const digits: readonly DtmfDigit[] = ['1', '1', '#']
      for (const digit of digits) pair.near.pressDigit(digit)
      await pair.until(() => digitsOf(pair.far).length >= 3)
      expect(digitsOf(pair.far)).toEqual(digits)
    })

    it('lets a tap keep both sides, side by side and without a gap', async () => {
      const kept: { human: number; assistant: number; startMs: Ms }[] = []
      pair.near.tap({
        write: (human, assistant, startMs) =>
          void kept.push({ human: peak(human), assistant: peak(assistant), startMs }),
      })
      for (let frame = 0; frame < 10; frame++) play(pair.near, 3_000)
      for (let frame = 0; frame < 5; frame++) play(pair.far, 6_000)
      await pair.until(() => kept.length >= 50)
      kept.slice(1).forEach(({ startMs }, index) => {
        expect(startMs - (kept[index]?.startMs ?? 0)).toBeCloseTo(FRAME_MS, 3)
      })
      expect(kept.filter(({ assistant }) => assistant > 2_000).length).toBeGreaterThanOrEqual(10)
      expect(kept.filter(({ assistant }) => assistant > 2_000).length).toBeLessThanOrEqual(11)
      expect(kept.filter(({ human }) => human > 5_000).length).toBeGreaterThanOrEqual(5)
      expect(kept.filter(({ human }) => human > 5_000).length).toBeLessThanOrEqual(6)
    })
  })
}

/** What every leg does when one side hangs up. */
export function describeHangUp(
  connect: () => Promise<{ readonly near: CallLeg; readonly far: CallLeg }>,
): void {
  describe('a leg that ends', () => {
    it('tells both ends who hung up, and finishes their news', async () => {
      const { near, far } = await connect()
      await near.hangUp('normal')
      const [mine, theirs] = await Promise.all([collect(near.events), collect(far.events)])
      expect(mine.at(-1)).toMatchObject({ type: 'ended', by: 'us', definite: true })
      expect(theirs.at(-1)).toMatchObject({ type: 'ended', by: 'human', cause: 'normal', definite: true })
    })

    it('ends once, however often it is hung up', async () => {
      const { near, far } = await connect()
      await Promise.all([far.hangUp('normal'), near.hangUp('normal'), near.hangUp('normal')])
      const mine = await collect(near.events)
      expect(mine.filter(({ type }) => type === 'ended')).toHaveLength(1)
    })
  })
}

async function collect(events: AsyncIterable<LegEvent>): Promise<readonly LegEvent[]> {
  const all: LegEvent[] = []
  for await (const event of events) all.push(event)
  return all
}

function listenTo(end: TalkingEnd) {
  const frames: { readonly level: number; readonly length: number; readonly startMs: Ms }[] = []
  end.listen({
    write: ({ samples, startMs }) =>
      void frames.push({ level: mean(samples), length: samples.length, startMs }),
  })
  return { frames, loud: () => frames.filter(({ level }) => Math.abs(level) > 500) }
}

const play = (end: TalkingEnd, level: number) =>
  end.play({
    samples: new Int16Array(SAMPLES_PER_FRAME).fill(level),
    sampleRate: LEG_SAMPLE_RATE,
    startMs: 0,
  })
const mean = (samples: Int16Array) => samples.reduce((sum, sample) => sum + sample, 0) / samples.length
const peak = (samples: Int16Array) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
const nearest = (level: number, tolerance: number) =>
  Math.abs(level - Math.round(level / 1_000) * 1_000) <= tolerance ? Math.round(level / 1_000) * 1_000 : level
const marksOf = (end: TalkingEnd) => end.news.flatMap((event) => ('mark' in event ? [event.mark] : []))
const digitsOf = (end: TalkingEnd) => end.news.flatMap((event) => ('digit' in event ? [event.digit] : []))
