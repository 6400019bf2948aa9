import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { isIP, isIPv6 } from 'node:net'
import type { PortRange } from './thread-messages.ts'

const BIND_ATTEMPTS_MAX = 2_000

export interface SocketPair {
  readonly rtp: Socket
  readonly rtcp: Socket
  readonly port: number
}

/**
 * Binds an even port for RTP and the odd one above it for RTCP (RFC 3550 §11), within a range if there is
 * one.
 */
export class PortAllocator {
  readonly #range: PortRange | undefined
  /** Where the next search begins, so that a port rests before it is used again. */
  #offset = 0

  constructor(range: PortRange | undefined) {
    this.#range = range
  }

  async bindPair(localHost: string): Promise<SocketPair> {
    for (let attempt = 0; attempt < BIND_ATTEMPTS_MAX; attempt++) {
      const port = this.#range === undefined ? await anyEvenPort(localHost) : this.#next(this.#range)
      const rtp = await bind(localHost, port)
      const rtcp = rtp && (await bind(localHost, port + 1))
      if (rtp !== undefined && rtcp !== undefined) return { rtp, rtcp, port }
      rtp?.close()
    }
    throw new Error(`no free pair of RTP ports on ${localHost}`)
  }

  #next({ first, last }: PortRange): number {
    const even = first + (first % 2)
    const pairs = Math.max(1, Math.floor((last - even + 1) / 2))
    return even + 2 * (this.#offset++ % pairs)
  }
}

async function anyEvenPort(localHost: string): Promise<number> {
  const probe = await bind(localHost, 0)
  if (probe === undefined) throw new Error(`cannot bind on ${localHost}`)
  const { port } = probe.address()
  probe.close()
  return port - (port % 2)
}

function bind(localHost: string, port: number): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = createSocket({ type: isIPv6(localHost) ? 'udp6' : 'udp4', lookup: lookupNothing })
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close()
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    socket.bind({ address: localHost, port, exclusive: true }, () => {
      socket.removeAllListeners('error')
      // An ICMP "port unreachable" arrives as an error of the socket (RFC 1122 §4.1.3.3): the far end is
      // not there yet.
      socket.on('error', () => undefined)
      resolve(socket)
    })
  })
}

/** Addresses are looked up before they come here, so a packet waits for no resolver. */
function lookupNothing(
  host: string,
  _options: unknown,
  done: (error: Error | null, address: string, family: number) => void,
): void {
  done(null, host, isIPv6(host) ? 6 : 4)
}

/** The address behind what the SDP calls the host. */
export async function addressOf(host: string): Promise<string> {
  return isIP(host) === 0 ? (await lookup(host)).address : host
}

export function isFrom(sender: RemoteInfo, address: string, port: number): boolean {
  return sender.port === port && sender.address === address
}
