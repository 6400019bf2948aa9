import { readdir, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { sizeOf } from './file-hash.ts'

/** Names that this process is writing to now. */
const held = new Set<string>()
let claims = 0

export interface PartialFile {
  readonly path: string
  /** How much of it an earlier try left behind. */
  readonly bytes: number
  release(): void
}

/**
 * A half-fetched `target` that only this process writes to. Its name holds our process id, so that two
 * processes never share one; what an ended process left is taken over, by a rename that only one can win.
 */
export async function claimPartial(target: string): Promise<PartialFile> {
  claims += 1
  const path = `${target}.partial-${process.pid}-${claims}`
  held.add(path)
  for (const leftover of await leftoversOf(target)) {
    try {
      await rename(leftover, path)
      break
    } catch {
      // Another process was quicker.
    }
  }
  return { path, bytes: (await sizeOf(path)) ?? 0, release: () => held.delete(path) }
}

async function leftoversOf(target: string): Promise<readonly string[]> {
  const start = `${basename(target)}.partial-`
  return (await readdir(dirname(target)))
    .filter((name) => name.startsWith(start))
    .filter((name) => !isAlive(Number(name.slice(start.length).split('-')[0])) || isOurs(name, start))
    .map((name) => join(dirname(target), name))
    .filter((path) => !held.has(path))
}

const isOurs = (name: string, start: string) => name.startsWith(`${start}${process.pid}-`)

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    // Not allowed to signal it means that it is there, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
