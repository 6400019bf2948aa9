import type { NameAddress } from './name-address.ts'
import type { Uri } from './uri.ts'
import type { Via } from './via.ts'

export interface CSeq {
  readonly number: number
  readonly method: string
}
/** A header field without a place of its own in a message: the name in its usual case, the value unfolded. */
export interface Header {
  readonly name: string
  readonly value: string
}
interface Fields {
  /** Top first. */
  readonly vias: readonly Via[]
  readonly from: NameAddress
  readonly to: NameAddress
  readonly callId: string
  readonly cseq: CSeq
  /**
   * All others, in order. Contact, Route and Record-Route are one value a field. Content-Length is never
   * here: it is a matter of framing.
   */
  readonly headers: readonly Header[]
  readonly body: Uint8Array
}
export interface SipRequest extends Fields {
  readonly kind: 'request'
  readonly method: string
  readonly uri: Uri
}
export interface SipResponse extends Fields {
  readonly kind: 'response'
  readonly status: number
  readonly reason: string
}
export type SipMessage = SipRequest | SipResponse

export const NO_BODY: Uint8Array = new Uint8Array(0)

/** The first value of a header field; the name in any case, long form. */
export function headerOf(message: SipMessage, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return message.headers.find((header) => header.name.toLowerCase() === wanted)?.value
}

export function headersOf(message: SipMessage, name: string): readonly string[] {
  const wanted = name.toLowerCase()
  return message.headers.filter((header) => header.name.toLowerCase() === wanted).map(({ value }) => value)
}

/** Options of a list header such as Require or Allow. */
export function optionsOf(message: SipMessage, name: string): readonly string[] {
  return headersOf(message, name)
    .flatMap((value) => value.split(','))
    .map((option) => option.trim())
    .filter((option) => option !== '')
}

/** The media type of the body without parameters, lower case. */
export function contentTypeOf(message: SipMessage): string | undefined {
  return headerOf(message, 'Content-Type')?.replace(/;.*$/s, '').trim().toLowerCase()
}
