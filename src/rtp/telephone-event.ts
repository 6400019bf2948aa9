import type { DtmfDigit } from '../base/index.ts'
import { type RtpPacket, read16, write16 } from './packet.ts'
import { timestampDistance } from './sequence.ts'

/** Event codes 0 to 11 (RFC 4733 §3.2). */
const DIGITS: readonly DtmfDigit[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#']
export const TELEPHONE_EVENT_BYTES = 4
const END_BIT = 0x80
/** −10 dBm0, as most telephones send. */
const VOLUME = 10
const SAMPLES_PER_SLOT = 160
/** 100 ms of tone: 40 ms is the least a receiver must take (ITU-T Q.24), and some gateways want more. */
const TONE_SLOTS = 5
/** The end is sent three times, since nothing repeats it later (RFC 4733 §2.5.1.4). */
const END_REPEATS = 3
/** A pause of 60 ms, so that two equal digits are two. */
const PAUSE_SLOTS = 3

/** One packet's worth of a digit in the making. */
export interface EventPacket {
  /** True for the first packet of a digit. */
  marker: boolean
  /** Slots since the digit began: its packets all carry the timestamp of its beginning (§2.5.1.2). */
  slotsSinceStart: number
}

/** Sends digits, one packet a 20 ms slot, one after another. */
export class DigitSender {
  readonly #waiting: DtmfDigit[] = []
  readonly #packet: EventPacket = { marker: false, slotsSinceStart: 0 }
  #slot = 0

  press(digit: DtmfDigit): void {
    this.#waiting.push(digit)
  }

  /** True while a digit, or the pause behind it, has the line: no audio is sent then. */
  get busy(): boolean {
    return this.#waiting.length > 0
  }

  /** The digit that sounds now, for a line that carries digits as tones. */
  get sounding(): DtmfDigit | undefined {
    return this.#slot < TONE_SLOTS ? this.#waiting[0] : undefined
  }

  /** Writes this slot's payload to `target` and moves on; undefined in a pause. Call only while `busy`. */
  next(target: Uint8Array): EventPacket | undefined {
    const slot = this.#slot++
    const code = DIGITS.indexOf(this.#waiting[0] ?? '0')
    if (slot + 1 === TONE_SLOTS + END_REPEATS + PAUSE_SLOTS) this.#finish()
    if (slot >= TONE_SLOTS + END_REPEATS) return undefined
    const ended = slot >= TONE_SLOTS
    target[0] = code
    target[1] = (ended ? END_BIT : 0) | VOLUME
    write16(target, 2, Math.min(slot + 1, TONE_SLOTS) * SAMPLES_PER_SLOT)
    this.#packet.marker = slot === 0
    this.#packet.slotsSinceStart = slot
    return this.#packet
  }

  #finish(): void {
    this.#waiting.shift()
    this.#slot = 0
  }
}

/**
 * Hears digits: the first packet of an event counts, whichever of its packets arrives; the rest repeat it.
 */
export class DigitReceiver {
  #lastTimestamp: number | undefined

  /** The digit that begins with this packet, or undefined. */
  take(bytes: Uint8Array, packet: RtpPacket): DtmfDigit | undefined {
    if (packet.payloadEnd - packet.payloadStart < TELEPHONE_EVENT_BYTES) return undefined
    const old =
      this.#lastTimestamp !== undefined && timestampDistance(packet.timestamp, this.#lastTimestamp) <= 0
    if (old) return undefined
    const digit = DIGITS[bytes[packet.payloadStart] ?? 255]
    if (digit !== undefined) this.#lastTimestamp = packet.timestamp
    return digit
  }

  /** Another source counts another clock. */
  reset(): void {
    this.#lastTimestamp = undefined
  }
}

/** Duration of an event packet in samples: for tests and diagnosis. */
export function eventDuration(payload: Uint8Array): number {
  return read16(payload, 2)
}
