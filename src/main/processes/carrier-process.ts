import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../../base/index.ts'
import { systemClock } from '../../base/system-clock.ts'
import { systemRandom } from '../../base/system-random.ts'
import { type KeepRecord, runTestCarrier } from '../../carrier/index.ts'
import { createTroubledMedia } from '../../carrier/providers/troubled-media.ts'
import { createEmbeddedEars } from '../../speech/providers/embedded-hearing/embedded-ears.ts'
import { createEmbeddedMouth } from '../../speech/providers/embedded-speaking/embedded-mouth.ts'
import { createRtpMediaEngine } from '../../telephony/providers/rtp/rtp-media-engine.ts'
import { createSipUserAgent } from '../../telephony/providers/sip/user-agent.ts'
import { runAsChild } from '../child-process.ts'
import { openLog } from '../log.ts'
import type { CarrierReady, CarrierStart } from './starts.ts'

/** Never anything else: only this machine can reach the test carrier. */
const LOOPBACK = '127.0.0.1'

/** The test carrier: its phones are answered by synthetic people with ears of their own. */
runAsChild<CarrierStart, CarrierReady>(async (start, signal, ready) => {
  const log = openLog({ name: 'carrier', ...start.log })
  const clock = systemClock
  const random = seededRandom(start.seed)
  const media = createRtpMediaEngine({ clock, log })
  const speak = createEmbeddedMouth({
    socketPath: start.mouthSocket,
    cacheDir: start.speechCache,
    clock,
    log,
  })
  const hear = createEmbeddedEars({ socketPath: start.earsSocket, clock, log })
  const receiver = await createSipUserAgent({
    clock,
    log,
    random: systemRandom,
    media,
    localHost: LOOPBACK,
    port: start.port,
    userAgent: 'Twenty2 test carrier',
  })
  ready(receiver.address)
  await runTestCarrier(
    {
      clock,
      log,
      receiver,
      hear,
      speak,
      keep: recordsIn(start.recordFolder),
      troubled: (trouble) => createTroubledMedia({ clock, random, media, trouble }),
    },
    signal,
  )
  hear.close()
  speak.close()
  await media.close()
})

function recordsIn(folder: string): KeepRecord {
  mkdirSync(folder, { recursive: true })
  return (callId, entry) => {
    const name = callId.replace(/[^\w.-]/g, '_')
    appendFileSync(join(folder, `${name}.jsonl`), `${JSON.stringify(entry)}\n`)
  }
}
