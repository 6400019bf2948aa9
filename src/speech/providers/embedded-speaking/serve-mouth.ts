import { rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { setImmediate as nextTurnOfTheLoop } from 'node:timers/promises'
import type { Log } from '../../../base/index.ts'
import { SpeechEngineError } from '../../speech-engine-error.ts'
import { type ClauseCache, clauseKey } from './clause-cache.ts'
import {
  bytesOf,
  encodeFrame,
  type Frame,
  FrameReader,
  jsonFrame,
  Kind,
  parseRenderRequest,
} from './mouth-wire.ts'
import { type RenderJob, RenderQueue, type Waiter } from './render-queue.ts'

const AHEAD_WAITING_MAX = 10_000
/** Live clauses up to this length are likely to be said again ("eleven in the morning"): kept on disk too. */
const LIVE_KEPT_SAMPLES_MAX = 4 * 8_000

export interface MouthService {
  readonly socketPath: string
  readonly cache: ClauseCache
  readonly log: Log
  /** One clause as the telephone wants it. May block the thread while it runs. */
  render(clause: string, voice: string): Promise<Int16Array>
  ready(): void
}

/** Answers clients one clause at a time, live ones first, until `signal` is aborted. */
export async function serveMouth(service: MouthService, signal: AbortSignal): Promise<void> {
  const queue = new RenderQueue(AHEAD_WAITING_MAX)
  const clients = new Set<Socket>()
  let wake = () => {}
  const server = createServer((socket) => {
    clients.add(socket)
    socket.once('close', () => clients.delete(socket))
    attend(socket, queue, () => wake())
  })
  await listen(server, service.socketPath)
  const stop = () => {
    wake()
    server.close()
    for (const client of clients) client.destroy()
  }
  signal.addEventListener('abort', stop, { once: true })
  service.ready()

  while (!signal.aborted) {
    const job = queue.take()
    if (job !== undefined) await renderJob(job, service)
    else {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    // Requests that arrived while the engine held the thread are read before the next clause is chosen.
    await nextTurnOfTheLoop()
  }
}

/** A socket file that a killed mouth left behind is removed first. */
async function listen(server: Server, socketPath: string): Promise<void> {
  await rm(socketPath, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socketPath, resolve)
  })
}

function attend(socket: Socket, queue: RenderQueue, wake: () => void): void {
  const reader = new FrameReader()
  const waiting = new Map<number, { readonly key: string; readonly waiter: Waiter }>()
  const forget = (request: number) => {
    const known = waiting.get(request)
    waiting.delete(request)
    if (known !== undefined) queue.cancel(known.key, known.waiter)
  }
  const ask = ({ request, body }: Frame) => {
    const asked = parseRenderRequest(body)
    if (asked === undefined) {
      socket.destroy()
      return
    }
    const key = clauseKey(asked.clause, asked.voice)
    const waiter = waiterOn(socket, request, () => waiting.delete(request))
    waiting.set(request, { key, waiter })
    if (queue.add({ ...asked, key }, waiter) === 'full') waiter.refuse(true)
    else wake()
  }
  socket.on('data', (bytes) => {
    for (const frame of framesOf(reader, bytes, socket)) {
      if (frame.kind === Kind.cancel) forget(frame.request)
      else ask(frame)
    }
  })
  socket.on('error', () => socket.destroy())
  socket.once('close', () => {
    for (const request of [...waiting.keys()]) forget(request)
  })
}

function framesOf(reader: FrameReader, bytes: Uint8Array, socket: Socket): readonly Frame[] {
  try {
    return reader.push(bytes)
  } catch {
    socket.destroy()
    return []
  }
}

function waiterOn(socket: Socket, request: number, answered: () => void): Waiter {
  return {
    deliver(samples) {
      answered()
      socket.write(encodeFrame({ kind: Kind.rendered, request, body: bytesOf(samples) }))
    },
    refuse(retryable) {
      answered()
      socket.write(jsonFrame(Kind.failed, request, { retryable }))
    },
  }
}

async function renderJob(job: RenderJob, service: MouthService): Promise<void> {
  // Another client may have had it rendered since this one looked.
  const cached = await service.cache.read(job.key)
  const samples = cached ?? (await renderedSamples(job, service))
  if (samples === undefined) return
  for (const waiter of job.waiters) waiter.deliver(samples)
  if (cached !== undefined) return
  if (job.live && samples.length > LIVE_KEPT_SAMPLES_MAX) service.cache.remember(job.key, samples)
  else await keep(job.key, samples, service)
}

/** Undefined when the engine cannot; then all who wait were told. */
async function renderedSamples(job: RenderJob, service: MouthService): Promise<Int16Array | undefined> {
  try {
    return await service.render(job.clause, job.voice)
  } catch (error) {
    service.log.warn('a clause could not be rendered', { voice: job.voice, error })
    const retryable = error instanceof SpeechEngineError && error.retryable
    for (const waiter of job.waiters) waiter.refuse(retryable)
    return undefined
  }
}

/** A full disk costs the next rendering, not this call. */
async function keep(key: string, samples: Int16Array, { cache, log }: MouthService): Promise<void> {
  try {
    await cache.write(key, samples)
  } catch (error) {
    log.warn('a rendered clause could not be kept', { error })
  }
}
