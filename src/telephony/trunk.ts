import type { PhoneNumber, Private, TrunkId } from '../base/index.ts'

/** How a carrier wants numbers written in its URIs. */
export type NumberFormat = 'e164' | 'e164-without-plus' | 'national' | 'zero-national'

/** A configured way to a carrier. */
export interface Trunk {
  readonly id: TrunkId
  /** Host name or address of the carrier's SIP server. */
  readonly host: string
  readonly port: number
  readonly user?: string
  readonly secret?: Private<string>
  readonly numberFormat: NumberFormat
  /** Codecs in order of preference; PCMA first in India. */
  readonly codecs: readonly ('PCMA' | 'PCMU')[]
}

/** The user part of a SIP URI for `number`, as this carrier wants it. */
export function trunkForm(number: PhoneNumber, format: NumberFormat): string {
  const national = number.startsWith('+91') ? number.slice(3) : undefined
  switch (format) {
    case 'e164':
      return number
    case 'e164-without-plus':
      return number.slice(1)
    case 'national':
      return national ?? number
    case 'zero-national':
      return national === undefined ? number : `0${national}`
  }
}
