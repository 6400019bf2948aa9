import { afterAll, beforeAll } from 'vitest'
import { silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import type { CallLeg } from '../../src/telephony/index.ts'
import { createRtpMediaEngine } from '../../src/telephony/providers/rtp/rtp-media-engine.ts'
import type { SipUserAgent } from '../../src/telephony/providers/sip/user-agent.ts'
import { describeHangUp, describeTalkingEnds, type TalkingEnd } from '../contract/call-leg.contract.ts'
import { dialRequest, openAgent, until, type Watched, watch } from '../support/sip-scene.ts'

const media = createRtpMediaEngine({ clock: systemClock, log: silentLog })
let caller: SipUserAgent
let callee: SipUserAgent
let onAnswered: (leg: CallLeg) => void = () => undefined

beforeAll(async () => {
  const [near, far] = await Promise.all([openAgent({ media }), openAgent({ media })])
  caller = near.agent
  callee = far.agent
  await callee.listen((call) => onAnswered(call.answer()))
})
afterAll(async () => {
  await Promise.all([caller.close(), callee.close()])
  await media.close()
})

/** Two ends of one answered call over real SIP and RTP. */
async function call(): Promise<{ readonly near: CallLeg; readonly far: CallLeg }> {
  const answered = new Promise<CallLeg>((resolve) => {
    onAnswered = resolve
  })
  const near = caller.dial(dialRequest({ port: callee.address.port }))
  return { near, far: await answered }
}

const talking = ({ leg, events }: Watched): TalkingEnd => ({
  news: events,
  listen: (sink) => leg.listen(sink),
  tap: (tap) => leg.tap(tap),
  play: (frame) => leg.play(frame),
  mark: (mark) => leg.mark(mark),
  clear: () => leg.clear(),
  playedMs: () => leg.playedMs(),
  pressDigit: (digit) => leg.pressDigit(digit),
})

describeTalkingEnds(async () => {
  const { near, far } = await call()
  const [here, there] = [watch(near), watch(far)]
  await Promise.all([here.until('answered'), there.until('answered')])
  let frames = 0
  for (const leg of [near, far]) leg.listen({ write: () => void frames++ })
  await until(() => frames >= 4)
  return {
    near: talking(here),
    far: talking(there),
    now: () => systemClock.monotonic(),
    until: (condition) => until(condition, 10_000),
    sampleTolerance: 70,
    close: () => near.hangUp('normal'),
  }
})

describeHangUp(async () => {
  const { near, far } = await call()
  const answered = async (leg: CallLeg) => {
    for await (const event of leg.events) if (event.type === 'answered') return
  }
  await answered(near)
  return { near, far }
})
