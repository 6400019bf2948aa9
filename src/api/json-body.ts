import { invalid, type Problem } from './problem.ts'

const DEPTH_MAX = 32

export type ParsedBody = { readonly type: 'body'; readonly value: unknown } | Problem

/** A body as JSON. An empty one is no body; what no store could keep is refused here, once for all. */
export function parseJsonBody(text: string): ParsedBody {
  if (text.trim() === '') return { type: 'body', value: undefined }
  const value = parsed(text)
  if (value === undefined) return invalid({ body: ['Is not valid JSON'] })
  const fault = faultIn(value, [])
  return fault === undefined
    ? { type: 'body', value }
    : invalid({ [fault.path.join('.') || 'body']: [fault.sentence] })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Fault {
  readonly path: readonly (string | number)[]
  readonly sentence: string
}

/** The first value too deep, or text that PostgreSQL cannot keep: U+0000, halves of surrogate pairs. */
function faultIn(value: unknown, path: readonly (string | number)[]): Fault | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : { path, sentence: UNSTORABLE }
  if (typeof value !== 'object' || value === null) return undefined
  if (path.length >= DEPTH_MAX) return { path: path.slice(0, 1), sentence: `Nests deeper than ${DEPTH_MAX}` }
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorable(key)) return { path, sentence: UNSTORABLE }
    const fault = faultIn(inner, [...path, key])
    if (fault !== undefined) return fault
  }
  return undefined
}

const UNSTORABLE = 'Contains characters that cannot be kept (U+0000 or half of a surrogate pair)'
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()
