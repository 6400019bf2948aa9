import { createSocket, type Socket } from 'node:dgram'
import type { Ms, Random } from '../../src/base/index.ts'

/** What the network between does to packets. All chances from 0 to 1. */
export interface Weather {
  readonly loss?: number
  readonly duplicates?: number
  /** Every packet waits so long, and by chance up to `jitterMs` more: so packets overtake each other. */
  readonly delayMs?: Ms
  readonly jitterMs?: Ms
}
export type Direction = 'near-to-far' | 'far-to-near'

export interface UdpRelay {
  /** Where the near side sends to reach the far one. */
  readonly nearPort: number
  /** Where the far side sends to reach the near one. */
  readonly farPort: number
  /** Changes the weather from the next packet on. */
  weather(weather: Weather): void
  /** Sees each packet as it reaches its receiver's wire. */
  observe(observer: (direction: Direction, bytes: Uint8Array, atMs: Ms) => void): void
  close(): Promise<void>
}

/** A network of our own between two UDP ports, with seeded weather: the same seed, the same losses. */
export async function openUdpRelay(options: {
  readonly near: number
  readonly far: number
  readonly random: Random
  readonly now: () => Ms
  readonly host?: string
}): Promise<UdpRelay> {
  const { random, now, host = '127.0.0.1' } = options
  const [nearSocket, farSocket] = [await bind(host), await bind(host)]
  const timers = new Set<NodeJS.Timeout>()
  let weather: Weather = {}
  let observer: (direction: Direction, bytes: Uint8Array, atMs: Ms) => void = () => undefined

  const forward = (direction: Direction, out: Socket, port: number) => (bytes: Uint8Array) => {
    if (random.next() < (weather.loss ?? 0)) return
    const copies = random.next() < (weather.duplicates ?? 0) ? 2 : 1
    for (let copy = 0; copy < copies; copy++) {
      const delayMs = (weather.delayMs ?? 0) + random.next() * (weather.jitterMs ?? 0)
      const deliver = () => {
        observer(direction, bytes, now())
        out.send(bytes, port, host)
      }
      if (delayMs === 0) deliver()
      else later(timers, delayMs, deliver)
    }
  }
  nearSocket.on('message', forward('near-to-far', farSocket, options.far))
  farSocket.on('message', forward('far-to-near', nearSocket, options.near))
  return {
    nearPort: nearSocket.address().port,
    farPort: farSocket.address().port,
    weather(next) {
      weather = next
    },
    observe(next) {
      observer = next
    },
    async close() {
      for (const timer of timers) clearTimeout(timer)
      await Promise.all(
        [nearSocket, farSocket].map((socket) => new Promise<void>((done) => socket.close(done))),
      )
    },
  }
}

function later(timers: Set<NodeJS.Timeout>, delayMs: Ms, run: () => void): void {
  const timer = setTimeout(() => {
    timers.delete(timer)
    run()
  }, delayMs)
  timers.add(timer)
}

function bind(host: string): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.on('error', () => undefined)
    socket.bind(0, host, () => resolve(socket))
  })
}
