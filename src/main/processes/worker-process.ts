import { systemClock } from '../../base/system-clock.ts'
import { systemIds, systemRandom } from '../../base/system-random.ts'
import { createDispatcher, trunkOf } from '../../dispatch/index.ts'
import { createPrepareSession, createRunSession, warmUp } from '../../session/index.ts'
import { createEmbeddedEars } from '../../speech/providers/embedded-hearing/embedded-ears.ts'
import { loadSileroVoiceActivity } from '../../speech/providers/embedded-hearing/silero-voice-activity.ts'
import { createEmbeddedMouth } from '../../speech/providers/embedded-speaking/embedded-mouth.ts'
import { createDiskRecordings } from '../../storage/index.ts'
import { createRtpMediaEngine } from '../../telephony/providers/rtp/rtp-media-engine.ts'
import { createSipUserAgent } from '../../telephony/providers/sip/user-agent.ts'
import { runAsChild } from '../child-process.ts'
import { openDatabase } from '../database.ts'
import { openLog } from '../log.ts'
import type { WorkerStart } from './starts.ts'

/** Leases calls, dials them and runs their sessions. */
runAsChild<WorkerStart>(async (start, signal, ready) => {
  const clock = systemClock
  const log = openLog({ name: start.name, ...start.log })
  const stores = openDatabase({ url: start.databaseUrl, secrets: start.secrets, log })
  const media = createRtpMediaEngine({ clock, log })
  const telephony = await createSipUserAgent({
    clock,
    log,
    random: systemRandom,
    media,
    localHost: start.sipHost,
    port: start.sipPort,
    ...(start.sipPublicHost === undefined ? {} : { publicHost: start.sipPublicHost }),
    userAgent: 'Twenty2',
    findTrunk: async (id) => {
      const trunk = await stores.dispatch.findTrunk(id)
      return trunk && trunkOf(trunk)
    },
  })
  const hear = createEmbeddedEars({ socketPath: start.earsSocket, clock, log })
  const speak = createEmbeddedMouth({
    socketPath: start.mouthSocket,
    cacheDir: start.speechCache,
    clock,
    log,
  })
  const voiceActivity = await loadSileroVoiceActivity(voiceActivityFile(start), log)
  const dispatcher = createDispatcher({
    worker: systemIds.next('worker'),
    clock,
    random: systemRandom,
    ids: systemIds,
    log,
    stores,
    telephony,
    runSession: createRunSession({ clock, log, hear, speak, voiceActivity }),
    prepareSession: createPrepareSession({ speak }),
    recordings: createDiskRecordings({ folder: start.recordings, clock, log }),
  })
  ready({})
  warmUp()
  await dispatcher.run(signal)
  hear.close()
  speak.close()
  await telephony.close()
  await media.close()
  await stores.close()
})

function voiceActivityFile({ voiceActivity }: WorkerStart): string {
  return Object.values(voiceActivity.paths)[0] ?? ''
}
