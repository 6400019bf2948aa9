import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Product } from './product.ts'

/** A running process of the product, named as its log file is; `postgres` for each of PostgreSQL's. */
export interface ProductProcess {
  readonly pid: number
  readonly name: string
}

/** All that runs for a product now, itself first, as Linux's /proc tells. */
export function processesOf(product: Product): readonly ProductProcess[] {
  const main = product.process.pid ?? 0
  const database = realpathSync(join(product.dataDir, 'database', 'data'))
  const logs = realpathSync(join(product.dataDir, 'logs'))
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && isRunning(pid))
    .flatMap((pid): ProductProcess[] => {
      if (linkOf(`/proc/${pid}/cwd`) === database) return [{ pid, name: 'postgres' }]
      if (pid === main) return [{ pid, name: 'main' }]
      if (parentOf(pid) !== main) return []
      const log = filesOf(pid).find((file) => file.startsWith(`${logs}/`))
      return log === undefined ? [] : [{ pid, name: basename(log, '.log') }]
    })
    .toSorted((a, b) => Number(b.name === 'main') - Number(a.name === 'main'))
}

/** Processes that ended by themselves and were started again, as the log tells. */
export function deathsIn(product: Product): readonly string[] {
  const lines = readOr(join(product.dataDir, 'logs', 'main.log')).split('\n')
  return lines.filter((line) => line.includes('a child process ended'))
}

export function processNamed(product: Product, name: string): number | undefined {
  return processesOf(product).find((running) => running.name === name)?.pid
}

/** As `kill -9` does, all in one breath. */
export function killAtOnce(processes: readonly ProductProcess[]): void {
  for (const { pid } of processes) {
    // PostgreSQL's own children end with it.
    if (isRunning(pid)) process.kill(pid, 'SIGKILL')
  }
}

/** A process that ended and was not yet collected by its parent (state Z) does not run. */
export function isRunning(pid: number): boolean {
  return /^State:\t[^ZX]/m.test(readOr(`/proc/${pid}/status`))
}

const parentOf = (pid: number) => Number(/^PPid:\t(\d+)/m.exec(readOr(`/proc/${pid}/status`))?.[1])

function filesOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`))
  } catch {
    return []
  }
}

/** What ends while it is looked at is an ordinary answer here. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
