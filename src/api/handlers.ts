import type { FastifyReply, FastifyRequest } from 'fastify'
import type * as z from 'zod'
import type { WorkspaceId } from '../base/index.ts'
import type { RouteName, Routes } from '../contract/index.ts'
import type { Problem } from './problem.ts'

type Part<R, Name extends string> =
  R extends Readonly<Record<Name, infer S extends z.ZodType>> ? z.output<S> : undefined

/** A request of route `R`, let through and parsed. */
export interface Accepted<R extends { readonly access: string }> {
  readonly workspace: R['access'] extends 'workspace' | 'operator-in-workspace' ? WorkspaceId : undefined
  readonly params: Part<R, 'params'>
  readonly query: Part<R, 'query'>
  readonly headers: Part<R, 'headers'>
  readonly body: Part<R, 'body'>
  readonly exchange: Exchange
}
/** The HTTP exchange itself, for answers that are more than JSON. */
export interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** Where links of this server begin. */
  readonly publicUrl: string
  /** Aborted when the server closes. */
  readonly closing: AbortSignal
}

type Answer<R> = R extends {
  readonly reply: { readonly kind: 'json'; readonly schema: infer S extends z.ZodType }
}
  ? z.input<S> | Problem
  : Problem | undefined

export type Handler<R extends { readonly access: string }> = (request: Accepted<R>) => Promise<Answer<R>>
/** One handler for each route of the contract: a missing one does not compile. */
export type Handlers = { readonly [Name in RouteName]: Handler<Routes[Name]> }
