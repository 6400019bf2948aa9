import { splitList, TOKEN } from './grammar.ts'
import { ADDRESS_LISTS, SINGLE, usualName } from './header-names.ts'
import { type CSeq, type Header, NO_BODY, type SipMessage } from './message.ts'
import { parseNameAddress } from './name-address.ts'
import { parseUri, type Uri } from './uri.ts'
import { parseVia, type Via } from './via.ts'

/**
 * What a datagram was. A malformed request is answered with `status` when there is enough to answer
 * (`answerTo`: its Via, From, To, Call-ID and CSeq as they came); a malformed response is dropped.
 */
export type Parsed =
  | { readonly type: 'message'; readonly message: SipMessage }
  /** Only line ends: a keep-alive (RFC 5626 §3.5.1). */
  | { readonly type: 'keep-alive' }
  | {
      readonly type: 'malformed'
      readonly what: 'request' | 'response' | 'garbage'
      readonly status: 400 | 505
      readonly why: string
      readonly answerTo: readonly Header[]
    }

const HEADERS_MAX = 256
const HEADER_LINE = new RegExp(`^(${TOKEN})[ \\t]*:\\s*(.*)$`, 's')
const REQUEST_LINE = new RegExp(`^(${TOKEN}) (\\S+) (SIP/\\d{1,9}\\.\\d{1,9})$`, 'i')
const STATUS_LINE = /^SIP\/2\.0 (\d{3})(?: (.*))?$/i
const CSEQ = new RegExp(`^(\\d{1,32})\\s+(${TOKEN})$`)
const CSEQ_LIMIT = 2 ** 31

/** One datagram, one message (RFC 3261 §18.3): what follows the body's length is ignored. Never throws. */
export function parseMessage(datagram: Uint8Array): Parsed {
  const bytes = Buffer.from(datagram.buffer, datagram.byteOffset, datagram.byteLength)
  const start = skipLineEnds(bytes)
  if (start === bytes.length) return { type: 'keep-alive' }
  const end = bytes.indexOf('\r\n\r\n', start, 'latin1')
  const head = bytes.toString('latin1', start, end === -1 ? bytes.length : end)
  const [startLine, ...lines] = unfold(head)
  const headers = parseHeaders(lines)
  const draft = parseDraft(startLine ?? '', headers)
  const body = end === -1 ? NO_BODY : bytes.subarray(end + 4)
  const result = typeof draft === 'string' ? draft : frame(draft, headers, body)
  if (typeof result !== 'string') return { type: 'message', message: result }
  return malformed(result, startLine ?? '', headers)
}

function skipLineEnds(bytes: Uint8Array): number {
  let at = 0
  while (bytes[at] === 13 || bytes[at] === 10) at += 1
  return at
}

/** Lines of the head; a line that begins with white space goes on with the one before (§7.3.1). */
function unfold(head: string): readonly string[] {
  const text = head.endsWith('\r\n') ? head.slice(0, -2) : head
  const folded = text.includes('\r\n ') || text.includes('\r\n\t')
  return (folded ? text.replace(/[ \t]*\r\n[ \t]+/g, ' ') : text).split('\r\n')
}

interface RawHeader extends Header {
  readonly bad: boolean
}

function parseHeaders(lines: readonly string[]): readonly RawHeader[] {
  return lines.slice(0, HEADERS_MAX + 1).map((line) => {
    const match = HEADER_LINE.exec(line)
    const value = (match?.[2] ?? line).trim()
    return { name: usualName(match?.[1] ?? ''), value, bad: match === null || /[\r\n]/.test(value) }
  })
}

type Line =
  | { readonly kind: 'request'; readonly method: string; readonly uri: Uri }
  | { readonly kind: 'response'; readonly status: number; readonly reason: string }

/** The message without its body, or what is wrong with it. */
function parseDraft(startLine: string, headers: readonly RawHeader[]): SipMessage | string {
  const line = parseStartLine(startLine)
  if (typeof line === 'string') return line
  const flaw = flawIn(headers)
  if (flaw !== undefined) return flaw
  const one = (name: string) => headers.find((header) => header.name === name)?.value ?? ''
  const from = parseNameAddress(one('From'))
  const to = parseNameAddress(one('To'))
  const callId = one('Call-ID')
  const cseq = parseCSeq(one('CSeq'))
  const vias = parseVias(headers)
  const rest = otherHeaders(headers)
  if (vias === undefined) return 'bad Via'
  if (from === undefined) return 'bad From'
  if (to === undefined) return 'bad To'
  if (callId === '' || /\s/.test(callId)) return 'bad Call-ID'
  if (cseq === undefined) return 'bad CSeq'
  if (typeof rest === 'string') return rest
  if (line.kind === 'request' && cseq.method !== line.method) return 'CSeq of another method'
  return { ...line, vias, from, to, callId, cseq, headers: rest, body: NO_BODY }
}

