import type { Attribute, MediaDescription, Origin, SessionDescription } from './session-description.ts'

const LINE = /^([a-z])=(.*)$/s
const ORIGIN = /^(\S+) (\d{1,20}) (\d{1,20}) IN IP[46] (\S+)$/
const CONNECTION = /^IN IP[46] ([^\s/]+)(?:\/\d+){0,2}$/
const MEDIA = /^([a-z][a-z0-9-]*) (\d{1,5})(?:\/\d{1,5})? (\S+)((?: \S+)*)$/i
const MEDIA_MAX = 32
const LINES_MAX = 1_000

/** Undefined for what is no session description. Reads what people send: unknown lines are passed over. */
export function parseSdp(body: Uint8Array): SessionDescription | undefined {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  if (lines[0]?.trimEnd() !== 'v=0' || lines.length > LINES_MAX) return undefined
  const draft: Draft = { origin: undefined, name: '-', address: undefined, attributes: [], media: [] }
  for (const line of lines) if (!readLine(draft, line.trimEnd())) return undefined
  const { origin, ...rest } = draft
  return origin === undefined ? undefined : { origin, ...rest }
}

interface MediaDraft extends MediaDescription {
  address: string | undefined
  readonly attributes: Attribute[]
}
interface Draft {
  origin: Origin | undefined
  name: string
  address: string | undefined
  readonly attributes: Attribute[]
  readonly media: MediaDraft[]
}

/** False when the line cannot be. */
function readLine(draft: Draft, line: string): boolean {
  const match = LINE.exec(line)
  const value = match?.[2] ?? ''
  switch (match?.[1]) {
    case undefined:
      return false
    case 'o':
      draft.origin = parseOrigin(value)
      return draft.origin !== undefined
    case 's':
      draft.name = value
      return true
    case 'c':
      return readConnection(draft, value)
    case 'a':
      ;(draft.media.at(-1) ?? draft).attributes.push(parseAttribute(value))
      return true
    case 'm':
      return readMedia(draft, value)
    default:
      return true
  }
}

function parseOrigin(value: string): Origin | undefined {
  const match = ORIGIN.exec(value)
  if (match === null) return undefined
  const [, user = '', sessionId = '', version = '', address = ''] = match
  return { user, sessionId, version, address }
}

function readConnection(draft: Draft, value: string): boolean {
  const address = CONNECTION.exec(value)?.[1]
  if (address === undefined) return false
  const owner = draft.media.at(-1) ?? draft
  owner.address ??= address
  return true
}

function parseAttribute(value: string): Attribute {
  const colon = value.indexOf(':')
  return colon === -1
    ? { name: value, value: undefined }
    : { name: value.slice(0, colon), value: value.slice(colon + 1) }
}

function readMedia(draft: Draft, value: string): boolean {
  const match = MEDIA.exec(value)
  if (match === null || Number(match[2]) > 65_535 || draft.media.length === MEDIA_MAX) return false
  draft.media.push({
    kind: match[1] ?? '',
    port: Number(match[2]),
    protocol: match[3] ?? '',
    formats: (match[4] ?? '').trim().split(' '),
    address: undefined,
    attributes: [],
  })
  return true
}
