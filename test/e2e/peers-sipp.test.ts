import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import type { MediaEngine } from '../../src/telephony/index.ts'
import { createRtpMediaEngine } from '../../src/telephony/providers/rtp/rtp-media-engine.ts'
import { freeUdpPort, hasProgram, type PeerProcess, startPeer } from '../support/peer-process.ts'
import { dialRequest, openAgent, until, watch } from '../support/sip-scene.ts'
import { playTone, ToneEar } from '../support/tone-ear.ts'

/** An address of its own: sipp mistakes packets from its own address for its own. */
const HOST = '127.0.0.2'
const scenario = (name: string) => fileURLToPath(new URL(`../data/sipp/${name}.xml`, import.meta.url))

describe.skipIf(!hasProgram('sipp', 'sip-tester'))('sipp as the callee', () => {
  const running: PeerProcess[] = []
  let media: MediaEngine
  beforeAll(() => {
    media = createRtpMediaEngine({ clock: systemClock, log: silentLog })
  })
  afterEach(() => Promise.all(running.splice(0).map((peer) => peer.stop())))
  afterAll(() => media.close())

  async function startSipp(name: string) {
    const [port, mediaPort] = await Promise.all([freeUdpPort(HOST), freeUdpPort(HOST)])
    const peer = await startPeer(
      [
        ...(['sipp', '-sf', scenario(name), '-i', HOST, '-p', String(port), '-m', '1', '-nostdin'] as const),
        ...['-rtp_echo', '-mi', HOST, '-mp', String(mediaPort & ~1)],
      ],
      { host: HOST, port },
    )
    running.push(peer)
    return { peer, port }
  }

  it('is called through its recorded route, echoes our tone and our keys, and is hung up on', async () => {
    const { peer, port } = await startSipp('callee')
    const { agent } = await openAgent({ media })
    const near = watch(agent.dial(dialRequest({ host: HOST, port })))
    const ear = new ToneEar(700)
    near.leg.listen(ear)
    await near.until('answered')
    expect(near.types()).toEqual(['ringing', 'answered'])
    playTone(near.leg, 700, 600)
    await until(() => ear.frames >= 25)
    near.leg.pressDigit('7')
    expect(await near.until('digit-pressed')).toMatchObject({ digit: '7' })
    await near.leg.hangUp('normal')
    expect(await near.until('ended')).toMatchObject({ cause: 'normal', by: 'us', definite: true })
    await agent.close()
    expect(await peer.exited).toBe(0)
  })

  it.each([['challenge-md5'], ['challenge-sha256']])(
    'accepts our digest (%s), then is busy',
    async (name) => {
      const { peer, port } = await startSipp(name)
      const { agent } = await openAgent({ media })
      const request = dialRequest({ host: HOST, port }, { user: 'alice', secret: 'open sesame' })
      const near = watch(agent.dial(request))
      expect(await near.until('ended')).toMatchObject({
        cause: 'busy',
        by: 'network',
        definite: true,
        detail: `486 Busy Here from ${HOST}:${port}`,
      })
      await agent.close()
      expect(await peer.exited).toBe(0)
    },
  )
})
