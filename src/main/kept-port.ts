import { createSocket } from 'node:dgram'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * The UDP port of the last start when it is still free, else any free one: trunks keep their address over
 * restarts.
 */
export async function keptPort(file: string): Promise<number> {
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  const port = (await boundPort(Number.isInteger(last) ? last : 0)) ?? (await boundPort(0)) ?? 0
  writeFileSync(file, String(port))
  return port
}

function boundPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.once('error', () => {
      socket.close()
      resolve(undefined)
    })
    socket.bind(port, '127.0.0.1', () => {
      const { port: bound } = socket.address()
      socket.close(() => resolve(bound))
    })
  })
}
