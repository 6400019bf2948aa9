/**
 * A worker of its own process for the crash test: real database, real SIP, a scripted session. It kills
 * itself with SIGKILL at the step it is told. Arguments: database URL, step or `none`, calls at once.
 */
import { seededRandom, silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import { systemIds, systemRandom } from '../../src/base/system-random.ts'
import { createDispatcher, trunkOf } from '../../src/dispatch/index.ts'
import { createPostgresStores, createSecretBox, openPool } from '../../src/storage/index.ts'
import { createSipUserAgent } from '../../src/telephony/providers/sip/user-agent.ts'
import { FakeMediaEngine } from './fake-media.ts'
import { noRecordings, scriptedSession } from './scripted-telephony.ts'

const [url = '', deadly = 'none', callsMax = '1'] = process.argv.slice(2)
const log = silentLog
const pool = openPool({ url, log })
const secretBox = createSecretBox(['a secret for tests'], systemRandom)
const stores = createPostgresStores({
  pool,
  directUrl: url,
  clock: systemClock,
  ids: systemIds,
  log,
  secretBox,
})
const telephony = await createSipUserAgent({
  clock: systemClock,
  random: systemRandom,
  log,
  localHost: '127.0.0.1',
  port: 0,
  userAgent: 'Twenty2 crash test',
  media: new FakeMediaEngine(),
  findTrunk: async (id) => {
    const trunk = await stores.dispatch.findTrunk(id)
    return trunk && trunkOf(trunk)
  },
})
const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())
process.send?.('ready')
// Who is about to die takes nobody over: that would be two deaths for one call, and twice the time.
const dispatch = deadly === 'none' ? stores.dispatch : { ...stores.dispatch, takeAbandoned: async () => [] }

const dispatcher = createDispatcher({
  worker: systemIds.next('worker'),
  clock: systemClock,
  random: seededRandom(process.pid),
  ids: systemIds,
  log,
  stores: { ...stores, dispatch },
  telephony,
  runSession: scriptedSession(systemClock),
  prepareSession: async () => undefined,
  recordings: noRecordings,
  callsMax: Number(callsMax),
  step(name) {
    if (name !== deadly) return undefined
    process.kill(process.pid, 'SIGKILL')
    return new Promise(() => undefined)
  },
})
await dispatcher.run(stop.signal)
await telephony.close()
await pool.end()
process.disconnect?.()
