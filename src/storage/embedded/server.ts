import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type Clock, type Log, type Ms, pause, type Random } from '../../base/index.ts'
import { type AccountName, accountsToTry } from './account.ts'
import { type Cluster, openCluster, programOf, SUPERUSER } from './cluster.ts'
import { clearRemains, findPostmaster, isAlive, signalTo } from './postmaster.ts'

export interface EmbeddedPostgresOptions {
  /** A folder of its own; made when missing. */
  readonly dataDir: string
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly onProgress?: (text: string) => void
  readonly signal?: AbortSignal
  /** How to run without being root; the default suits the machine. */
  readonly accounts?: readonly AccountName[]
}
export interface EmbeddedPostgres {
  readonly url: string
  /** True when a server of this data folder was running already, left by an earlier process. */
  readonly adopted: boolean
  /** Stops the server, adopted or not; what was committed is on the disk. */
  stop(): Promise<void>
}

const START_LIMIT_MS: Ms = 60_000
const STOP_LIMIT_MS: Ms = 20_000
const POLL_MS: Ms = 20
const WATCH_MS: Ms = 250
const RESTART_PAUSE_MS: Ms = 1_000
const LOG_BYTES_MAX = 5_000_000
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  statement_timeout: '30s',
  idle_in_transaction_session_timeout: '60s',
  // Small, so that a restart after a crash has little to replay.
  max_wal_size: '256MB',
  log_checkpoints: 'off',
}

/** Starts PostgreSQL on `dataDir`, or adopts the one that runs there, and keeps it running until `stop`. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, random, accounts = accountsToTry(), onProgress = () => undefined } = options
  const made = await openCluster(dataDir, accounts, random, onProgress)
  const cluster = { ...made, data: realpathSync(made.data) }
  const adopted = findPostmaster(cluster.data) !== undefined
  const pid = await bringUp(cluster, options)
  const watch = watchOver(cluster, options, pid)
  const port = keptPort(cluster)
  return {
    url: `postgresql://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/postgres`,
    adopted,
    async stop() {
      await watch.end()
      await shutDown(cluster, options.clock)
    },
  }
}

/** Resolves with the process id of a server that takes connections. */
async function bringUp(cluster: Cluster, options: EmbeddedPostgresOptions): Promise<number> {
  const deadlineMs = options.clock.monotonic() + START_LIMIT_MS
  let started: { readonly pid: number | undefined } | undefined
  while (options.clock.monotonic() < deadlineMs) {
    const server = findPostmaster(cluster.data)
    if (server?.ready) {
      writeFileSync(join(cluster.home, 'port'), String(server.port))
      return server.pid
    }
    const starting = started?.pid !== undefined && isAlive(started.pid)
    if (server === undefined && !starting) {
      if (started !== undefined) refuseUnlessTransient(cluster)
      clearRemains(cluster.data)
      options.onProgress?.('Starting PostgreSQL')
      started = { pid: launch(cluster, await choosePort(cluster)) }
    }
    await pause(options.clock, POLL_MS, options.signal)
  }
  throw new Error(`PostgreSQL did not start within ${START_LIMIT_MS / 1_000} s:\n${logTail(cluster)}`)
}

/** After a crash the kernel may hold the old server's memory or port for a moment; all else is final. */
function refuseUnlessTransient(cluster: Cluster): void {
  const tail = logTail(cluster)
  if (!/shared memory block|lock file|could not bind|Address already in use/.test(tail))
    throw new Error(`PostgreSQL stopped as it started:\n${tail}`)
}

function launch(cluster: Cluster, port: number): number | undefined {
  const settings = Object.entries({ ...SETTINGS, port: String(port) }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ])
  const { argv, env, ...ids } = programOf(cluster, 'postgres', ['-D', cluster.data, ...settings])
  const path = join(cluster.home, 'server.log')
  const log = openSync(path, existsSync(path) && statSync(path).size > LOG_BYTES_MAX ? 'w' : 'a', 0o600)
  const [file, ...args] = argv
  // Its own process group: Ctrl-C in the terminal must reach us first, and it outlives our own crash.
  const child = spawn(file, args, { env, cwd: '/', detached: true, stdio: ['ignore', log, log], ...ids })
  child.on('error', () => undefined) // shows as a process that never came up
  child.unref()
  closeSync(log)
  return child.pid
}

/** Starts the server again whenever it dies; `end` stops watching. */
function watchOver(cluster: Cluster, options: EmbeddedPostgresOptions, firstPid: number) {
  const ending = new AbortController()
  const { clock, log } = options
  const watch = async () => {
    let pid = firstPid
    while (!ending.signal.aborted) {
      await pause(clock, WATCH_MS, ending.signal)
      if (isAlive(pid)) continue
      log.error('PostgreSQL died and is started again', { pid })
      try {
        pid = await bringUp(cluster, { ...options, signal: ending.signal })
      } catch (error) {
        log.error('PostgreSQL could not be started again', { error })
        await pause(clock, RESTART_PAUSE_MS, ending.signal)
      }
    }
  }
  const running = watch().catch((error: unknown) => {
    if (!ending.signal.aborted) log.error('Nobody watches over PostgreSQL any more', { error })
  })
  return {
    end() {
      ending.abort(new Error('PostgreSQL is being stopped'))
      return running
    },
  }
}

/** SIGINT ends sessions and checkpoints ("fast"); SIGQUIT, should that hang, leaves it to recovery. */
async function shutDown(cluster: Cluster, clock: Clock): Promise<void> {
  const server = findPostmaster(cluster.data)
  if (server === undefined) return
  signalTo(server.pid, 'SIGINT')
  const deadlineMs = clock.monotonic() + STOP_LIMIT_MS
  while (isAlive(server.pid)) {
    if (clock.monotonic() > deadlineMs) signalTo(server.pid, 'SIGQUIT')
    await pause(clock, POLL_MS)
  }
}

/** The port of last time when it is free, so that other processes find the server again after its crash. */
async function choosePort(cluster: Cluster): Promise<number> {
  const kept = keptPort(cluster)
  const port = (await bindable(kept)) ?? (await bindable(0))
  if (port === undefined) throw new Error('no local port is free for PostgreSQL')
  writeFileSync(join(cluster.home, 'port'), String(port))
  return port
}

function keptPort(cluster: Cluster): number {
  const path = join(cluster.home, 'port')
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
}

function bindable(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined))
    })
  })
}

function logTail(cluster: Cluster): string {
  const path = join(cluster.home, 'server.log')
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n').slice(-6).join('\n') : ''
}
