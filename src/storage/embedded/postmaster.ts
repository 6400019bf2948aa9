import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** What `postmaster.pid` says of a server. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

/**
 * The living server of this data folder, if any. The file alone proves nothing after a crash: the process may
 * be a zombie that nobody reaps, or its number may belong to somebody else by now.
 */
export function findPostmaster(data: string): Postmaster | undefined {
  const lines = readLines(join(data, 'postmaster.pid'))
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid) || !worksIn(pid, data)) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/**
 * Makes room for a new server after the last one died without a farewell: its orphaned backends hold the
 * shared memory and are killed by number; a pid file that names a zombie or a stranger is removed, because
 * PostgreSQL would take it for a running server.
 */
export function clearRemains(data: string): void {
  for (const pid of processesIn(data)) signalTo(pid, 'SIGKILL')
  const pid = Number(readLines(join(data, 'postmaster.pid'))[0])
  if (Number.isInteger(pid) && exists(pid)) rmSync(join(data, 'postmaster.pid'), { force: true })
}

/** True for a running process; a zombie is dead. */
export function isAlive(pid: number): boolean {
  if (process.platform !== 'linux') return exists(pid)
  // The state is the first field behind the program's name, which may itself hold spaces and brackets.
  const state = /\) (\S)/.exec(readLines(`/proc/${pid}/stat`)[0] ?? '')?.[1]
  return state !== undefined && state !== 'Z' && state !== 'X'
}

export function signalTo(pid: number, signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

/** Every process of PostgreSQL has its data folder as its working directory. */
function processesIn(data: string): readonly number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && isAlive(pid) && worksIn(pid, data) && isPostgres(pid))
}

function worksIn(pid: number, data: string): boolean {
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data
  } catch {
    return false // it ended meanwhile, or is somebody else's
  }
}

function isPostgres(pid: number): boolean {
  return readLines(`/proc/${pid}/comm`)[0] === 'postgres'
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !isGone(error)
  }
}

const isGone = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ESRCH'

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch {
    return [] // a missing file is an ordinary answer here
  }
}
