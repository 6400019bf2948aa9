import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { IdSource, Log } from '../base/index.ts'
import type { Route } from '../contract/index.ts'
import { invalid, Problem } from './problem.ts'
import { sendProblem } from './send-problem.ts'
import { fastifyPath } from './serve-route.ts'

export interface FaultDeps {
  readonly ids: IdSource
  readonly log: Log
}

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Bodies arrive as text and are parsed by their route, so that a bad one does not cost the connection. */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body)
  })
}

/** Headers that every answer carries. */
export function guardAnswers(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
  })
}

/** A line for every answer; addresses stay out of it, as they may hold telephone numbers. */
export function logAnswers(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', async (request, reply) => {
    log.debug('Answered a request', {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      tookMs: Math.round(reply.elapsedTime),
    })
  })
}

/** What the framework refuses, and what we did wrong, in the form of this API. */
export function mapErrors(app: FastifyInstance, deps: FaultDeps): void {
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, deps))
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, new Problem('NOT_FOUND', 'Nothing lives at this address: see /api/docs')),
  )
}

export function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
  deps: FaultDeps,
): FastifyReply {
  const problem = refusalOf(error)
  if (problem === undefined) return sendFault(error, request, reply, deps)
  // The rest of a body too large is read and dropped: closing at once would lose the answer on the way.
  void reply.removeHeader('connection')
  return sendProblem(reply, problem)
}

/** An id in the answer finds the error in the log; the error itself does not leave this server. */
function sendFault(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { ids, log }: FaultDeps,
): FastifyReply {
  const reference = ids.next('fault')
  log.error('A request failed', { reference, method: request.method, route: request.routeOptions.url, error })
  return sendProblem(
    reply,
    new Problem('INTERNAL_ERROR', 'Something went wrong here, not with you'),
    reference,
  )
}

function refusalOf({ code }: FastifyError): Problem | undefined {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem('PAYLOAD_TOO_LARGE', 'The body is larger than one megabyte')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem('UNSUPPORTED_MEDIA_TYPE', 'Send the body as Content-Type: application/json')
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return invalid({ body: ['Is not as long as Content-Length says'] })
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new Problem('NOT_FOUND', 'Nothing lives at this address: see /api/docs')
    default:
      return undefined
  }
}

/** A known address asked in another way: 405 and what it does understand; OPTIONS is told the same. */
export function answerOtherMethods(app: FastifyInstance, routes: readonly Route[]): void {
  for (const [path, those] of Map.groupBy(routes, (route) => route.path)) {
    const own = those.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    const allow = [...own, 'OPTIONS'].join(', ')
    app.route({
      method: METHODS.filter((method) => !own.includes(method)),
      url: fastifyPath(path),
      onRequest: async (request, reply) => {
        if (request.method === 'OPTIONS') return reply.code(204).header('allow', allow).send()
        const message = `${request.method} is not understood here: use ${own.join(', ')}`
        return sendProblem(reply, new Problem('METHOD_NOT_ALLOWED', message, { headers: { allow } }))
      },
      handler: () => undefined,
    })
  }
}
