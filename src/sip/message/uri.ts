import { HOST, type Parameter, parseParameters, printParameters } from './grammar.ts'

/** A SIP or SIPS URI (RFC 3261 §19.1). */
export interface SipUri {
  readonly kind: 'sip'
  readonly scheme: 'sip' | 'sips'
  /** `user` or `user:password`, escapes as they were written. */
  readonly user: string | undefined
  readonly host: string
  readonly port: number | undefined
  readonly parameters: readonly Parameter[]
  /** What follows `?`, escapes as they were written. */
  readonly headers: string | undefined
}

/** A URI of another scheme: valid in many places, understood in none. */
export interface OtherUri {
  readonly kind: 'other'
  readonly scheme: string
  readonly rest: string
}
export type Uri = SipUri | OtherUri

const USER = "[A-Za-z0-9\\-_.!~*'()&=+$,;?/:%]+"
const SIP_URI = new RegExp(
  `^(sips?):(?:(${USER})@)?(${HOST})(?::(\\d{1,5}))?((?:;[^;?]*)*)(?:\\?([^\\s<>"]*))?$`,
  'i',
)
const OTHER_URI = /^([A-Za-z][A-Za-z0-9+.-]*):([^\s<>"]+)$/
const PORT_MAX = 65_535

export function parseUri(text: string): Uri | undefined {
  const match = SIP_URI.exec(text)
  if (match === null) return parseOther(text)
  const port = match[4] === undefined ? undefined : Number(match[4])
  const parameters = match[5] === '' ? [] : parseParameters(match[5] ?? '')
  const spaced = /\s/.test(match[5] ?? '')
  if (parameters === undefined || spaced || (port ?? 1) > PORT_MAX || port === 0) return undefined
  return {
    kind: 'sip',
    scheme: match[1]?.toLowerCase() === 'sips' ? 'sips' : 'sip',
    user: match[2],
    host: match[3] ?? '',
    port,
    parameters,
    headers: match[6],
  }
}

function parseOther(text: string): OtherUri | undefined {
  const match = OTHER_URI.exec(text)
  const scheme = (match?.[1] ?? 'sip').toLowerCase()
  if (match === null || scheme === 'sip' || scheme === 'sips') return undefined
  return { kind: 'other', scheme: match[1] ?? '', rest: match[2] ?? '' }
}

export function printUri(uri: Uri): string {
  if (uri.kind === 'other') return `${uri.scheme}:${uri.rest}`
  const user = uri.user === undefined ? '' : `${uri.user}@`
  const port = uri.port === undefined ? '' : `:${uri.port}`
  const headers = uri.headers === undefined ? '' : `?${uri.headers}`
  return `${uri.scheme}:${user}${uri.host}${port}${printParameters(uri.parameters)}${headers}`
}

export function sipUri(user: string | undefined, host: string, port?: number): SipUri {
  const escaped = user === undefined ? undefined : escapeUser(user)
  return { kind: 'sip', scheme: 'sip', user: escaped, host, port, parameters: [], headers: undefined }
}

/** The user part without password and escapes; bad escapes stay as they are. */
export function userOf(uri: Uri): string {
  const user = uri.kind === 'sip' ? (uri.user ?? '').replace(/:.*$/s, '') : ''
  return user.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function escapeUser(user: string): string {
  return user.replace(/[^A-Za-z0-9\-_.!~*'()&=+$,;?/]/g, (character) => {
    const bytes = [...new TextEncoder().encode(character)]
    return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
  })
}
