import type * as z from 'zod'
import { type Route, type RouteName, type Routes, routes } from '../../contract/index.ts'
import { type Connection, credentialsFor } from './connection.ts'
import { nextStep, parseProblem } from './server-problem.ts'
import { type CliWorld, CommandFailed } from './world.ts'

/** The parts of a request. Values are as people typed them: the server says what is wrong with them. */
export interface Asked {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: TextByName
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
}
type TextByName = Readonly<Record<string, string | undefined>>
type JsonRouteName = {
  [Name in RouteName]: Routes[Name]['reply']['kind'] extends 'json' ? Name : never
}[RouteName]
export type ReplyOf<Name extends RouteName> = Routes[Name]['reply'] extends {
  readonly schema: infer S extends z.ZodType
}
  ? z.output<S>
  : never

/** The API as functions: addresses, credentials and types come from the contract. */
export interface ApiClient {
  readonly connection: Connection
  /** The answer; a refusal is a `CommandFailed` that says what to do next. */
  ask<Name extends JsonRouteName>(name: Name, asked?: Asked): Promise<ReplyOf<Name>>
  /** Any answer as it comes, when it is not a refusal. */
  open(name: RouteName, asked?: Asked): Promise<Response>
  /** What a signed link opens. */
  fetchLink(link: string): Promise<Response>
}

export function apiClient(world: Pick<CliWorld, 'fetch' | 'signal'>, connection: Connection): ApiClient {
  const open: ApiClient['open'] = async (name, asked) => {
    const route: Route = routes[name]
    const { body, headers, params, query } = { ...asked }
    return accepted(
      await sent(world, connection, `${connection.url}${addressOf(route, { ...params }, { ...query })}`, {
        method: route.method,
        headers: {
          ...credentialsFor(route.access, connection),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  }
  return {
    connection,
    open,
    async ask<Name extends JsonRouteName>(name: Name, asked?: Asked) {
      const response = await open(name, asked)
      return (await response.json()) as ReplyOf<Name>
    },
    fetchLink: async (link) => accepted(await sent(world, connection, link, {}), LINK_NEXT),
  }
}

function addressOf(route: Route, params: TextByName, query: TextByName): string {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  )
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(Object.fromEntries(given))}`
}

async function sent(
  { fetch, signal }: Pick<CliWorld, 'fetch' | 'signal'>,
  { url }: Connection,
  address: string,
  init: RequestInit,
): Promise<Response> {
  try {
    return await fetch(address, { ...init, signal })
  } catch (error) {
    if (signal.aborted) throw error
    throw new CommandFailed(
      `No answer from ${url}.`,
      'Is the server running? Start it with `npm start`, or set TWENTY2_URL to where it runs.',
      3,
    )
  }
}

const LINK_NEXT = 'Links are those of `./twenty2 call show <call_id>`; what they open is kept for a month.'

async function accepted(response: Response, next?: string): Promise<Response> {
  if (response.ok) return response
  const problem = parseProblem(await response.text(), response.status)
  throw new CommandFailed(problem.lines.join('\n'), next ?? nextStep(problem))
}
