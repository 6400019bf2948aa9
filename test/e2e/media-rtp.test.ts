import { afterAll, describe, expect, it } from 'vitest'
import {
  LEG_SAMPLE_RATE,
  levelDbfs,
  SAMPLES_PER_FRAME,
  toneAmplitude,
  writeTones,
} from '../../src/audio/index.ts'
import { type DtmfDigit, type Ms, seededRandom, silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import type { MediaSession } from '../../src/telephony/index.ts'
import { createRtpMediaEngine } from '../../src/telephony/providers/rtp/rtp-media-engine.ts'
import { describeTalkingEnds } from '../contract/call-leg.contract.ts'
import { LOCAL_HOST, type NewsyRtpSession, openSession, targetAt, until } from '../support/rtp-pair.ts'
import { openUdpRelay, type UdpRelay } from '../support/udp-relay.ts'

const now = () => systemClock.monotonic()
const engine = createRtpMediaEngine({ clock: systemClock, log: silentLog })
afterAll(() => engine.close())

interface Pair {
  readonly near: NewsyRtpSession
  readonly far: NewsyRtpSession
  close(): Promise<void>
}

async function connect(mediaLostAfterMs?: Ms): Promise<Pair> {
  const [near, far] = [
    await openSession(engine, mediaLostAfterMs),
    await openSession(engine, mediaLostAfterMs),
  ]
  near.session.start(targetAt(far.session.port))
  far.session.start(targetAt(near.session.port))
  for (const { session } of [near, far]) session.answered(now())
  const close = async () => void (await Promise.all([near.session.close(), far.session.close()]))
  return { near, far, close }
}

/** Two sessions with weather between them. */
async function connectThrough(seed: number): Promise<Pair & { readonly relay: UdpRelay }> {
  const [near, far] = [await openSession(engine), await openSession(engine)]
  const ports = { near: near.session.port, far: far.session.port }
  const relay = await openUdpRelay({ ...ports, random: seededRandom(seed), now })
  near.session.start(targetAt(relay.nearPort))
  far.session.start(targetAt(relay.farPort))
  for (const { session } of [near, far]) session.answered(now())
  const close = async () => {
    await Promise.all([near.session.close(), far.session.close()])
    await relay.close()
  }
  return { near, far, relay, close }
}

/** Queues `frames` frames of a tone. */
function playTone(session: MediaSession, frequencyHz: number, frames: number, amplitude = 0.3): void {
  const samples = new Int16Array(SAMPLES_PER_FRAME)
  for (let frame = 0; frame < frames; frame++) {
    const fromSample = frame * SAMPLES_PER_FRAME
    writeTones(samples, [frequencyHz], { sampleRate: LEG_SAMPLE_RATE, amplitude, fromSample })
    session.play({ samples, sampleRate: LEG_SAMPLE_RATE, startMs: 0 })
  }
}

function keepHeard(session: MediaSession) {
  const samples: number[] = []
  const starts: Ms[] = []
  session.listen({
    write: (frame) => {
      samples.push(...frame.samples)
      starts.push(frame.startMs)
    },
  })
  return {
    samples,
    starts,
    loudest: (frequencyHz: number) => loudestOf(Int16Array.from(samples), frequencyHz),
  }
}

/** The greatest amplitude of a tone in any 100 ms. */
function loudestOf(samples: Int16Array, frequencyHz: number): number {
  let most = 0
  for (let at = 0; at + 800 <= samples.length; at += 400) {
    most = Math.max(most, toneAmplitude(samples.subarray(at, at + 800), frequencyHz, LEG_SAMPLE_RATE))
  }
  return most
}

/** A µ- or A-law payload that is not silence. */
const isLoud = (packet: Uint8Array) =>
  packet.length === 172 && packet.subarray(12).some((byte) => byte !== 0xd5)

describeTalkingEnds(async () => {
  const { near, far, close } = await connect()
  const [atNear, atFar] = [keepHeard(near.session), keepHeard(far.session)]
  await until(() => atNear.starts.length >= 4 && atFar.starts.length >= 4)
  return {
    near: Object.assign(near.session, { news: near.news }),
    far: Object.assign(far.session, { news: far.news }),
    now,
    until,
    sampleTolerance: 70,
    close,
  }
})

describe('two RTP sessions', () => {
  it('hear each other’s tones, and only those', async () => {
    const { near, far, close } = await connect()
    const [atNear, atFar] = [keepHeard(near.session), keepHeard(far.session)]
    playTone(near.session, 440, 40)
    playTone(far.session, 1_000, 40)
    await until(() => atNear.starts.length > 60 && atFar.starts.length > 60)
    expect(atFar.loudest(440)).toBeCloseTo(0.3, 1)
    expect(atNear.loudest(1_000)).toBeCloseTo(0.3, 1)
    expect(atFar.loudest(1_000)).toBeLessThan(0.02)
    await close()
  })

  it('are silent on the wire within 40 ms of a clear', async () => {
    const { near, far, relay, close } = await connectThrough(1)
    const loudAt: Ms[] = []
    relay.observe((direction, bytes, atMs) => {
      if (direction === 'near-to-far' && isLoud(bytes)) loudAt.push(atMs)
    })
    for (let round = 0; round < 5; round++) {
      playTone(near.session, 440, 200)
      const before = near.session.playedMs()
      await until(() => near.session.playedMs() >= before + 160)
      near.session.clear()
      const clearedAt = now()
      const played = near.session.playedMs()
      const heard = keepHeard(far.session)
      await until(() => heard.starts.length >= 10)
      expect((loudAt.at(-1) ?? 0) - clearedAt).toBeLessThan(40)
      expect(near.session.playedMs()).toBe(played)
      expect(loudAt.length * 20).toBe(played)
    }
    await close()
  })

  it('keep a tone whole through jitter, reordering and duplicates', async () => {
    const { near, far, relay, close } = await connectThrough(2)
    const heard = keepHeard(far.session)
    relay.weather({ delayMs: 20, jitterMs: 35, duplicates: 0.05 })
    await until(() => heard.starts.length > 20)
    const from = heard.samples.length
    playTone(near.session, 440, 100)
    near.session.mark(1)
    await until(() => near.news.length > 0)
    await until(() => heard.samples.length > from + 140 * SAMPLES_PER_FRAME)
    const loud = Int16Array.from(heard.samples.slice(from))
    expect(wholeness(loud, 440)).toBeGreaterThan(0.9)
    expect(far.session.statistics().packetsLate).toBeLessThan(10)
    await close()
  })

  it('conceal five packets lost in a hundred, and count them', async () => {
    const { near, far, relay, close } = await connectThrough(3)
    const heard = keepHeard(far.session)
    relay.weather({ loss: 0.05 })
    playTone(near.session, 440, 150)
    await until(() => heard.samples.length > 160 * SAMPLES_PER_FRAME)
    expect(wholeness(Int16Array.from(heard.samples), 440)).toBeGreaterThan(0.6)
    expect(far.session.statistics().packetsLost).toBeGreaterThan(0)
    const steps = heard.starts.slice(1).map((start, index) => start - (heard.starts[index] ?? 0))
    expect(Math.max(...steps.map((step) => Math.abs(step - 20)))).toBeLessThan(10)
    await close()
  })

  it('pass digits once each through loss and duplicates, both ways', async () => {
    const { near, far, relay, close } = await connectThrough(4)
    const heard = keepHeard(far.session)
    await until(() => heard.starts.length > 5)
    relay.weather({ loss: 0.2, duplicates: 0.2, jitterMs: 15 })
    const digits: readonly DtmfDigit[] = ['1', '2', '2', '*', '0', '#']
    for (const digit of digits) {
      near.session.pressDigit(digit)
      far.session.pressDigit(digit)
    }
    await until(() => near.news.length >= digits.length && far.news.length >= digits.length)
    for (const { news } of [near, far]) {
      expect(news.map((event) => (event.type === 'digit-pressed' ? event.digit : event.type))).toEqual(digits)
    }
    await close()
  })

  it('play digits as tones to a far end that takes no telephone events', async () => {
    const { near, far, close } = await connect()
    near.session.start({ host: LOCAL_HOST, port: far.session.port, codec: 'PCMU', direction: 'sendrecv' })
    const heard = keepHeard(far.session)
    near.session.pressDigit('5')
    await until(() => heard.starts.length > 25)
    expect(heard.loudest(770)).toBeGreaterThan(0.1)
    expect(heard.loudest(1_336)).toBeGreaterThan(0.1)
    await close()
  })

  it('lay both sides of a recording within 20 ms of the wire, through jitter too', async () => {
    const { near, far, relay, close } = await connectThrough(5)
    const wire: Record<string, Ms> = {}
    relay.observe((direction, bytes, atMs) => {
      if (isLoud(bytes)) wire[direction] ??= atMs
    })
    const kept = { human: Number.NaN, assistant: Number.NaN }
    near.session.tap({
      write(human, assistant, startMs) {
        if (levelDbfs(human) > -30 && Number.isNaN(kept.human)) kept.human = startMs + onset(human)
        if (levelDbfs(assistant) > -30 && Number.isNaN(kept.assistant))
          kept.assistant = startMs + onset(assistant)
      },
    })
    relay.weather({ jitterMs: 20 })
    const heard = keepHeard(near.session)
    await until(() => heard.starts.length > 50)
    playTone(near.session, 440, 10)
    playTone(far.session, 1_000, 10)
    await until(() => !Number.isNaN(kept.human) && !Number.isNaN(kept.assistant))
    expect(Math.abs(kept.human - (wire['far-to-near'] ?? 0))).toBeLessThan(20)
    // The relay sees what near sends only after its delay of up to 20 ms.
    const late = (wire['near-to-far'] ?? 0) - kept.assistant
    expect(late).toBeGreaterThan(-2)
    expect(late).toBeLessThan(25)
    await close()
  })

  it('tell when the far end falls silent for too long, once', async () => {
    const { near, far, close } = await connect(400)
    const heard = keepHeard(near.session)
    await until(() => heard.starts.length > 10)
    const silentFrom = now()
    await far.session.close()
    await until(() => near.news.length > 0)
    expect(near.news.map(({ type }) => type)).toEqual(['media-lost'])
    const afterMs = (near.news[0]?.atMs ?? 0) - silentFrom
    expect(afterMs).toBeGreaterThan(350)
    expect(afterMs).toBeLessThan(600)
    const frames = heard.starts.length
    await until(() => heard.starts.length > frames + 20)
    expect(near.news).toHaveLength(1)
    await close()
  })

  it('expect nothing from a far end that is put on hold, and send nothing when held', async () => {
    const { near, far, relay, close } = await connectThrough(6)
    let sent = 0
    relay.observe((direction) => {
      if (direction === 'near-to-far') sent++
    })
    near.session.start(targetAt(relay.nearPort, { direction: 'recvonly' }))
    near.session.pressDigit('1')
    playTone(near.session, 440, 5)
    const heard = keepHeard(near.session)
    await until(() => heard.starts.length > 10)
    const before = sent
    await until(() => heard.starts.length > 30)
    expect(sent).toBe(before)
    expect(near.session.playedMs()).toBe(0)
    near.session.start(targetAt(relay.nearPort))
    await until(() => near.session.playedMs() === 100)
    expect(far.news.map(({ type }) => type)).toEqual(['digit-pressed'])
    await close()
  })

  it('follow the far end to another address', async () => {
    const { near, far, close } = await connect()
    const latched = keepHeard(near.session)
    await until(() => latched.starts.length > 5)
    const other = await openSession(engine)
    other.session.start(targetAt(near.session.port))
    other.session.answered(now())
    const heard = keepHeard(near.session)
    playTone(other.session, 1_000, 50)
    await until(() => heard.starts.length > 20)
    expect(heard.loudest(1_000)).toBeLessThan(0.02)
    near.session.start(targetAt(other.session.port))
    await until(() => heard.loudest(1_000) > 0.25)
    await other.session.close()
    await far.session.close()
    await close()
  })

  it('keep what they played and counted when they are closed, and do nothing more', async () => {
    const { near, close } = await connect()
    playTone(near.session, 440, 5)
    near.session.mark(1)
    await until(() => near.news.length > 0)
    await close()
    const other = await connect()
    near.session.clear()
    playTone(near.session, 440, 5)
    expect(near.session.playedMs()).toBe(100)
    expect(near.session.statistics().packetsSent).toBeGreaterThan(4)
    expect(other.near.session.playedMs()).toBe(0)
    await other.close()
  })

  it('report to each other over RTCP', async () => {
    const { near, far, close } = await connect()
    await until(() => near.session.statistics().roundTripMs !== undefined, 20_000)
    const { packetsSent, packetsReceived, packetsLost, jitterMs, roundTripMs } = near.session.statistics()
    expect(packetsReceived).toBeGreaterThan(100)
    expect(Math.abs(packetsSent - far.session.statistics().packetsSent)).toBeLessThan(5)
    expect(packetsLost).toBe(0)
    expect(jitterMs).toBeLessThan(10)
    expect(roundTripMs).toBeLessThan(100)
    await close()
  }, 30_000)
})

describe('the RTP engine', () => {
  it('gives ports back: six hundred calls fit into thirty pairs of ports', async () => {
    const ports = { first: 21_000, last: 21_059 }
    const small = createRtpMediaEngine({ clock: systemClock, log: silentLog, ports })
    for (let round = 0; round < 20; round++) {
      const sessions = await Promise.all(Array.from({ length: 30 }, () => openSession(small)))
      const used = sessions.map(({ session }) => session.port)
      expect(new Set(used).size).toBe(30)
      expect(used.every((port) => port % 2 === 0 && port >= ports.first && port < ports.last)).toBe(true)
      await Promise.all(sessions.map(({ session }) => session.close()))
    }
    await small.close()
  })

  it('refuses a session when no port is free, and goes on', async () => {
    const small = createRtpMediaEngine({
      clock: systemClock,
      log: silentLog,
      ports: { first: 21_100, last: 21_101 },
    })
    const only = await openSession(small)
    await expect(openSession(small)).rejects.toThrow('no free pair')
    await only.session.close()
    await (await openSession(small)).session.close()
    await small.close()
  })

  it('tells the sessions of a thread that dies, and starts another', async () => {
    const threadFile = new URL('../support/failing-media-thread.ts', import.meta.url)
    const frail = createRtpMediaEngine({ clock: systemClock, log: silentLog, threadFile })
    const { session, news } = await openSession(frail)
    session.start(targetAt(9))
    session.answered(now())
    await until(() => news.length > 0)
    expect(news.map(({ type }) => type)).toEqual(['media-lost'])
    playTone(session, 440, 1)
    session.clear()
    await session.close()
    const next = await openSession(frail)
    expect(next.session.port).toBeGreaterThan(0)
    await frail.close()
  })
})

/** Which part of a tone's 60 ms pieces has its full level, between its first and last loud sample. */
function wholeness(samples: Int16Array, frequencyHz: number): number {
  const loud = (sample: number) => Math.abs(sample) > 3_000
  const sound = samples.subarray(samples.findIndex(loud), samples.findLastIndex(loud) + 1)
  const pieces = Array.from({ length: Math.floor(sound.length / 480) }, (_, index) =>
    toneAmplitude(sound.subarray(index * 480, (index + 1) * 480), frequencyHz, LEG_SAMPLE_RATE),
  )
  return pieces.filter((amplitude) => amplitude > 0.25).length / pieces.length
}

/** Where sound begins in a frame, in ms. */
function onset(frame: Int16Array): Ms {
  return (
    Math.max(
      0,
      frame.findIndex((sample) => Math.abs(sample) > 500),
    ) / 8
  )
}
