import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { WorkspaceId } from '../base/index.ts'
import type { Route } from '../contract/index.ts'
import { type Admitted, authenticate, type Guard } from './authenticate.ts'
import type { Exchange } from './handlers.ts'
import { parseJsonBody } from './json-body.ts'
import { type ParsedRequest, parseRequest } from './parse-request.ts'
import { Problem } from './problem.ts'
import { sendProblem } from './send-problem.ts'

export interface Setting {
  readonly guard: Guard
  readonly closing: AbortSignal
  readonly publicUrl: () => string
}
/** A handler as the server sees it, its route's types forgotten: `parseRequest` has just made them true. */
export type Handle = (
  request: ParsedRequest & { readonly workspace: WorkspaceId | undefined; readonly exchange: Exchange },
) => Promise<Readonly<Record<string, unknown>> | Problem | undefined>

/** Who is let in is decided before a body is read; what was asked is parsed before a handler sees it. */
export function serveRoute(app: FastifyInstance, route: Route, handle: Handle, setting: Setting): void {
  const admitted = new WeakMap<FastifyRequest, Admitted>()
  app.route({
    method: route.method === 'GET' ? ['GET', 'HEAD'] : route.method,
    url: fastifyPath(route.path),
    onRequest: async (request, reply) => {
      const admission = await authenticate(setting.guard, route.access, visitorOf(request))
      if (admission instanceof Problem) return sendProblem(reply, admission)
      void reply.headers(admission.headers)
      admitted.set(request, admission)
    },
    handler: async (request, reply) => {
      const parsed = parsedOf(route, request)
      if (parsed instanceof Problem) return sendProblem(reply, parsed)
      const exchange = { request, reply, publicUrl: setting.publicUrl(), closing: setting.closing }
      const workspace = admitted.get(request)?.workspace
      return answer(route, reply, await handle({ ...parsed, workspace, exchange }))
    },
  })
}

/** `/api/keys/{key_id}` as Fastify writes it: `/api/keys/:key_id`. */
export const fastifyPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

const visitorOf = ({ headers }: FastifyRequest) => {
  const workspace = headers['x-workspace-id']
  return {
    authorization: headers.authorization,
    workspaceHeader: Array.isArray(workspace) ? workspace.join() : workspace,
  }
}

function parsedOf(route: Route, request: FastifyRequest): ParsedRequest | Problem {
  const { params, query, headers } = request
  const body = parseJsonBody(typeof request.body === 'string' ? request.body : '')
  return body instanceof Problem ? body : parseRequest(route, { params, query, headers, body: body.value })
}

function answer(
  { reply: promised }: Route,
  reply: FastifyReply,
  outcome: Readonly<Record<string, unknown>> | Problem | undefined,
): FastifyReply {
  if (outcome instanceof Problem) return sendProblem(reply, outcome)
  if (outcome === undefined) return reply
  return reply
    .code(promised.status)
    .type('application/json; charset=utf-8')
    .send({ success: true, ...outcome })
}
