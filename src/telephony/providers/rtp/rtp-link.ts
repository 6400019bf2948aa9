import type { RemoteInfo } from 'node:dgram'
import { looksLikeRtcp } from '../../../rtp/index.ts'
import { addressOf, isFrom, type SocketPair } from './rtp-sockets.ts'

/** What a link hands up; never called after `close`. */
export interface LinkEvents {
  /** True when anyone may send us this: RTP of a payload that we expect. */
  accepts(bytes: Uint8Array): boolean
  rtp(bytes: Uint8Array): void
  rtcp(bytes: Uint8Array): void
}

/**
 * Where packets go and from whom they are taken.
 *
 * `idle`: no target yet. → `seeking` (target named: sends there, listens to everyone) → `latched` (the
 * first valid packet named the true source: sends to it and takes nothing from others; symmetric RTP, RFC
 * 4961). A long silence or a new target leads back to `seeking`.
 */
type Route =
  | { readonly phase: 'idle' }
  | { readonly phase: 'seeking'; readonly address: string; readonly port: number }
  | { readonly phase: 'latched'; readonly address: string; readonly port: number }

/** The sockets of one leg. */
export class RtpLink {
  readonly #sockets: SocketPair
  readonly #events: LinkEvents
  #route: Route = { phase: 'idle' }
  #wanted: { readonly host: string; readonly port: number } | undefined
  #connected = false
  #closed = false

  constructor(sockets: SocketPair, events: LinkEvents) {
    this.#sockets = sockets
    this.#events = events
    sockets.rtp.on('message', (bytes, sender) => this.#take(bytes, sender))
    sockets.rtcp.on('message', (bytes, sender) => this.#takeRtcp(bytes, sender))
  }

  get port(): number {
    return this.#sockets.port
  }

  /** Turns to the address of an SDP; the same one again changes nothing. */
  async aim(host: string, port: number): Promise<void> {
    if (this.#wanted?.host === host && this.#wanted.port === port) return
    this.#wanted = { host, port }
    const address = await addressOf(host)
    if (this.#wanted.host === host && this.#wanted.port === port) this.#seek(address, port)
  }

  /** Listens to everyone again: the source may have moved without a word. */
  unlatch(): void {
    if (this.#route.phase === 'latched') this.#seek(this.#route.address, this.#route.port)
  }

  get ready(): boolean {
    return this.#route.phase !== 'idle' && !this.#closed
  }

  /**
   * Sends the first `length` bytes. The kernel has taken them when this returns, so the buffer may be
   * reused.
   */
  send(bytes: Uint8Array, length: number): void {
    if (this.#route.phase === 'idle' || this.#closed) return
    if (this.#connected) this.#sockets.rtp.send(bytes, 0, length)
    else this.#sockets.rtp.send(bytes, 0, length, this.#route.port, this.#route.address)
  }

  sendRtcp(bytes: Uint8Array): void {
    if (this.#route.phase === 'idle' || this.#closed) return
    this.#sockets.rtcp.send(bytes, 0, bytes.length, this.#route.port + 1, this.#route.address)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    const { rtp, rtcp } = this.#sockets
    await Promise.all([rtp, rtcp].map((socket) => new Promise<void>((done) => socket.close(() => done()))))
  }

  #take(bytes: Uint8Array, sender: RemoteInfo): void {
    if (this.#closed) return
    if (this.#route.phase === 'seeking' && this.#events.accepts(bytes)) this.#latch(sender)
    if (this.#route.phase !== 'latched' || !isFrom(sender, this.#route.address, this.#route.port)) return
    // Some far ends send RTCP to the RTP port without asking (RFC 5761).
    if (looksLikeRtcp(bytes)) this.#events.rtcp(bytes)
    else this.#events.rtp(bytes)
  }

  #takeRtcp(bytes: Uint8Array, sender: RemoteInfo): void {
    if (this.#closed || this.#route.phase === 'idle' || sender.address !== this.#route.address) return
    this.#events.rtcp(bytes)
  }

  #seek(address: string, port: number): void {
    if (this.#closed) return
    if (this.#connected) this.#sockets.rtp.disconnect()
    this.#connected = false
    this.#route = { phase: 'seeking', address, port }
  }

  /** A connected socket drops strangers in the kernel and sends cheaper (84 % of the cost). */
  #latch({ address, port }: RemoteInfo): void {
    this.#route = { phase: 'latched', address, port }
    this.#sockets.rtp.connect(port, address, () => {
      this.#connected = !this.#closed && this.#route.phase === 'latched'
    })
  }
}
