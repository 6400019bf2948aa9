import type * as z from 'zod'
import type { Route, ValidationErrors } from '../contract/index.ts'
import { isStorable } from './json-body.ts'
import { invalid, type Problem } from './problem.ts'

/** A request as the world sends it. */
export interface RawRequest {
  readonly params: unknown
  readonly query: unknown
  readonly headers: unknown
  readonly body: unknown
}
export type ParsedRequest = RawRequest & { readonly type: 'parsed' }

/** All parts by their schemas at once, so that one answer names everything that is wrong. */
export function parseRequest(route: Route, raw: RawRequest): ParsedRequest | Problem {
  const errors: Record<string, string[]> = {}
  const part = (schema: z.ZodType | undefined, value: unknown, whole: string): unknown => {
    if (schema === undefined) return undefined
    const result = schema.safeParse(value, { error: sentenceOf })
    if (result.success) return result.data
    for (const issue of result.error.issues) {
      const field = issue.path.join('.') || whole
      errors[field] = [...(errors[field] ?? []), issue.message]
    }
    return undefined
  }
  const parsed: ParsedRequest = {
    type: 'parsed',
    params: part(route.params, raw.params, 'path'),
    query: part(route.query, raw.query, 'query'),
    headers: part(route.headers, raw.headers, 'headers'),
    body: part(route.body, raw.body ?? {}, 'body'),
  }
  Object.assign(errors, unstorable(raw.params), unstorable(raw.query))
  return Object.keys(errors).length === 0 ? parsed : invalid(errors)
}

/** Percent-encoding can smuggle into an address what JSON bodies are already cleared of. */
function unstorable(part: unknown): ValidationErrors {
  const entries = Object.entries(Object(part)).filter(
    ([name, value]) => !isStorable(name) || (typeof value === 'string' && !isStorable(value)),
  )
  return Object.fromEntries(entries.map(([name]) => [name, ['Contains characters that cannot be kept']]))
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
}

/** What is wrong in the words of this API; sentences written in a schema win over these. */
function sentenceOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'Required'
  if (Array.isArray(issue.input) && issue.code === 'invalid_type' && issue.expected === 'string') {
    return 'Must be given once, as text'
  }
  switch (issue.code) {
    case 'invalid_type':
      return `Must be ${KINDS[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `Must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`
    case 'too_big':
      return `Must be at most ${issue.maximum}${unitOf(issue.origin)}`
    case 'too_small':
      return `Must be at least ${issue.minimum}${unitOf(issue.origin)}`
    default:
      return undefined
  }
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters'
  return origin === 'array' ? ' items' : ''
}
