import { describe, expect, it } from 'vitest'
import {
  type ConnectedPair,
  describeHangUp,
  describeTalkingEnds,
  type TalkingEnd,
} from '../../../../test/contract/call-leg.contract.ts'
import { VirtualClock } from '../../../../test/support/virtual-clock.ts'
import type { CallLeg, LegEvent } from '../../call-leg.ts'
import { createLoopbackPair } from './loopback-pair.ts'

/** A leg whose events are kept as they come. */
function keepNews(leg: CallLeg): TalkingEnd & { readonly reading: Promise<void> } {
  const news: LegEvent[] = []
  const read = async () => {
    for await (const event of leg.events) news.push(event)
  }
  return Object.assign(leg, { news, reading: read() })
}

async function connect(): Promise<ConnectedPair> {
  const clock = new VirtualClock()
  const pair = createLoopbackPair({ clock })
  const [near, far] = [keepNews(pair.near), keepNews(pair.far)]
  return {
    near,
    far,
    now: () => clock.monotonic(),
    sampleTolerance: 0,
    async until(condition) {
      const limitMs = clock.monotonic() + 10_000
      while (!condition()) {
        if (clock.monotonic() > limitMs) throw new Error('ten seconds passed in vain')
        await clock.advance(5)
      }
    },
    async close() {
      await pair.near.hangUp('normal')
      await Promise.all([near.reading, far.reading])
      expect(clock.pending).toBe(0)
    },
  }
}

describeTalkingEnds(connect)
describeHangUp(async () => createLoopbackPair({ clock: new VirtualClock() }))

describe('a loopback pair', () => {
  it('rings until it is answered, and carries no audio before', async () => {
    const clock = new VirtualClock()
    const pair = createLoopbackPair({ clock, ringing: true })
    const near = keepNews(pair.near)
    let frames = 0
    pair.near.listen({ write: () => void frames++ })
    await clock.advance(100)
    expect([near.news.map(({ type }) => type), frames]).toEqual([['ringing'], 0])
    pair.answer()
    await clock.advance(100)
    expect([near.news.map(({ type }) => type), frames]).toEqual([['ringing', 'answered'], 5])
    await pair.far.hangUp('normal')
  })

  it('tells both ends when the network drops the call', async () => {
    const pair = createLoopbackPair({ clock: new VirtualClock() })
    const near = keepNews(pair.near)
    pair.cut()
    await near.reading
    expect(near.news.at(-1)).toMatchObject({ type: 'ended', by: 'network', definite: false })
  })
})
