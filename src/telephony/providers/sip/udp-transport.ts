import { createSocket, type Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { isIP, isIPv6 } from 'node:net'
import type { Clock, Ms } from '../../../base/index.ts'

export interface Endpoint {
  readonly host: string
  readonly port: number
}

/** "127.0.0.1:5060", with brackets round IPv6. */
export const printEndpoint = ({ host, port }: Endpoint): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`

const CRLF_KEEP_ALIVE = Buffer.from('\r\n\r\n')
const KNOWN_ADDRESSES_MAX = 256
/** Calls come in bursts: the kernel keeps them while a garbage collection runs. */
const RECEIVE_BUFFER_BYTES = 1 << 20

/** One UDP socket for all SIP of a worker. */
export class UdpTransport {
  readonly #socket: Socket
  readonly #clock: Clock
  readonly #localHost: string
  /** As bound. */
  readonly local: Endpoint
  readonly #addressToward = new Map<string, string>()
  readonly #heardAtMs = new Map<string, Ms>()

  private constructor(socket: Socket, clock: Clock, localHost: string) {
    this.#socket = socket
    this.#clock = clock
    this.#localHost = localHost
    const { address, port } = socket.address()
    this.local = { host: address, port }
  }

  /** Rejects with the system's error when the port is taken. Port 0 takes any. */
  static async bind(clock: Clock, local: Endpoint): Promise<UdpTransport> {
    const socket = newSocket(local.host)
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.bind({ address: local.host, port: local.port, exclusive: true }, () => {
        socket.off('error', reject)
        resolve()
      })
    }).catch((error: unknown) => {
      socket.close()
      throw error
    })
    socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES)
    return new UdpTransport(socket, clock, local.host)
  }

  receive(onDatagram: (bytes: Uint8Array, from: Endpoint) => void, onError: (error: Error) => void): void {
    this.#socket.on('message', (bytes, { address, port }) => {
      this.#noteHeard(`${address} ${port}`)
      onDatagram(bytes, { host: address, port })
    })
    this.#socket.on('error', onError)
  }

  send(bytes: Uint8Array, to: Endpoint, onError: (error: Error) => void): void {
    try {
      this.#socket.send(bytes, to.port, to.host, (error) => {
        if (error !== null) onError(error)
      })
    } catch (error) {
      // A port or address that cannot be is refused at once; say so later, like every other failure.
      queueMicrotask(() => onError(error instanceof Error ? error : new Error(String(error))))
    }
  }

  /** Keeps a NAT's mapping open (RFC 5626 §4.4.1); nobody answers it over UDP. */
  keepAlive(to: Endpoint): void {
    this.send(CRLF_KEEP_ALIVE, to, () => undefined)
  }

  /** The address of a host name of our family; rejects with the resolver's error. */
  async resolve(host: string): Promise<string> {
    const bare = host.replace(/^\[|\]$/g, '')
    if (isIP(bare) !== 0) return bare
    return (await lookup(bare, { family: isIPv6(this.#localHost) ? 6 : 4 })).address
  }

  /** The address our packets to `peer` carry: the bound one, or what the routing table says. */
  async addressToward(peer: Endpoint): Promise<string> {
    if (!isUnspecified(this.#localHost)) return this.#localHost
    const known = this.#addressToward.get(peer.host)
    if (known !== undefined) return known
    const socket = newSocket(this.#localHost)
    try {
      await connected(socket, peer)
      const { address } = socket.address()
      if (this.#addressToward.size >= KNOWN_ADDRESSES_MAX) this.#addressToward.clear()
      this.#addressToward.set(peer.host, address)
      return address
    } finally {
      socket.close()
    }
  }

  /**
   * The system's word for it when nothing can be reached at `peer`: no route, or nobody listens (ICMP) within
   * `waitMs`. Only a connected socket is told, so a short-lived one knocks with an empty line. Not asked when
   * `peer` was heard of late.
   */
  async refusal(peer: Endpoint, waitMs: Ms, heardWithinMs: Ms): Promise<string | undefined> {
    const heardAtMs = this.#heardAtMs.get(`${peer.host} ${peer.port}`)
    if (heardAtMs !== undefined && this.#clock.monotonic() - heardAtMs < heardWithinMs) {
      return undefined
    }
    const socket = newSocket(this.#localHost)
    try {
      await connected(socket, peer)
      return await new Promise<string | undefined>((resolve) => {
        const callOff = this.#clock.after(waitMs, () => resolve(undefined))
        socket.once('error', (error) => {
          callOff()
          resolve(codeOf(error))
        })
        socket.send(CRLF_KEEP_ALIVE)
      })
    } catch (error) {
      return codeOf(error)
    } finally {
      socket.close()
    }
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.close(() => resolve())
    })
  }

  #noteHeard(peer: string): void {
    if (this.#heardAtMs.size >= KNOWN_ADDRESSES_MAX && !this.#heardAtMs.has(peer)) this.#heardAtMs.clear()
    this.#heardAtMs.set(peer, this.#clock.monotonic())
  }
}

function newSocket(localHost: string): Socket {
  return createSocket(isIPv6(localHost) ? 'udp6' : 'udp4')
}

function connected(socket: Socket, peer: Endpoint): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.connect(peer.port, peer.host, () => {
      socket.off('error', reject)
      resolve()
    })
  })
}

/** "ECONNREFUSED", "ENOTFOUND", … */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

const isUnspecified = (host: string) => host === '0.0.0.0' || host === '::'
