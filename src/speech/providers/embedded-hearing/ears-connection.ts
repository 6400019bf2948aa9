import { createConnection, type Socket } from 'node:net'
import type { Clock, Ms } from '../../../base/index.ts'
import { FrameReader } from '../embedded-speaking/mouth-wire.ts'
import { dropFrame, type HearRequest, hearFrame, parseHeard } from './ears-wire.ts'
import type { Heard } from './hear.ts'

const RECONNECT_AFTER_MS: Ms = 50
/** A human waits: after this long any answer is better than none. */
const PATIENCE_MS: Ms = 3_500
/** Ears that died of an utterance twice would die of it again. */
const SENDS_MAX = 2
const UNHEARD: Heard = { text: '', confidence: -10, rejected: 'uncertain' }

interface Pending {
  readonly asked: HearRequest
  readonly onHeard: (heard: Heard) => void
  readonly stopWaiting: () => void
  sends: number
}

/**
 * A client's line to the ears. It connects when there is something to ask and, when the ears die, connects
 * again and asks once more.
 *
 * States: *away* (no socket; a try may be under way) and *there* (a connected socket). A connected socket
 * that closes leads to away; a try that succeeds leads to there and sends everything that waits.
 */
export class EarsConnection {
  readonly #socketPath: string
  readonly #clock: Clock
  readonly #pending = new Map<number, Pending>()
  #socket: Socket | undefined
  #trying: Socket | undefined
  #stopRetrying: () => void = () => undefined
  #requests = 0

  constructor(socketPath: string, clock: Clock) {
    this.#socketPath = socketPath
    this.#clock = clock
  }

  /**
   * `onHeard` is called once, within seconds, whatever happens; unless the returned function is called first.
   */
  hear(asked: HearRequest, onHeard: (heard: Heard) => void): () => void {
    this.#requests += 1
    const request = this.#requests
    const stopWaiting = this.#clock.after(PATIENCE_MS, () => {
      this.#tell(dropFrame(request))
      this.#settle(request, UNHEARD)
    })
    this.#pending.set(request, { asked, onHeard, stopWaiting, sends: 0 })
    if (this.#socket === undefined) this.#try()
    else this.#send(request)
    return () => this.#drop(request)
  }

  close(): void {
    for (const request of [...this.#pending.keys()]) this.#drop(request)
    this.#stopRetrying()
    this.#trying?.destroy()
    this.#socket?.destroy()
  }

  #drop(request: number): void {
    const pending = this.#pending.get(request)
    if (pending === undefined) return
    this.#pending.delete(request)
    pending.stopWaiting()
    this.#tell(dropFrame(request))
    this.#rest()
  }

  #send(request: number): void {
    const pending = this.#pending.get(request)
    if (pending === undefined) return
    pending.sends += 1
    if (pending.sends > SENDS_MAX) this.#settle(request, UNHEARD)
    else this.#tell(hearFrame(request, pending.asked))
  }

  #tell(frame: Uint8Array): void {
    this.#socket?.ref()
    this.#socket?.write(frame)
  }

  #settle(request: number, heard: Heard): void {
    const pending = this.#pending.get(request)
    if (pending === undefined) return
    this.#pending.delete(request)
    pending.stopWaiting()
    this.#rest()
    pending.onHeard(heard)
  }

  #try(): void {
    if (this.#trying !== undefined || this.#socket !== undefined || this.#pending.size === 0) return
    const socket = createConnection(this.#socketPath)
    this.#trying = socket
    const reader = new FrameReader()
    socket.once('connect', () => this.#arrived(socket))
    socket.on('data', (bytes) => {
      for (const frame of reader.push(bytes)) this.#settle(frame.request, parseHeard(frame))
    })
    socket.on('error', () => socket.destroy())
    socket.once('close', () => this.#left())
  }

  #arrived(socket: Socket): void {
    this.#trying = undefined
    this.#socket = socket
    for (const request of [...this.#pending.keys()]) this.#send(request)
    this.#rest()
  }

  #left(): void {
    this.#socket = undefined
    if (this.#pending.size === 0) {
      this.#trying = undefined
      return
    }
    this.#stopRetrying()
    this.#stopRetrying = this.#clock.after(RECONNECT_AFTER_MS, () => {
      this.#trying = undefined
      this.#try()
    })
  }

  /** An idle line does not keep its process alive. */
  #rest(): void {
    if (this.#pending.size === 0) this.#socket?.unref()
  }
}
