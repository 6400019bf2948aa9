import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename, join } from 'node:path'

/** Linux counts processor time in hundredths of a second (USER_HZ, proc(5)). */
const TICKS_A_SECOND = 100

interface ProcessTimes {
  readonly pid: number
  readonly parent: number
  readonly name: string
  readonly seconds: number
}

/** CPU seconds so far, by the name of each of our processes below `mainPid`. */
export type CpuSeconds = ReadonlyMap<string, number>

/**
 * Our children are told apart by their log files: `worker-1`, `ears`, `carrier-ears`…; all of PostgreSQL's processes
 * count as one.
 */
export function cpuSecondsBelow(mainPid: number, dataDir: string): CpuSeconds {
  const all = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap(timesOf)
  const children = Map.groupBy(all, ({ parent }) => parent)
  const found = new Map<string, number>()
  const add = (name: string, seconds: number) => found.set(name, (found.get(name) ?? 0) + seconds)
  const walk = (process: ProcessTimes, inherited: string | undefined) => {
    const name = inherited ?? (process.name === 'postgres' ? 'postgres' : logName(process.pid, dataDir))
    add(name, process.seconds)
    for (const child of children.get(process.pid) ?? []) walk(child, name === 'postgres' ? name : undefined)
  }
  const main = all.find(({ pid }) => pid === mainPid)
  if (main !== undefined) walk(main, undefined)
  return found
}

/** Cores used between two readings. */
export function coresUsed(before: CpuSeconds, after: CpuSeconds, elapsedMs: number): CpuSeconds {
  return new Map(
    [...after].map(([name, seconds]) => [name, ((seconds - (before.get(name) ?? 0)) * 1_000) / elapsedMs]),
  )
}

/** What one line of `/proc/<pid>/stat` says; nothing when the process is gone. */
function timesOf(entry: string): readonly ProcessTimes[] {
  try {
    const stat = readFileSync(`/proc/${entry}/stat`, 'latin1')
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
    // Fields 3 on: state, ppid, …; utime, stime and those of children waited for are fields 14 to 17.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0)
    return [{ pid: Number(entry), parent: Number(fields[1]), name, seconds: ticks / TICKS_A_SECOND }]
  } catch {
    return []
  }
}

function logName(pid: number, dataDir: string): string {
  const logs = join(dataDir, 'logs')
  const open = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${fd}`)]
    } catch {
      return []
    }
  })
  const log = open.find((target) => target.startsWith(logs))
  return log === undefined ? 'other' : basename(log, '.log')
}
