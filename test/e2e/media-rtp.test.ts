import { afterAll } from 'vitest'
import { silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import { createRtpMediaEngine } from '../../src/telephony/providers/rtp/rtp-media-engine.ts'
import { describeTalkingEnds } from '../contract/call-leg.contract.ts'
import { openSession, targetAt, until } from '../support/rtp-pair.ts'

const engine = createRtpMediaEngine({ clock: systemClock, log: silentLog })
afterAll(() => engine.close())

async function connect() {
  const [near, far] = await Promise.all([openSession(engine), openSession(engine)])
  near.session.start(targetAt(far.session.port))
  far.session.start(targetAt(near.session.port))
  const atMs = systemClock.monotonic()
  for (const { session } of [near, far]) session.answered(atMs)
  return { near, far }
}

describeTalkingEnds(async () => {
  const { near, far } = await connect()
  const early = { write: () => void frames++ }
  let frames = 0
  near.session.listen(early)
  far.session.listen(early)
  await until(() => frames >= 4)
  return {
    near: Object.assign(near.session, { news: near.news }),
    far: Object.assign(far.session, { news: far.news }),
    now: () => systemClock.monotonic(),
    until,
    sampleTolerance: 70,
    close: async () => {
      await Promise.all([near.session.close(), far.session.close()])
    },
  }
})
