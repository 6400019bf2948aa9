import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { invariant, type Log, type Ms } from '../base/index.ts'
import { systemClock } from '../base/system-clock.ts'
import { systemIds, systemRandom } from '../base/system-random.ts'
import type { ReadyModel } from '../speech/models/index.ts'
import { startEmbeddedPostgres } from '../storage/index.ts'
import { untilAborted } from './child-process.ts'
import { type DataFolder, ensureSecretFile } from './data-folder.ts'
import { type Database, migrateDatabase, openDatabase } from './database.ts'
import { type DemoWorkspace, ensureDemoWorkspace } from './demo-workspace.ts'
import { freePort } from './free-port.ts'
import { keptPort } from './kept-port.ts'
import { fetchModels } from './models.ts'
import type {
  ApiReady,
  ApiStart,
  CarrierReady,
  CarrierStart,
  ChildLog,
  EarsStart,
  MouthStart,
  WorkerStart,
} from './processes/starts.ts'
import type { Progress } from './progress.ts'
import { renderDemo } from './render-demo.ts'
import { type Settings, secretsIn } from './settings.ts'
import { type SupervisedProcess, superviseProcess } from './supervise.ts'
import { version } from './version.ts'

export interface System {
  readonly url: string
  /** Undefined without the test carrier. */
  readonly demo: DemoWorkspace | undefined
  /** Stops everything in the order of who needs whom; live calls are given time to end. */
  stop(): Promise<void>
}
export interface SystemOptions {
  readonly settings: Settings
  readonly folder: DataFolder
  readonly progress: Progress
  readonly log: Log
  readonly signal: AbortSignal
}
type Stop = () => Promise<void>
type Models = Readonly<Record<string, ReadyModel>>
interface Shared {
  readonly databaseUrl: string
  readonly secrets: readonly string[]
}

const DRAIN_WITHIN_MS: Ms = 30_000
/** The same trouble on a noisy line at every start. */
const CARRIER_SEED = 22

/** Starts everything that a machine needs to place calls, and keeps it running until `stop`. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const stops: Stop[] = []
  const stop = async () => {
    for (const release of stops.splice(0).toReversed()) await release()
  }
  const up = bringUp(options, stops)
  try {
    return { ...(await Promise.race([up, stoppedBy(options.signal)])), stop }
  } catch (error) {
    up.catch(() => undefined) // what is still being started ends with this process
    await stop()
    throw error
  }
}

/** A start that is stopped does not go on to its end first. */
async function stoppedBy(signal: AbortSignal): Promise<never> {
  await untilAborted(signal)
  throw signal.reason
}

type Start = <Ready>(
  name: string,
  script: string,
  message: unknown,
  stopWithinMs?: Ms,
) => SupervisedProcess<Ready>

async function bringUp(options: SystemOptions, stops: Stop[]): Promise<Omit<System, 'stop'>> {
  const { settings, folder, log, progress } = options
  const secrets = secretsIn(settings.TWENTY2_SECRET ?? ensureSecretFile(folder.secretFile))
  const start: Start = (name, script, message, stopWithinMs) => {
    const child = superviseProcess<never>({
      name,
      script,
      start: message,
      log,
      ...(stopWithinMs === undefined ? {} : { stopWithinMs }),
    })
    stops.push(() => child.stop())
    return child
  }
  const [databaseUrl, models] = await Promise.all([
    startDatabase(options, secrets, stops),
    fetchModels(settings, folder.models, { clock: systemClock, log, progress, signal: options.signal }),
  ])
  const database = openDatabase({ url: databaseUrl, secrets, log })
  stops.push(() => database.close())
  progress.step('processes', 'Starting the API, the call worker, hearing and speaking')
  // What a request needs comes first, then what an answered phone needs: two cores start everything in turn.
  const ears = startEars(options, models, start, 'ears')
  const url = await startApi(options, { databaseUrl, secrets }, start)
  const carrier = startCarrier(options, models, start)
  const mouth = startMouth(options, models, start)
  const address = await carrier
  const trunk = address && (await database.workspaces.ensureSystemTrunk(address))
  const demo = trunk && (await ensureDemoWorkspace(demoDeps(database, folder), trunk.id, url))
  if (demo !== undefined) await renderDemo({ ...options, ...speechPlaces(folder), mouth })
  await Promise.all([ears, startWorkers(options, models, { databaseUrl, secrets }, start)])
  progress.done('processes', 'The call worker and hearing are up')
  return { url, demo }
}

