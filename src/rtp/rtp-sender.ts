import { type G711Law, g711 } from '../audio/index.ts'
import { RTP_HEADER_BYTES, writeHeader } from './packet.ts'
import { PAYLOAD_PCMA, PAYLOAD_PCMU } from './rtp-receiver.ts'
import { type EventPacket, TELEPHONE_EVENT_BYTES } from './telephone-event.ts'

const FRAME_SAMPLES = 160

/**
 * Makes the packets of one source in one buffer that is used again and again. The timestamp moves on by one
 * frame a slot whatever is sent; the marker bit stands on the first packet after a pause (RFC 3551 §4.1).
 */
export class RtpSender {
  /** Holds the packet made last. */
  readonly bytes = new Uint8Array(RTP_HEADER_BYTES + FRAME_SAMPLES)
  readonly #payload = this.bytes.subarray(RTP_HEADER_BYTES)
  readonly #header: {
    marker: boolean
    payloadType: number
    sequence: number
    timestamp: number
    readonly ssrc: number
  }
  /** The timestamp of this slot. */
  #timestamp: number
  #paused = true
  #packets = 0
  #octets = 0

  constructor(start: { readonly ssrc: number; readonly sequence: number; readonly timestamp: number }) {
    this.#header = { marker: true, payloadType: 0, ...start }
    this.#timestamp = start.timestamp
  }

  /** Makes a packet of a frame and returns its length. */
  audio(samples: Int16Array, law: G711Law): number {
    g711(law).encode(samples, this.#payload)
    return this.#audioPacket(law)
  }

  /** A frame of silence: there is always audio on a line, or the far end thinks that it is dead. */
  silence(law: G711Law): number {
    this.#payload.fill(g711(law).silence)
    return this.#audioPacket(law)
  }

  /** Where a telephone event's payload is to be written before `event` is called. */
  get eventPayload(): Uint8Array {
    return this.#payload
  }

  /** Makes a packet of the event payload and returns its length. */
  event(payloadType: number, packet: EventPacket): number {
    this.#header.timestamp = (this.#timestamp - packet.slotsSinceStart * FRAME_SAMPLES) >>> 0
    this.#finish(payloadType, packet.marker, TELEPHONE_EVENT_BYTES)
    this.#paused = true
    return RTP_HEADER_BYTES + TELEPHONE_EVENT_BYTES
  }

  /** Lets slots pass in which nothing is sent. */
  pass(slots: number): void {
    this.#timestamp = (this.#timestamp + slots * FRAME_SAMPLES) >>> 0
    this.#paused = true
  }

  get ssrc(): number {
    return this.#header.ssrc
  }
  get timestamp(): number {
    return this.#timestamp
  }
  get packets(): number {
    return this.#packets
  }
  get octets(): number {
    return this.#octets
  }

  #audioPacket(law: G711Law): number {
    this.#header.timestamp = this.#timestamp
    this.#finish(law === 'a' ? PAYLOAD_PCMA : PAYLOAD_PCMU, this.#paused, FRAME_SAMPLES)
    this.#paused = false
    return this.bytes.length
  }

  #finish(payloadType: number, marker: boolean, octets: number): void {
    this.#header.payloadType = payloadType
    this.#header.marker = marker
    writeHeader(this.bytes, this.#header)
    this.#header.sequence = (this.#header.sequence + 1) & 0xffff
    this.#timestamp = (this.#timestamp + FRAME_SAMPLES) >>> 0
    this.#packets++
    this.#octets += octets
  }
}
