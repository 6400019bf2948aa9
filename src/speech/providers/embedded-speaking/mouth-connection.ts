import { createConnection, type Socket } from 'node:net'
import type { Clock, Ms } from '../../../base/index.ts'
import { SpeechEngineError } from '../../speech-engine-error.ts'
import {
  encodeFrame,
  type Frame,
  FrameReader,
  jsonFrame,
  Kind,
  parseRefusal,
  type RenderRequest,
  samplesOf,
} from './mouth-wire.ts'

const RECONNECT_AFTER_MS: Ms = 50
/** How long a human may wait in silence for a mouth that is away. */
const LIVE_PATIENCE_MS: Ms = 3_000
/** A mouth that is there and does not answer is not working. */
const LIVE_LIMIT_MS: Ms = 15_000
/** A mouth that starts on a busy machine needs some seconds. */
const AHEAD_PATIENCE_MS: Ms = 60_000

interface Pending {
  readonly asked: RenderRequest
  resolve(samples: Int16Array): void
  reject(error: unknown): void
  /** Calls off the giving up; set while the mouth is away. */
  keepWaiting: () => void
}

/**
 * A client's line to the mouth. It connects when there is something to ask and, when the mouth dies, connects
 * again and asks again: rendering is safe to repeat.
 *
 * States: *away* (no socket; a try may be under way) and *there* (a connected socket). A connected socket
 * that closes leads to away; a try that succeeds leads to there and sends everything that waits.
 */
export class MouthConnection {
  readonly #socketPath: string
  readonly #clock: Clock
  readonly #pending = new Map<number, Pending>()
  #socket: Socket | undefined
  #trying = false
  #closed = false
  #requests = 0

  constructor(socketPath: string, clock: Clock) {
    this.#socketPath = socketPath
    this.#clock = clock
  }

  /**
   * Rejects with a SpeechEngineError when the mouth stays away or refuses, with the signal's reason when
   * aborted.
   */
  render(asked: RenderRequest, signal: AbortSignal): Promise<Int16Array> {
    if (signal.aborted) return Promise.reject(signal.reason)
    const request = ++this.#requests
    return new Promise<Int16Array>((resolve, reject) => {
      const abort = () => this.#cancel(request, signal.reason)
      const overdue = () => this.#giveUp(request, 'timed-out')
      const inTime = asked.live ? this.#clock.after(LIVE_LIMIT_MS, overdue) : () => {}
      const settled = () => {
        inTime()
        signal.removeEventListener('abort', abort)
      }
      signal.addEventListener('abort', abort, { once: true })
      this.#pending.set(request, {
        asked,
        keepWaiting: () => {},
        resolve(samples) {
          settled()
          resolve(samples)
        },
        reject(error) {
          settled()
          reject(error)
        },
      })
      if (this.#socket === undefined) this.#await(request)
      else this.#socket.write(jsonFrame(Kind.render, request, asked))
    })
  }

  close(): void {
    this.#closed = true
    this.#socket?.destroy()
    for (const request of [...this.#pending.keys()]) this.#giveUp(request, 'unavailable')
  }

  /** Waits for the mouth to come (back), as long as the request is worth it. */
  #await(request: number): void {
    const pending = this.#pending.get(request)
    if (pending === undefined) return
    const patienceMs = pending.asked.live ? LIVE_PATIENCE_MS : AHEAD_PATIENCE_MS
    pending.keepWaiting = this.#clock.after(patienceMs, () => this.#giveUp(request, 'unavailable'))
    this.#try()
  }

  #try(): void {
    if (this.#trying || this.#closed || this.#socket !== undefined || this.#pending.size === 0) return
    this.#trying = true
    const socket = createConnection(this.#socketPath)
    const reader = new FrameReader()
    socket.once('connect', () => this.#arrived(socket))
    socket.on('data', (bytes) => {
      for (const frame of reader.push(bytes)) this.#answered(frame)
    })
    socket.on('error', () => socket.destroy())
    socket.once('close', () => this.#left())
  }

  #arrived(socket: Socket): void {
    this.#trying = false
    this.#socket = socket
    for (const [request, pending] of this.#pending) {
      pending.keepWaiting()
      socket.write(jsonFrame(Kind.render, request, pending.asked))
    }
    this.#rest()
  }

  #left(): void {
    const wasThere = this.#socket !== undefined
    this.#socket = undefined
    if (wasThere) for (const request of this.#pending.keys()) this.#await(request)
    this.#clock.after(RECONNECT_AFTER_MS, () => {
      this.#trying = false
      this.#try()
    })
  }

  #answered({ kind, request, body }: Frame): void {
    const pending = this.#pending.get(request)
    this.#pending.delete(request)
    this.#rest()
    if (kind === Kind.rendered) pending?.resolve(samplesOf(body))
    else pending?.reject(new SpeechEngineError('tts', 'refused', parseRefusal(body)))
  }

  #cancel(request: number, reason: unknown): void {
    const pending = this.#pending.get(request)
    if (!this.#pending.delete(request)) return
    pending?.keepWaiting()
    this.#socket?.write(encodeFrame({ kind: Kind.cancel, request, body: new Uint8Array(0) }))
    this.#rest()
    pending?.reject(reason)
  }

  #giveUp(request: number, kind: 'unavailable' | 'timed-out'): void {
    const pending = this.#pending.get(request)
    this.#pending.delete(request)
    pending?.keepWaiting()
    pending?.reject(new SpeechEngineError('tts', kind, { retryable: true }))
  }

  /** An idle line does not keep its process alive. */
  #rest(): void {
    if (this.#pending.size === 0) this.#socket?.unref()
    else this.#socket?.ref()
  }
}
