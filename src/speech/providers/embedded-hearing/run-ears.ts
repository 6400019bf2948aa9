import { rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { setImmediate as nextTurnOfTheLoop } from 'node:timers/promises'
import type { Log } from '../../../base/index.ts'
import type { WhisperFiles } from '../../models/index.ts'
import { type Frame, FrameReader } from '../embedded-speaking/mouth-wire.ts'
import { type HearRequest, heardFrame, Kind, parseHear } from './ears-wire.ts'
import { type Heard, Hearing, type Utterance } from './hear.ts'
import { type HearingJob, HearingQueue } from './hearing-queue.ts'

export interface EarsOptions {
  readonly socketPath: string
  readonly files: WhisperFiles
  readonly log: Log
  /** Called once clients may come. */
  readonly ready?: () => void
}

/** The ears of a machine: one Whisper for every call. Resolves when `signal` is aborted. */
export async function runEars({ files, ...options }: EarsOptions, signal: AbortSignal): Promise<void> {
  const hearing = await Hearing.load(files)
  const warmUp: Utterance = { samples: new Int16Array(8_000), language: 'en', expectation: { kind: 'open' } }
  await hearing.hear(warmUp, signal) // the first run allocates and is several times slower
  const hear = (utterance: Utterance, wanted: AbortSignal) => hearing.hear(utterance, wanted)
  await serveEars({ ...options, hear }, signal)
  await hearing.close()
}

export interface EarsService extends Omit<EarsOptions, 'files'> {
  /** Rejects when `signal` is aborted. Holds the thread while a network runs. */
  hear(utterance: Utterance, signal: AbortSignal): Promise<Heard>
}

interface Asked extends HearRequest {
  readonly socket: Socket
  readonly request: number
}

const FAILED: Heard = { text: '', confidence: -10, rejected: 'uncertain' }

/** Answers clients one utterance at a time until `signal` is aborted. */
export async function serveEars(service: EarsService, signal: AbortSignal): Promise<void> {
  const queue = new HearingQueue<Asked>()
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
  service.log.info('The ears are ready')
  service.ready?.()

  while (!signal.aborted) {
    const job = queue.take()
    if (job !== undefined) await answer(job, service)
    else {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    // Requests that arrived while the engine held the thread are read before the next one is chosen.
    await nextTurnOfTheLoop()
  }
}

/** A socket file that killed ears left behind is removed first. */
async function listen(server: Server, socketPath: string): Promise<void> {
  await rm(socketPath, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socketPath, resolve)
  })
}

let connections = 0

function attend(socket: Socket, queue: HearingQueue<Asked>, wake: () => void): void {
  connections += 1
  const connection = connections
  const reader = new FrameReader()
  const read = (frame: Frame) => {
    if (frame.kind === Kind.drop)
      queue.drop((asked) => asked.socket === socket && asked.request === frame.request)
    else {
      const asked = { ...parseHear(frame), socket, request: frame.request }
      queue.add(`${connection}/${asked.stream}/${asked.utterance}`, asked)
      wake()
    }
  }
  socket.on('data', (bytes) => {
    try {
      for (const frame of reader.push(bytes)) read(frame)
    } catch (error) {
      socket.destroy(error instanceof Error ? error : undefined)
    }
  })
  socket.on('error', () => socket.destroy())
  socket.once('close', () => queue.drop((asked) => asked.socket === socket))
}

/** Whoever dropped the request gets no answer. */
async function answer({ asked, controller }: HearingJob<Asked>, service: EarsService): Promise<void> {
  let heard = FAILED
  try {
    heard = await service.hear(asked, controller.signal)
  } catch (error) {
    if (!controller.signal.aborted) service.log.error('An utterance could not be heard', { error })
  }
  if (!controller.signal.aborted) asked.socket.write(heardFrame(asked.request, heard))
}
