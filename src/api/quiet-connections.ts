import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/**
 * Closes, when the server does, every connection on which no request is under way. Node's own
 * `closeIdleConnections` leaves those open that have not sent a first request yet: browsers and clients open
 * such in advance, and each would hold up the end for a minute.
 */
export function closeQuietConnections(app: FastifyInstance): void {
  const connections = new Set<Socket>()
  const busy = new Set<Socket>()
  app.server.on('connection', (socket) => {
    connections.add(socket)
    socket.once('close', () => {
      connections.delete(socket)
      busy.delete(socket)
    })
  })
  app.server.on('request', (request, response) => {
    busy.add(request.socket)
    response.once('close', () => busy.delete(request.socket))
  })
  app.addHook('preClose', async () => {
    for (const socket of connections) if (!busy.has(socket)) socket.destroy()
  })
}
