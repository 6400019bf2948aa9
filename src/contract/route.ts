import type * as z from 'zod'
import type { ProblemCode } from './problem.ts'

/**
 * Who may use a route. `workspace`: an API key, or the operator naming a workspace by `x-workspace-id`.
 * `operator`: the operator alone. `operator-in-workspace`: the operator, naming a workspace. `link`: whoever
 * holds the signed link.
 */
export type Access = 'open' | 'link' | 'workspace' | 'operator' | 'operator-in-workspace'
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A JSON answer: the object of `schema`, served with `success: true` before it. */
export interface JsonReply {
  readonly kind: 'json'
  readonly status: 200 | 201
  readonly schema: z.ZodObject
  readonly example: Readonly<Record<string, unknown>>
}
/** Anything else: audio, text, a page, a stream of events. */
export interface RawReply {
  readonly kind: 'raw'
  readonly status: 200
  readonly contentType: string
  readonly description: string
}

/** One thing the API can do, as data: the server, OpenAPI and clients are derived from it. */
export interface Route {
  readonly method: Method
  /** With parameters in braces, as OpenAPI writes them. */
  readonly path: `/api/${string}`
  readonly tag: string
  readonly access: Access
  readonly summary: string
  readonly description?: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly headers?: z.ZodObject
  readonly body?: z.ZodType
  readonly bodyExample?: unknown
  readonly reply: JsonReply | RawReply
  /** Besides those that every route of its access can meet. */
  readonly problems: readonly ProblemCode[]
}

/** Keeps the exact types of a route's schemas. */
export const route = <const R extends Route>(description: R): R => description

/** Problems a route can answer with, its own and those of its access and body. */
export function problemsOf(of: Route): readonly ProblemCode[] {
  const ofAccess: readonly ProblemCode[] =
    of.access === 'open' || of.access === 'link' ? [] : ['UNAUTHORIZED', 'FORBIDDEN', 'RATE_LIMIT_EXCEEDED']
  const parsed = of.params ?? of.query ?? of.headers ?? of.body
  const ofBody: readonly ProblemCode[] =
    of.body === undefined ? [] : ['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE']
  return [
    ...new Set<ProblemCode>([
      ...of.problems,
      ...ofAccess,
      ...(parsed === undefined ? [] : (['VALIDATION_ERROR'] as const)),
      ...ofBody,
      'INTERNAL_ERROR',
    ]),
  ]
}