function parseStartLine(text: string): Line | string {
  const status = STATUS_LINE.exec(text)
  if (status !== null) {
    const code = Number(status[1])
    return code < 100 || code > 699
      ? 'bad status'
      : { kind: 'response', status: code, reason: status[2] ?? '' }
  }
  const request = REQUEST_LINE.exec(text)
  if (request === null) return 'bad start line'
  if (request[3]?.toUpperCase() !== 'SIP/2.0') return 'unsupported version'
  const uri = parseUri(request[2] ?? '')
  if (uri === undefined) return 'bad Request-URI'
  if (uri.kind === 'sip' && uri.headers !== undefined) return 'headers in the Request-URI' // §19.1.1
  return { kind: 'request', method: request[1] ?? '', uri }
}

function flawIn(headers: readonly RawHeader[]): string | undefined {
  if (headers.length > HEADERS_MAX) return 'too many headers'
  const seen = new Set<string>()
  for (const { name, value, bad } of headers) {
    if (bad) return 'bad header line'
    if (SINGLE.has(name) && seen.has(name)) return `more than one ${name}`
    if (name === 'Max-Forwards' && !(/^\d{1,9}$/.test(value) && Number(value) <= 255))
      return 'bad Max-Forwards'
    seen.add(name)
  }
  return undefined
}

function parseCSeq(text: string): CSeq | undefined {
  const match = CSEQ.exec(text)
  const number = Number(match?.[1])
  return match === null || number >= CSEQ_LIMIT ? undefined : { number, method: match[2] ?? '' }
}

function parseVias(headers: readonly Header[]): readonly Via[] | undefined {
  const vias: Via[] = []
  for (const { name, value } of headers) {
    if (name !== 'Via') continue
    for (const text of splitList(value) ?? ['']) {
      const via = parseVia(text)
      if (via === undefined) return undefined
      vias.push(via)
    }
  }
  return vias.length === 0 ? undefined : vias
}

const OWN_PLACE: ReadonlySet<string> = new Set(['Via', 'From', 'To', 'Call-ID', 'CSeq', 'Content-Length'])

function otherHeaders(headers: readonly RawHeader[]): readonly Header[] | string {
  const others: Header[] = []
  for (const { name, value } of headers) {
    if (OWN_PLACE.has(name)) continue
    if (!ADDRESS_LISTS.has(name) || value === '*') {
      others.push({ name, value })
      continue
    }
    const items = splitList(value)
    if (items === undefined || items.some((item) => parseNameAddress(item) === undefined))
      return `bad ${name}`
    for (const item of items) others.push({ name, value: item })
  }
  return others
}

/** Takes exactly Content-Length bytes; without that field all of them (§18.3). */
function frame(draft: SipMessage, headers: readonly Header[], rest: Uint8Array): SipMessage | string {
  const length = headers.find((header) => header.name === 'Content-Length')?.value
  if (length === undefined) return rest.length === 0 ? draft : { ...draft, body: rest }
  if (!/^\d{1,9}$/.test(length)) return 'bad Content-Length'
  if (Number(length) > rest.length) return 'body shorter than Content-Length'
  return Number(length) === 0 ? draft : { ...draft, body: rest.subarray(0, Number(length)) }
}

const ANSWERABLE: ReadonlySet<string> = new Set(['Via', 'From', 'To', 'Call-ID', 'CSeq'])

function malformed(why: string, startLine: string, headers: readonly RawHeader[]): Parsed {
  const what = /^SIP\//i.test(startLine) ? 'response' : / SIP\/\d/i.test(startLine) ? 'request' : 'garbage'
  const answerTo = headers
    .filter(({ name, bad }) => !bad && ANSWERABLE.has(name))
    .map(({ name, value }) => ({ name, value }))
  const status = why === 'unsupported version' ? 505 : 400
  return { type: 'malformed', what, status, why, answerTo }
}
