import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEG_SAMPLE_RATE, SAMPLES_PER_FRAME, tone, toneAmplitude } from '../../src/audio/index.ts'
import { silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import type { MediaEngine } from '../../src/telephony/index.ts'
import { createRtpMediaEngine } from '../../src/telephony/providers/rtp/rtp-media-engine.ts'
import { furnishPhone, heardByPhone } from '../support/baresip-phone.ts'
import { freeUdpPort, hasProgram, type PeerProcess, startPeer } from '../support/peer-process.ts'
import { dialRequest, openAgent, until, watch } from '../support/sip-scene.ts'
import { playTone, ToneEar } from '../support/tone-ear.ts'

const HOST = '127.0.0.1'
const [OUR_TONE_HZ, THEIR_TONE_HZ] = [440, 1_000]

const voice = {
  samples: tone([THEIR_TONE_HZ], { durationMs: 15_000, sampleRate: LEG_SAMPLE_RATE, amplitude: 0.3 }),
  sampleRate: LEG_SAMPLE_RATE,
  channels: 1,
}

/** Seconds of the telephone's recording that carry a tone. */
function secondsOf(frequencyHz: number, folder: string): number {
  const heard = heardByPhone({ folder })
  if (heard === undefined) return 0
  const frames = Math.floor(heard.samples.length / SAMPLES_PER_FRAME)
  const carries = (frame: number) => {
    const at = frame * SAMPLES_PER_FRAME
    return (
      toneAmplitude(heard.samples.subarray(at, at + SAMPLES_PER_FRAME), frequencyHz, heard.sampleRate) > 0.1
    )
  }
  return Array.from({ length: frames }, (_, frame) => frame).filter(carries).length * 0.02
}

describe.skipIf(!hasProgram('baresip', 'baresip-core'))('baresip as the callee', () => {
  const folder = mkdtempSync(join(tmpdir(), 'twenty2-baresip-'))
  let media: MediaEngine
  let peer: PeerProcess
  let port: number
  beforeAll(async () => {
    media = createRtpMediaEngine({ clock: systemClock, log: silentLog })
    const [sipPort, rtpPort] = await Promise.all([freeUdpPort(HOST), freeUdpPort(HOST)])
    port = sipPort
    furnishPhone({
      ...{ folder, host: HOST, port, rtpPort: Math.min(rtpPort & ~1, 65_000) },
      ...{ user: '919999999999', voice },
    })
    peer = await startPeer(['baresip', '-f', folder], { host: HOST, port })
  })
  afterAll(async () => {
    await peer?.stop()
    await media.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('answers like a telephone; each side hears the other’s tone', async () => {
    const { agent } = await openAgent({ media })
    const near = watch(agent.dial(dialRequest({ host: HOST, port })))
    const ear = new ToneEar(THEIR_TONE_HZ)
    near.leg.listen(ear)
    await near.until('answered')
    playTone(near.leg, OUR_TONE_HZ, 1_000)
    near.leg.mark(1)
    await near.until('mark-played')
    await until(() => ear.frames >= 40)
    await near.leg.hangUp('normal')
    expect(await near.until('ended')).toMatchObject({ cause: 'normal', by: 'us', definite: true })
    await agent.close()
    await until(() => secondsOf(OUR_TONE_HZ, folder) > 0.7)
  })

  it('says so when it has no such number', async () => {
    const { agent } = await openAgent({ media })
    const near = watch(agent.dial(dialRequest({ host: HOST, port }, { to: '+918888888888' })))
    expect(await near.until('ended')).toMatchObject({ cause: 'invalid-number', definite: true })
    await agent.close()
  })
})
