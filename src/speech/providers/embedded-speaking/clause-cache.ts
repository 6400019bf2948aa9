import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bytesOf, samplesOf } from './mouth-wire.ts'
import { SPEAKING_VERSION } from './speaking-version.ts'

/** Rendered clauses on disk, shared by all processes of the machine, the latest ones also in memory. */
export interface ClauseCache {
  read(key: string): Promise<Int16Array | undefined>
  has(key: string): Promise<boolean>
  /** To the disk, all or nothing. */
  write(key: string, samples: Int16Array): Promise<void>
  /** To this process's memory only. */
  remember(key: string, samples: Int16Array): void
}

/** Where a clause lies in the cache: the same words in the same voice by the same engine. */
export function clauseKey(clause: string, voice: string): string {
  const identity = JSON.stringify(['kokoro-v1.0', SPEAKING_VERSION, 'en-IN', voice, clause])
  return createHash('sha256').update(identity).digest('hex').slice(0, 40)
}

/** `memoryBytesMax` bounds what is kept in memory; the clauses used longest ago leave first. */
export function openClauseCache(folder: string, memoryBytesMax: number): ClauseCache {
  const memory = new RecentClauses(memoryBytesMax)
  const pathOf = (key: string) => join(folder, key.slice(0, 2), `${key}.pcm`)
  return {
    async read(key) {
      const remembered = memory.get(key)
      if (remembered !== undefined) return remembered
      const samples = await readSamples(pathOf(key))
      if (samples !== undefined) memory.set(key, samples)
      return samples
    },
    async has(key) {
      if (memory.get(key) !== undefined) return true
      return stat(pathOf(key)).then(
        ({ size }) => size > 0,
        () => false,
      )
    },
    async write(key, samples) {
      memory.set(key, samples)
      await writeWhole(pathOf(key), bytesOf(samples))
    },
    remember: (key, samples) => memory.set(key, samples),
  }
}

/** Undefined when there is none, or when a crash of the machine left an empty one. */
async function readSamples(path: string): Promise<Int16Array | undefined> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return bytes === undefined || bytes.length === 0 ? undefined : samplesOf(bytes)
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const unfinished = `${path}.${process.pid}.part`
  await writeFile(unfinished, bytes)
  await rename(unfinished, path)
}

/** A map that forgets what was used longest ago once its values take too many bytes. */
class RecentClauses {
  readonly #bytesMax: number
  readonly #clauses = new Map<string, Int16Array>()
  #bytes = 0

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  get(key: string): Int16Array | undefined {
    const samples = this.#clauses.get(key)
    if (samples === undefined) return undefined
    this.#clauses.delete(key)
    this.#clauses.set(key, samples)
    return samples
  }

  set(key: string, samples: Int16Array): void {
    this.#drop(key)
    this.#clauses.set(key, samples)
    this.#bytes += samples.byteLength
    for (const oldest of this.#clauses.keys()) {
      if (this.#bytes <= this.#bytesMax) return
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#clauses.get(key)?.byteLength ?? 0
    this.#clauses.delete(key)
  }
}
