import type { Socket } from 'node:net'
import Fastify from 'fastify'
import { type RouteName, routes } from '../contract/index.ts'
import type { Guard } from './authenticate.ts'
import type { ApiDeps } from './deps.ts'
import {
  answerError,
  answerOtherMethods,
  guardAnswers,
  logAnswers,
  mapErrors,
  readJsonBodies,
} from './edges.ts'
import { KeyCache } from './key-cache.ts'
import { Problem } from './problem.ts'
import { problemResponse } from './problem-response.ts'
import { closeQuietConnections } from './quiet-connections.ts'
import { RateLimiter } from './rate-limit.ts'
import { allHandlers } from './routes/index.ts'
import { type Handle, type Setting, serveRoute } from './serve-route.ts'
import { signedLinks } from './signed-links.ts'

const BODY_BYTES_MAX = 1_048_576
/** A whole request has this long to arrive. */
const REQUEST_TIMEOUT_MS = 30_000

export interface Api {
  /** Resolves with the address that requests reach: `http://127.0.0.1:2222`. */
  listen(at: { readonly host: string; readonly port: number }): Promise<string>
  /** Ends live views, lets the requests under way finish, and stops. */
  close(): Promise<void>
}

/** The HTTP API: every route of the contract, served by the use cases in `deps`. */
export function createApi(deps: ApiDeps): Api {
  const closing = new AbortController()
  let address = ''
  const keys = new KeyCache(deps.workspaces, deps.clock)
  const guard: Guard = { ...deps, keys, limiter: new RateLimiter(deps.clock) }
  const setting: Setting = { guard, closing: closing.signal, publicUrl: () => deps.publicUrl ?? address }
  const app = Fastify({
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true },
    clientErrorHandler: answerNoise,
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply, deps),
  })
  readJsonBodies(app)
  guardAnswers(app)
  mapErrors(app, deps)
  logAnswers(app, deps.log)
  const handlers = allHandlers(deps, { links: signedLinks(deps.linkSecrets), keys })
  for (const name of Object.keys(routes) as RouteName[]) {
    serveRoute(app, routes[name], handlers[name] as Handle, setting)
  }
  answerOtherMethods(app, Object.values(routes))
  app.addHook('preClose', async () => closing.abort())
  closeQuietConnections(app)
  return {
    async listen(at) {
      address = await app.listen(at)
      return address
    },
    close: () => app.close(),
  }
}

/** Bytes on the port that are no HTTP request. */
function answerNoise(_error: Error, socket: Socket): void {
  if (!socket.writable) return
  const body = JSON.stringify(problemResponse(new Problem('BAD_REQUEST', 'This cannot be read as HTTP')).body)
  socket.end(
    'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: application/json\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
