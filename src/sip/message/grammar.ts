/**
 * Pieces of the grammar of RFC 3261 §25 that many header fields share.
 *
 * All text here is one character a byte (latin1), so that what was parsed prints byte for byte.
 */

/** `token` of §25.1: what a method, a parameter name or a header name may hold. */
export const TOKEN = "[A-Za-z0-9\\-.!%*_+`'~]+"
/** `quoted-string` with its quotes; no control characters, escapes by backslash. */
export const QUOTED = '"(?:[^"\\\\\\x00-\\x08\\x0a-\\x1f\\x7f]|\\\\[\\x00-\\x09\\x0b\\x0c\\x0e-\\x7f])*"'
/** A host name, an IPv4 address or a bracketed IPv6 reference; with `_`, which people do use. */
export const HOST = '\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_.])?'

/** `name=value` or a bare `name`; names are lower case, values as they were written, quotes and all. */
export interface Parameter {
  readonly name: string
  readonly value: string | undefined
}

const PARAMETER = new RegExp(`\\s*;\\s*(${TOKEN})(?:\\s*=\\s*(${QUOTED}|[^\\s;,"<>@?=]+))?\\s*`, 'y')
const PARAMETERS_MAX = 64

/** `;a=1;b` to the end of `text`; undefined when anything else is found there. */
export function parseParameters(text: string, from = 0): readonly Parameter[] | undefined {
  const parameters: Parameter[] = []
  let at = from
  while (at < text.length) {
    PARAMETER.lastIndex = at
    const match = PARAMETER.exec(text)
    if (match === null) return text.slice(at).trim() === '' ? parameters : undefined
    if (parameters.length === PARAMETERS_MAX) return undefined
    parameters.push({ name: (match[1] ?? '').toLowerCase(), value: match[2] })
    at = PARAMETER.lastIndex
  }
  return parameters
}

export function printParameters(parameters: readonly Parameter[]): string {
  let text = ''
  for (const { name, value } of parameters) text += value === undefined ? `;${name}` : `;${name}=${value}`
  return text
}

/** The value of a parameter; an empty string when it stands there without one. */
export function parameterOf(parameters: readonly Parameter[], name: string): string | undefined {
  const found = parameters.find((parameter) => parameter.name === name)
  return found === undefined ? undefined : (found.value ?? '')
}

/** `parameters` with `name` set, in place when it was there. */
export function withParameter(
  parameters: readonly Parameter[],
  name: string,
  value: string | undefined,
): readonly Parameter[] {
  const rest = parameters.filter((parameter) => parameter.name !== name)
  if (rest.length === parameters.length) return [...parameters, { name, value }]
  return parameters.map((parameter) => (parameter.name === name ? { name, value } : parameter))
}

const LIST_PIECE = new RegExp(`(?:${QUOTED}|<[^>]*>|[^",<])+`, 'y')

/** The values of a comma-separated list; commas in quotes and angle brackets do not count (§7.3.1). */
export function splitList(text: string): readonly string[] | undefined {
  if (!text.includes(',')) return text.trim() === '' ? undefined : [text.trim()]
  const items: string[] = []
  let at = 0
  for (;;) {
    LIST_PIECE.lastIndex = at
    const item = LIST_PIECE.exec(text)?.[0]
    if (item === undefined || item.trim() === '') return undefined
    items.push(item.trim())
    at = LIST_PIECE.lastIndex
    if (at === text.length) return items
    if (text[at] !== ',') return undefined
    at += 1
  }
}

/** The content of a quoted string without quotes and escapes; other text as it is. */
export function unquote(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/gs, '$1') : text
}

export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
