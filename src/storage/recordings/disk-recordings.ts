import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type AttemptId, type Clock, invariant, type Log, type Ms, parseId } from '../../base/index.ts'
import type { RecordingStore, RecordingWriter } from '../../calls/index.ts'
import { DiskRecordingWriter, publish, type RecordingPaths, writeWhole } from './disk-recording-writer.ts'
import { Mp3Encoder } from './mp3-encoder.ts'
import { isSpool, SPOOL_BLOCK_BYTES, SPOOL_HEADER_BYTES } from './spool.ts'

/** Leaves room for a slow disk before a second is over. */
const FLUSH_EVERY_MS: Ms = 600
/** Ten seconds at once: the event loop is held for some milliseconds only. */
const RECOVERY_BYTES = 10 * 8_000 * SPOOL_BLOCK_BYTES

export interface DiskRecordingsOptions {
  readonly folder: string
  readonly clock: Clock
  readonly log: Log
}

/**
 * Recordings as files of one folder: `<attempt>.mp3`, and while a call runs its spool and unfinished mp3.
 */
export function createDiskRecordings(options: DiskRecordingsOptions): RecordingStore {
  return new DiskRecordings(options)
}

class DiskRecordings implements RecordingStore {
  readonly #options: DiskRecordingsOptions
  /** How to call off the next flush of each recording under way. */
  readonly #flushes = new Map<DiskRecordingWriter, () => void>()

  constructor(options: DiskRecordingsOptions) {
    this.#options = options
  }

  /** Never rejects for trouble with the disk: the call goes on without a recording. */
  async open(attempt: AttemptId): Promise<RecordingWriter> {
    const paths = this.#pathsOf(attempt)
    try {
      await mkdir(this.#options.folder, { recursive: true, mode: 0o700 })
      return this.#keep(await DiskRecordingWriter.create(attempt, paths, this.#options.log))
    } catch (error) {
      this.#options.log.error('a recording cannot be begun', { attemptId: attempt, reason: String(error) })
      return { write: () => undefined, finish: async () => undefined }
    }
  }

  async recover(attempt: AttemptId): Promise<'recovered' | 'none'> {
    const paths = this.#pathsOf(attempt)
    if ((await this.find(attempt)) !== undefined) {
      await rm(paths.spool, { force: true })
      return 'recovered'
    }
    if (((await sizeOf(paths.spool)) ?? 0) < SPOOL_HEADER_BYTES + SPOOL_BLOCK_BYTES) return 'none'
    await encodeSpool(paths)
    await publish(paths)
    return 'recovered'
  }

  async find(attempt: AttemptId): Promise<{ readonly path: string; readonly bytes: number } | undefined> {
    const path = this.#pathsOf(attempt).mp3
    const bytes = await sizeOf(path)
    return bytes === undefined ? undefined : { path, bytes }
  }

  #keep(writer: DiskRecordingWriter): RecordingWriter {
    this.#flushLater(writer)
    return {
      write: (human, assistant, startMs) => writer.write(human, assistant, startMs),
      finish: async () => {
        this.#flushes.get(writer)?.()
        this.#flushes.delete(writer)
        await writer.finish()
      },
    }
  }

  #pathsOf(attempt: AttemptId): RecordingPaths {
    invariant(parseId('attempt', attempt) !== undefined, 'an attempt id names a file')
    const base = join(this.#options.folder, attempt)
    return { spool: `${base}.spool`, part: `${base}.mp3.part`, mp3: `${base}.mp3` }
  }

  /**
   * Each recording has a beat of its own: a flush encodes for some 8 ms, and those of many calls at the
   * same moment would hold the event loop for all of them together.
   */
  #flushLater(writer: DiskRecordingWriter): void {
    const flush = () => {
      this.#flushLater(writer)
      void writer.flush()
    }
    this.#flushes.set(writer, this.#options.clock.after(FLUSH_EVERY_MS, flush))
  }
}

async function encodeSpool(paths: RecordingPaths): Promise<void> {
  const encoder = await Mp3Encoder.create()
  const spool = await open(paths.spool)
  const part = await open(paths.part, 'w', 0o600)
  try {
    const header = await spool.read(new Uint8Array(SPOOL_HEADER_BYTES), 0, SPOOL_HEADER_BYTES, 0)
    if (!isSpool(header.buffer)) throw new Error('the spool is of another version')
    const bytes = new Uint8Array(RECOVERY_BYTES)
    for (let at = SPOOL_HEADER_BYTES; ; at += RECOVERY_BYTES) {
      const { bytesRead } = await spool.read(bytes, 0, RECOVERY_BYTES, at)
      // A crash may leave half a block at the end.
      const blocks = Math.floor(bytesRead / SPOOL_BLOCK_BYTES)
      await writeWhole(part, encoder.encode(new Int16Array(bytes.buffer, 0, blocks * 2)))
      if (bytesRead < RECOVERY_BYTES) break
    }
    await writeWhole(part, encoder.finish())
    await part.sync()
  } finally {
    await Promise.all([spool.close(), part.close()])
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
