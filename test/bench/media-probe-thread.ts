import { createSocket } from 'node:dgram'
import { performance } from 'node:perf_hooks'
import { parentPort, workerData } from 'node:worker_threads'
import { emptyPacket, parsePacket } from '../../src/rtp/index.ts'
import { favourThisThread } from '../../src/telephony/providers/rtp/thread-priority.ts'

/**
 * Stands at the far end of some streams and notes how late each packet is against the earliest of its
 * stream.
 */
const { sockets: count } = workerData as { readonly sockets: number }
const SAMPLES_PER_MS = 8
const packet = emptyPacket()
// What comes late by the probe's own fault should not be counted.
favourThisThread()

const transits: number[][] = []
const ports = await Promise.all(
  Array.from({ length: count }, (_, index) => {
    const socket = createSocket('udp4')
    const mine: number[] = []
    transits[index] = mine
    socket.on('message', (bytes) => {
      if (parsePacket(bytes, packet)) mine.push(performance.now() - packet.timestamp / SAMPLES_PER_MS)
    })
    return new Promise<number>((resolve) => socket.bind(0, '127.0.0.1', () => resolve(socket.address().port)))
  }),
)
parentPort?.postMessage(ports)
parentPort?.on('message', (order: 'begin' | 'report') => {
  if (order === 'report') {
    parentPort?.postMessage(transits.flatMap((mine) => mine.map((transit) => transit - Math.min(...mine))))
  }
  for (const mine of transits) mine.length = 0
})
