import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { AttemptId, Log, Ms } from '../../base/index.ts'
import type { RecordingWriter } from '../../calls/index.ts'
import { Mp3Encoder } from './mp3-encoder.ts'
import { interleave, SPOOL_CHANNELS, spoolHeader } from './spool.ts'

/** Where the parts of one recording lie. The mp3 gets its name only when it is whole. */
export interface RecordingPaths {
  readonly spool: string
  readonly part: string
  readonly mp3: string
}

/** Two minutes: a disk that is so far behind will not come back. */
const WAITING_SAMPLES_MAX = 120 * 8_000 * SPOOL_CHANNELS
const FIRST_SAMPLES = 8_000 * SPOOL_CHANNELS

/**
 * `open` → `broken` (the disk refused: logged, the call goes on without more recording), either → `finished`.
 */
type Phase = 'open' | 'broken' | 'finished'

interface Files {
  readonly spool: FileHandle
  readonly part: FileHandle
  readonly encoder: Mp3Encoder
}

/** One recording in the making. `write` only copies; the store calls `flush` from its own beat. */
export class DiskRecordingWriter implements RecordingWriter {
  readonly #attempt: AttemptId
  readonly #paths: RecordingPaths
  readonly #files: Files
  readonly #log: Log
  #phase: Phase = 'open'
  #waiting = new Int16Array(FIRST_SAMPLES)
  #length = 0
  /** The flush or finish under way; the next one waits for it. */
  #busy: Promise<void> = Promise.resolve()

  static async create(attempt: AttemptId, paths: RecordingPaths, log: Log): Promise<DiskRecordingWriter> {
    const encoder = await Mp3Encoder.create()
    const spool = await open(paths.spool, 'w', 0o600)
    try {
      await writeWhole(spool, spoolHeader())
      const part = await open(paths.part, 'w', 0o600)
      return new DiskRecordingWriter(attempt, paths, { spool, part, encoder }, log)
    } catch (error) {
      await spool.close()
      throw error
    }
  }

  private constructor(attempt: AttemptId, paths: RecordingPaths, files: Files, log: Log) {
    this.#attempt = attempt
    this.#paths = paths
    this.#files = files
    this.#log = log
  }

  write(human: Int16Array, assistant: Int16Array, _startMs: Ms): void {
    if (this.#phase !== 'open') return
    const needed = this.#length + human.length * SPOOL_CHANNELS
    if (needed > WAITING_SAMPLES_MAX) return this.#break('the disk is two minutes behind')
    if (needed > this.#waiting.length) this.#grow()
    interleave(assistant, human, this.#waiting, this.#length)
    this.#length = needed
  }

  /** Brings what waits to the disk. Never rejects: a recording that fails does not end its call. */
  flush(): Promise<void> {
    this.#busy = this.#busy.then(() => this.#attemptTo(() => this.#save()))
    return this.#busy
  }

  /** Resolves when the mp3 is whole and durable, or the trouble is logged. Repeating it changes nothing. */
  finish(): Promise<void> {
    this.#busy = this.#busy.then(async () => {
      if (this.#phase === 'finished') return
      await this.#attemptTo(() => this.#complete())
      this.#phase = 'finished'
      await Promise.allSettled([this.#files.spool.close(), this.#files.part.close()])
    })
    return this.#busy
  }

  async #save(): Promise<void> {
    if (this.#phase === 'finished' || this.#length === 0) return
    const samples = this.#waiting.slice(0, this.#length)
    this.#length = 0
    await writeWhole(this.#files.spool, bytesOf(samples))
    await this.#files.spool.datasync()
    await writeWhole(this.#files.part, this.#files.encoder.encode(samples))
  }

  async #complete(): Promise<void> {
    if (this.#phase === 'broken') return
    await this.#save()
    await writeWhole(this.#files.part, this.#files.encoder.finish())
    await this.#files.part.sync()
    await publish(this.#paths)
  }

  async #attemptTo(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#break(String(error))
    }
  }

  #break(reason: string): void {
    if (this.#phase === 'open') {
      this.#log.error('a recording cannot be kept', { attemptId: this.#attempt, reason })
    }
    this.#phase = 'broken'
    this.#length = 0
  }

  #grow(): void {
    const grown = new Int16Array(this.#waiting.length * 2)
    grown.set(this.#waiting)
    this.#waiting = grown
  }
}

/** Gives the finished mp3 its name, durably; from then on the spool is not needed. */
export async function publish(paths: RecordingPaths): Promise<void> {
  await rename(paths.part, paths.mp3)
  const folder = await open(dirname(paths.mp3))
  await folder.sync().finally(() => folder.close())
  await rm(paths.spool, { force: true })
}

/** A file handle may take less than it is given when the disk fills. */
export async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done)
    done += bytesWritten
  }
}

function bytesOf(samples: Int16Array): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
}
