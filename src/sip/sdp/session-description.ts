/** Who made a description, and which version of it (RFC 8866 §5.2). The numbers may be long: kept as text. */
export interface Origin {
  readonly user: string
  readonly sessionId: string
  readonly version: string
  readonly address: string
}
export interface Attribute {
  readonly name: string
  readonly value: string | undefined
}
export interface MediaDescription {
  /** `audio`, `video`, … */
  readonly kind: string
  /** 0 refuses the stream. */
  readonly port: number
  readonly protocol: string
  /** Payload types, in order of preference. */
  readonly formats: readonly string[]
  /** Of its own `c=` line. */
  readonly address: string | undefined
  readonly attributes: readonly Attribute[]
}
/** A session description (RFC 8866), as far as telephony needs it. */
export interface SessionDescription {
  readonly origin: Origin
  readonly name: string
  readonly address: string | undefined
  readonly attributes: readonly Attribute[]
  readonly media: readonly MediaDescription[]
}
export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

const DIRECTIONS: readonly string[] = ['sendrecv', 'sendonly', 'recvonly', 'inactive']

export const isDirection = (text: string): text is Direction => DIRECTIONS.includes(text)

/** As its writer sees it: at the media, else at the session, else both ways (RFC 8866 §6.7). */
export function directionOf(description: SessionDescription, media: MediaDescription): Direction {
  const own = [...media.attributes, ...description.attributes].find(({ name }) => isDirection(name))
  return own !== undefined && isDirection(own.name) ? own.name : 'sendrecv'
}

export function addressOf(description: SessionDescription, media: MediaDescription): string | undefined {
  return media.address ?? description.address
}
