import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'

/** One instance a data folder: who has it, by a file that names a live process. */
export type Claim =
  | { readonly type: 'claimed'; announce(url: string): void; release(): void }
  | { readonly type: 'taken'; readonly pid: number; readonly url: string | undefined }

interface Running {
  readonly pid: number
  readonly startedAt: string
  readonly url?: string
}

/** Who has the data folder now. */
export function runningInstance(file: string): { readonly pid: number; readonly url?: string } | undefined {
  const other = readRunning(file)
  return other !== undefined && isSameProcess(other) ? other : undefined
}

export function claimDataFolder(file: string): Claim {
  const other = runningInstance(file)
  if (other !== undefined) return { type: 'taken', pid: other.pid, url: other.url }
  rmSync(file, { force: true })
  const mine: Running = { pid: process.pid, startedAt: startOf(process.pid) ?? '' }
  try {
    write(file, mine, 'wx')
  } catch {
    const winner = readRunning(file)
    return { type: 'taken', pid: winner?.pid ?? 0, url: winner?.url }
  }
  return {
    type: 'claimed',
    announce: (url) => write(file, { ...mine, url }, 'w'),
    release: () => rmSync(file, { force: true }),
  }
}

function write(file: string, running: Running, flags: 'w' | 'wx'): void {
  const descriptor = openSync(file, flags, 0o600)
  writeSync(descriptor, JSON.stringify(running))
  closeSync(descriptor)
}

function readRunning(file: string): Running | undefined {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Running
  } catch {
    return undefined
  }
}

/** A pid may have been given to another process since: its start time tells. */
function isSameProcess({ pid, startedAt }: Running): boolean {
  const started = startOf(pid)
  return started !== undefined && started === startedAt
}

/**
 * When a process started, in clock ticks since boot (field 22 of proc(5) stat); where there is no /proc,
 * whether it lives.
 */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return existsSync('/proc/self') ? undefined : lives(pid)
  }
}

function lives(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
    return 'alive'
  } catch {
    return undefined
  }
}
