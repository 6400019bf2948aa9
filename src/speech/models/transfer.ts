import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Clock, Ms } from '../../base/index.ts'
import { sizeOf } from './file-hash.ts'

/** A body that brings nothing for this long has stalled. */
const STALL_MS: Ms = 15_000
/** How often a transfer that got somewhere and then broke is taken up again. */
const RESUMES_MAX = 5

export interface TransferRequest {
  readonly url: URL
  /** Written to; what it already holds is not asked for again. */
  readonly partialPath: string
  readonly bytes: number
  /** How long the site may take to answer. */
  readonly connectMs: Ms
  readonly clock: Clock
  readonly onBytes: (doneBytes: number) => void
  readonly signal: AbortSignal
}

export type TransferEnd =
  | { readonly type: 'complete' }
  /** Nobody answered at all. */
  | { readonly type: 'unreachable'; readonly why: string }
  /** The site answered, but not with the file. */
  | { readonly type: 'refused'; readonly why: string }

/** Fetches `url` into the partial file, resuming by Range (RFC 9110 §14.2) after a broken connection. */
export async function transfer(request: TransferRequest): Promise<TransferEnd> {
  let why = ''
  for (let resumes = 0; resumes <= RESUMES_MAX; resumes += 1) {
    const before = (await sizeOf(request.partialPath)) ?? 0
    if (before > request.bytes) await rm(request.partialPath)
    if (before === request.bytes) return { type: 'complete' }
    const end = await tryOnce(request, before > request.bytes ? 0 : before)
    request.signal.throwIfAborted()
    if (end.type !== 'broken') return end
    why = end.why
  }
  return { type: 'refused', why }
}

type TryEnd = TransferEnd | { readonly type: 'broken'; readonly why: string }

async function tryOnce(request: TransferRequest, fromByte: number): Promise<TryEnd> {
  const watch = new StallWatch(request.clock)
  const signal = AbortSignal.any([request.signal, watch.signal])
  try {
    watch.allow(request.connectMs, 'no answer')
    const response = await ask(request.url, fromByte, signal)
    if (typeof response === 'string') return { type: 'unreachable', why: response }
    const start = bodyStart(response, fromByte)
    if (start === undefined || response.body === null) {
      await response.body?.cancel()
      if (response.status !== 416) return { type: 'refused', why: `HTTP ${response.status}` }
      await rm(request.partialPath, { force: true })
      return { type: 'broken', why: 'the site cannot resume' }
    }
    await save(request, response.body, start, watch)
    return { type: 'complete' }
  } catch (error) {
    return { type: 'broken', why: reasonOf(watch.signal.aborted ? watch.signal.reason : error) }
  } finally {
    watch.stop()
  }
}

async function ask(url: URL, fromByte: number, signal: AbortSignal): Promise<Response | string> {
  try {
    return await fetch(url, { signal, headers: fromByte > 0 ? { range: `bytes=${fromByte}-` } : {} })
  } catch (error) {
    return reasonOf(error)
  }
}

/** The first byte that the body holds; undefined when it is not (the rest of) the file. */
function bodyStart(response: Response, fromByte: number): number | undefined {
  if (response.status === 200) return 0
  const range = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')
  return response.status === 206 && range !== null && Number(range[1]) === fromByte ? fromByte : undefined
}

async function save(
  request: TransferRequest,
  body: ReadableStream<Uint8Array>,
  start: number,
  watch: StallWatch,
): Promise<void> {
  const file = createWriteStream(request.partialPath, { flags: start > 0 ? 'a' : 'w' })
  const failed = new Promise<never>((_, reject) => file.once('error', reject))
  failed.catch(() => undefined)
  let done = start
  try {
    watch.allow(STALL_MS, 'stalled')
    for await (const chunk of body) {
      watch.allow(STALL_MS, 'stalled')
      if (!file.write(chunk)) {
        await Promise.race([failed, new Promise<void>((resolve) => file.once('drain', resolve))])
      }
      done += chunk.byteLength
      request.onBytes(done)
    }
  } finally {
    await Promise.race([failed, new Promise<void>((resolve) => file.end(resolve))])
  }
  if (done < request.bytes) throw new Error('the connection closed early')
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

/** Aborts its signal when nothing re-arms it in time. */
class StallWatch {
  readonly #clock: Clock
  readonly #controller = new AbortController()
  #disarm: () => void = () => undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  allow(ms: Ms, otherwise: string): void {
    this.stop()
    this.#disarm = this.#clock.after(ms, () => this.#controller.abort(new Error(otherwise)))
  }

  stop(): void {
    this.#disarm()
  }
}
