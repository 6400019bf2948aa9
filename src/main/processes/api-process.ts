import { randomBytes } from 'node:crypto'
import { createApi } from '../../api/index.ts'
import { Private } from '../../base/index.ts'
import { systemClock } from '../../base/system-clock.ts'
import { systemIds } from '../../base/system-random.ts'
import { createPlaceCall } from '../../calls/index.ts'
import { createDiskRecordings } from '../../storage/index.ts'
import { runAsChild, untilAborted } from '../child-process.ts'
import { openDatabase } from '../database.ts'
import { openLog } from '../log.ts'
import type { ApiReady, ApiStart } from './starts.ts'

/** HTTP: authenticates, validates, places, reads. */
runAsChild<ApiStart, ApiReady>(async (start, signal, ready) => {
  const log = openLog({ name: 'api', ...start.log })
  const database = openDatabase({ url: start.databaseUrl, secrets: start.secrets, log })
  const api = createApi({
    ...database,
    clock: systemClock,
    log,
    ids: systemIds,
    newSecret: () => randomBytes(32).toString('base64url'),
    placeCall: createPlaceCall({
      store: database.placement,
      clock: systemClock,
      ids: systemIds,
      dispatchers: database.dispatchers,
    }),
    recordings: createDiskRecordings({ folder: start.recordings, clock: systemClock, log }),
    operatorToken: new Private(start.operatorToken),
    linkSecrets: start.secrets.map((secret) => new Private(secret)),
    publicUrl: start.publicUrl,
    version: start.version,
    healthChecks: { database: database.check },
  })
  const { host, port } = start
  const url = await api.listen({ host, port }).catch((error: unknown) => {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    if (!isTaken) throw error
    throw new Error(
      `Port ${port} of ${host} is taken by another program: set PORT to a free one, here or in settings.env ` +
        '(PORT=2223 npm start)',
    )
  })
  ready({ url })
  await untilAborted(signal)
  await api.close()
  await database.close()
})
