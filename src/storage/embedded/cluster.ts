import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { idsFrom, type Random } from '../../base/index.ts'
import { type Account, type AccountName, accountOf, accountOfData, giveTo } from './account.ts'
import { type Binaries, linkLibraries, locateBinaries } from './binaries.ts'
import { isAlive } from './postmaster.ts'

export const SUPERUSER = 'twenty2'

/**
 * A made database cluster. Its home folder holds `data` (PostgreSQL's own), `password` (mode 0600),
 * `account`, `port`, `lib` (links) and `server.log`.
 */
export interface Cluster {
  readonly home: string
  readonly data: string
  readonly password: string
  readonly account: Account
}
/** How to start one of PostgreSQL's programs. */
export interface Program {
  readonly argv: readonly [string, ...string[]]
  readonly env: Readonly<Record<string, string>>
  readonly uid?: number
  readonly gid?: number
}

/** Opens the cluster kept in `dataDir`, making it first when there is none. */
export async function openCluster(
  dataDir: string,
  accounts: readonly AccountName[],
  random: Random,
  onProgress: (text: string) => void,
): Promise<Cluster> {
  const home = findHome(dataDir)
  if (home !== undefined) return readCluster(home)
  onProgress('Making a new PostgreSQL database')
  clearAbandoned(dataDir)
  const failures: string[] = []
  for (const name of accounts) {
    try {
      return await makeCluster(dataDir, name, random)
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  throw new Error(
    `PostgreSQL could not be set up here. Start as an ordinary user, or set DATABASE_URL to a PostgreSQL server.\n${failures.join('\n')}`,
  )
}

export function programOf(cluster: Cluster, name: 'postgres' | 'initdb', args: readonly string[]): Program {
  const moved = join(cluster.home, 'native')
  const binaries: Binaries = existsSync(moved) ? { native: moved } : locateBinaries()
  const [first, ...rest] = [...cluster.account.prefix, join(binaries.native, 'bin', name), ...args]
  const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
  const libraries = linkLibraries(binaries, join(cluster.home, 'lib'))
  const env = { PATH: path, LC_ALL: 'C', TZ: 'UTC', LD_LIBRARY_PATH: libraries }
  return { argv: [first ?? name, ...rest], env, ...cluster.account.runAs }
}

/** Makes it beside its final place and renames it at the end, so that a half-made cluster is never found. */
async function makeCluster(dataDir: string, name: AccountName, random: Random): Promise<Cluster> {
  const account = accountOf(name)
  const home = name === 'moved' ? movedHome(dataDir) : dataDir
  const making = `${home}.making-${process.pid}`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(dirname(making), { recursive: true })
  mkdirSync(making, { mode: name === 'moved' ? 0o711 : 0o700 })
  mkdirSync(join(making, 'data'), { mode: 0o700 })
  if (name === 'moved') cpSync(locateBinaries().native, join(making, 'native'), { recursive: true })
  const password = idsFrom(random).next('password') + idsFrom(random).next('password')
  const cluster = { home: making, data: join(making, 'data'), password, account }
  writeFileSync(join(making, 'password'), password, { mode: 0o600 })
  writeFileSync(join(making, 'account'), name)
  try {
    await runInitdb(cluster)
    if (name === 'moved') {
      mkdirSync(dataDir, { recursive: true })
      writeFileSync(join(dataDir, 'moved-to'), home)
    }
    renameSync(making, home)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    throw error
  }
  return readCluster(home)
}

async function runInitdb(cluster: Cluster): Promise<void> {
  giveTo(cluster.account, cluster.data)
  // The account may be unable to read our own file, so initdb gets a copy that it owns.
  const passwordFile = join(cluster.home, 'initdb-password')
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 })
  giveTo(cluster.account, passwordFile)
  const { argv, env, ...ids } = programOf(cluster, 'initdb', [
    `--pgdata=${cluster.data}`,
    `--pwfile=${passwordFile}`,
    `--username=${SUPERUSER}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ])
  const [file, ...args] = argv
  await promisify(execFile)(file, args, { env, cwd: '/', ...ids })
  rmSync(passwordFile)
}

function findHome(dataDir: string): string | undefined {
  const pointer = join(dataDir, 'moved-to')
  const home = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : dataDir
  return existsSync(join(home, 'data', 'PG_VERSION')) ? home : undefined
}

function readCluster(home: string): Cluster {
  const name = readFileSync(join(home, 'account'), 'utf8').trim() as AccountName
  const password = readFileSync(join(home, 'password'), 'utf8').trim()
  const data = join(home, 'data')
  return { home, data, password, account: accountOfData(name, data) }
}

function movedHome(dataDir: string): string {
  return join('/var/lib', `twenty2-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`)
}

/** Removes what a process left that died while making a cluster here. */
function clearAbandoned(dataDir: string): void {
  const parent = dirname(dataDir)
  if (!existsSync(parent)) return
  for (const name of readdirSync(parent)) {
    const pid = new RegExp(`^${basename(dataDir)}\\.making-(\\d+)$`).exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(parent, name), { recursive: true })
  }
}