async function startDatabase(options: SystemOptions, secrets: readonly string[], stops: Stop[]) {
  const { settings, folder, log, progress, signal } = options
  progress.step('database', 'Starting the database')
  let url = settings.DATABASE_URL
  if (url === undefined) {
    const embedded = await startEmbeddedPostgres({
      dataDir: folder.database,
      clock: systemClock,
      random: systemRandom,
      log,
      signal,
      onProgress: (text) => progress.step('database', `Starting the database: ${text}`),
    })
    stops.push(() => embedded.stop())
    url = embedded.url
  }
  await migrateDatabase({ url, secrets, log }).catch((error: unknown) => {
    if (settings.DATABASE_URL === undefined) throw error
    throw new Error(`the database of DATABASE_URL cannot be used: ${messageOf(error)}`, { cause: error })
  })
  progress.done('database', 'The database is up')
  return url
}

/** Of a host with several addresses each has failed, in an error without words of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}

function startEars(options: SystemOptions, models: Models, start: Start, name: string): Promise<unknown> {
  return start(name, 'ears-process.ts', {
    log: childLog(options, name),
    socketPath: socketOf(options.folder, name),
    whisper: modelNamed(models, options.settings.TWENTY2_HEARING),
    modelsCache: options.folder.models,
  } satisfies EarsStart).ready
}

/** Prepared sentences are spoken without it, so nobody needs to wait for its engine to be warm. */
function startMouth(options: SystemOptions, models: Models, start: Start): Promise<unknown> {
  const { folder } = options
  return start('mouth', 'mouth-process.ts', {
    log: childLog(options, 'mouth'),
    socketPath: socketOf(folder, 'mouth'),
    kokoro: modelNamed(models, 'kokoro-82m-int8'),
    voices: modelNamed(models, 'kokoro-voices'),
    modelsCache: folder.models,
    speechCache: folder.speechCache,
  } satisfies MouthStart).ready
}

/** Where the test carrier listens. Its callees have ears of their own, which may come up after it. */
async function startCarrier(options: SystemOptions, models: Models, start: Start) {
  const { settings, folder } = options
  if (settings.TWENTY2_CARRIER === 'off') return undefined
  const carrier = start<CarrierReady>('carrier', 'carrier-process.ts', {
    ...speechPlaces(folder),
    log: childLog(options, 'carrier'),
    port: await keptPort(join(folder.root, 'carrier-port')),
    earsSocket: socketOf(folder, 'carrier-ears'),
    recordFolder: join(folder.root, 'carrier'),
    seed: CARRIER_SEED,
  } satisfies CarrierStart)
  const address = await carrier.ready
  void startEars(options, models, start, 'carrier-ears').catch((error: unknown) =>
    options.log.error('the callees have no ears', { error }),
  )
  return address
}

async function startApi(options: SystemOptions, shared: Shared, start: Start): Promise<string> {
  const { settings, folder, progress } = options
  const api = start<ApiReady>('api', 'api-process.ts', {
    ...shared,
    log: childLog(options, 'api'),
    operatorToken: ensureSecretFile(folder.operatorTokenFile),
    host: settings.HOST,
    port: settings.PORT === 0 ? await freePort(settings.HOST) : settings.PORT,
    publicUrl: settings.TWENTY2_PUBLIC_URL,
    recordings: folder.recordings,
    version,
  } satisfies ApiStart)
  const { url } = await api.ready
  progress.done('api', `The API is up at ${url}`)
  return url
}

async function startWorkers(
  options: SystemOptions,
  models: Models,
  shared: Shared,
  start: Start,
): Promise<void> {
  const { settings, folder } = options
  const workers = Array.from({ length: settings.TWENTY2_WORKERS }, (_, index) => {
    const name = `worker-${index + 1}`
    return start(
      name,
      'worker-process.ts',
      {
        ...shared,
        log: childLog(options, name),
        name,
        sipHost: settings.TWENTY2_SIP_HOST,
        sipPort: index === 0 ? settings.TWENTY2_SIP_PORT : 0,
        sipPublicHost: settings.TWENTY2_SIP_PUBLIC_HOST,
        ...speechPlaces(folder),
        earsSocket: socketOf(folder, 'ears'),
        recordings: folder.recordings,
        voiceActivity: modelNamed(models, 'silero-vad'),
      } satisfies WorkerStart,
      DRAIN_WITHIN_MS,
    ).ready
  })
  await Promise.all(workers)
}

function demoDeps(database: Database, folder: DataFolder) {
  const newSecret = () => randomBytes(32).toString('base64url')
  return { ...database, clock: systemClock, ids: systemIds, newSecret, file: folder.demoFile }
}

function modelNamed(models: Models, name: string): ReadyModel {
  const model = models[name]
  invariant(model !== undefined, `the model ${name} was not fetched`)
  return model
}

function childLog({ settings, folder }: SystemOptions, name: string): ChildLog {
  return { file: join(folder.logs, `${name}.log`), level: settings.TWENTY2_LOG }
}

const speechPlaces = (folder: DataFolder) => ({
  mouthSocket: socketOf(folder, 'mouth'),
  speechCache: folder.speechCache,
})

const socketOf = (folder: DataFolder, name: string) => join(folder.sockets, `${name}.sock`)
