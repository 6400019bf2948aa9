import {
  type Attribute,
  addressOf,
  type Direction,
  directionOf,
  type MediaDescription,
  type Origin,
  type SessionDescription,
} from './session-description.ts'

export type AudioCodec = 'PCMA' | 'PCMU'

/** What one side can do with audio, and where it listens. */
export interface AudioCapability {
  readonly address: string
  readonly port: number
  /** In order of preference. */
  readonly codecs: readonly AudioCodec[]
}
/** Names the description; each new one of a dialog raises the version (RFC 3264 §8). */
export interface DescriptionId {
  readonly sessionId: string
  readonly version: number
}
/** What offer and answer settled, as seen from our side. */
export interface AgreedAudio {
  readonly host: string
  readonly port: number
  readonly codec: AudioCodec
  readonly telephoneEvent?: number
  readonly direction: Direction
}

/** Static payload types of RFC 3551 §6. */
const PAYLOAD_TYPES: Readonly<Record<AudioCodec, string>> = { PCMA: '8', PCMU: '0' }
const TELEPHONE_EVENT = '101'
const PTIME_MS = 20

export function makeOffer(
  ours: AudioCapability,
  id: DescriptionId,
  direction: Direction = 'sendrecv',
): SessionDescription {
  const formats = [...ours.codecs.map((codec) => PAYLOAD_TYPES[codec]), TELEPHONE_EVENT]
  return describe(ours, id, [audio(ours, formats, direction)])
}

/** Our answer and what it settles; undefined when no stream can be taken (488). */
export function answerOffer(
  offer: SessionDescription,
  ours: AudioCapability,
  id: DescriptionId,
): { readonly answer: SessionDescription; readonly agreed: AgreedAudio } | undefined {
  const chosen = offer.media.find((media) => settle(offer, media, ours) !== undefined)
  const agreed = chosen && settle(offer, chosen, ours)
  if (chosen === undefined || agreed === undefined) return undefined
  const events = agreed.telephoneEvent === undefined ? [] : [String(agreed.telephoneEvent)]
  const media = offer.media.map((offered) =>
    offered === chosen
      ? audio(ours, [PAYLOAD_TYPES[agreed.codec], ...events], agreed.direction)
      : refused(offered),
  )
  return { answer: describe(ours, id, media), agreed }
}

/** What the answer to our offer settles; undefined when it holds nothing usable. */
export function acceptAnswer(answer: SessionDescription, ours: AudioCapability): AgreedAudio | undefined {
  for (const media of answer.media) {
    const agreed = settle(answer, media, ours)
    if (agreed !== undefined) return agreed
  }
  return undefined
}

function settle(
  theirs: SessionDescription,
  media: MediaDescription,
  ours: AudioCapability,
): AgreedAudio | undefined {
  const host = addressOf(theirs, media)
  const codec = media.formats
    .map((format) => codecOf(media, format))
    .find((known) => known !== undefined && ours.codecs.includes(known))
  const usable = media.kind === 'audio' && media.protocol === 'RTP/AVP' && media.port > 0
  if (!usable || host === undefined || codec === undefined) return undefined
  const event = telephoneEventOf(media)
  return {
    host,
    port: media.port,
    codec,
    ...(event === undefined ? {} : { telephoneEvent: event }),
    direction: ourDirection(directionOf(theirs, media), host),
  }
}

/** The codec of a static payload type, unless a map gives that number another meaning. */
function codecOf(media: MediaDescription, format: string): AudioCodec | undefined {
  const codec = format === '8' ? 'PCMA' : format === '0' ? 'PCMU' : undefined
  const map = rtpMapOf(media, format)
  const agrees = map === undefined || map.toUpperCase().startsWith(`${codec}/8000`)
  return codec !== undefined && agrees ? codec : undefined
}

function telephoneEventOf(media: MediaDescription): number | undefined {
  const format = media.formats.find((candidate) =>
    /^telephone-event\/8000/i.test(rtpMapOf(media, candidate) ?? ''),
  )
  const number = Number(format)
  return Number.isInteger(number) && number >= 96 && number <= 127 ? number : undefined
}

function rtpMapOf(media: MediaDescription, format: string): string | undefined {
  const prefix = `${format} `
  return media.attributes
    .find(({ name, value }) => name === 'rtpmap' && value?.startsWith(prefix))
    ?.value?.slice(prefix.length)
    .trim()
}

/** Their direction seen from our side; an address of zeros also means hold (RFC 3264 §8.4). */
function ourDirection(theirs: Direction, host: string): Direction {
  const nowhere = host === '0.0.0.0' || host === '::'
  switch (theirs) {
    case 'sendrecv':
      return nowhere ? 'recvonly' : 'sendrecv'
    case 'sendonly':
      return 'recvonly'
    case 'recvonly':
      return nowhere ? 'inactive' : 'sendonly'
    case 'inactive':
      return 'inactive'
  }
}

function describe(
  ours: AudioCapability,
  id: DescriptionId,
  media: readonly MediaDescription[],
): SessionDescription {
  const { sessionId, version } = id
  const origin: Origin = { user: '-', sessionId, version: String(version), address: ours.address }
  return { origin, name: '-', address: ours.address, attributes: [], media }
}

function audio(ours: AudioCapability, formats: readonly string[], direction: Direction): MediaDescription {
  const attributes = [
    ...formats.flatMap(describeFormat),
    attribute('ptime', String(PTIME_MS)),
    attribute(direction),
  ]
  return { kind: 'audio', port: ours.port, protocol: 'RTP/AVP', formats, address: undefined, attributes }
}

function describeFormat(format: string): readonly Attribute[] {
  if (format === '8') return [attribute('rtpmap', '8 PCMA/8000')]
  if (format === '0') return [attribute('rtpmap', '0 PCMU/8000')]
  return [attribute('rtpmap', `${format} telephone-event/8000`), attribute('fmtp', `${format} 0-15`)]
}

function attribute(name: string, value?: string): Attribute {
  return { name, value }
}

/** The same line with port 0 (RFC 3264 §6). */
function refused(offered: MediaDescription): MediaDescription {
  return { ...offered, port: 0, address: undefined, attributes: [] }
}
