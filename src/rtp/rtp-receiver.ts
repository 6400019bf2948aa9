import { aLaw, muLaw } from '../audio/index.ts'
import type { DtmfDigit, Ms } from '../base/index.ts'
import { JitterBuffer } from './jitter-buffer.ts'
import { emptyPacket, parsePacket, type RtpPacket } from './packet.ts'
import { Reception } from './reception.ts'
import { DigitReceiver, TELEPHONE_EVENT_BYTES } from './telephone-event.ts'

/** Static payload types (RFC 3551 §6) and comfort noise (RFC 3389). */
export const PAYLOAD_PCMU = 0
export const PAYLOAD_PCMA = 8
const PAYLOAD_COMFORT_NOISE = 13
const PAYLOAD_DYNAMIC_MIN = 96

const FRAME_SAMPLES = 160
/** 120 ms; more is no sane packet time. */
const PACKET_SAMPLES_MAX = 960

/**
 * Turns the packets of one far end into frames and digits.
 *
 * Either G.711 law is taken at any time: both were offered, and the far end may change between them without
 * telling (RFC 3264 §7). We agree on no dynamic payload but telephone events, so a dynamic packet of four
 * bytes is one.
 */
export class RtpReceiver {
  readonly #packet: RtpPacket = emptyPacket()
  readonly #frame = new Int16Array(FRAME_SAMPLES)
  readonly #long = new Int16Array(PACKET_SAMPLES_MAX)
  readonly #jitterBuffer = new JitterBuffer()
  readonly #digits = new DigitReceiver()
  readonly #onDigit: (digit: DtmfDigit) => void
  #source: { readonly ssrc: number; readonly reception: Reception } | undefined
  #late = 0

  constructor(onDigit: (digit: DtmfDigit) => void) {
    this.#onDigit = onDigit
  }

  /** True when these bytes are RTP that this receiver would take from anyone. */
  accepts(bytes: Uint8Array): boolean {
    return parsePacket(bytes, this.#packet) && isExpected(this.#packet)
  }

  /** Takes one packet; false when it is not for us. Never throws. */
  take(bytes: Uint8Array, nowMs: Ms): boolean {
    if (!this.accepts(bytes)) return false
    const place = this.#receptionOf(this.#packet.ssrc).take(this.#packet, nowMs)
    if (place === 'stray') return false
    if (place === 'restarted') this.#jitterBuffer.reset()
    if (isAudio(this.#packet)) this.#takeAudio(bytes, place !== 'old', nowMs)
    else if (isTelephoneEvent(this.#packet)) this.#takeEvent(bytes)
    else this.#takeComfortNoise(nowMs)
    return true
  }

  /** Fills `frame` with the next 20 ms if they are due. Call until it says no. */
  pop(nowMs: Ms, frame: Int16Array): boolean {
    return this.#jitterBuffer.pop(nowMs, frame)
  }

  /** When the frame last popped was on the wire. */
  get startMs(): Ms {
    return this.#jitterBuffer.startMs
  }
  get source(): { readonly ssrc: number; readonly reception: Reception } | undefined {
    return this.#source
  }
  /** Packets that came when their time was over. */
  get late(): number {
    return this.#late
  }

  #receptionOf(ssrc: number): Reception {
    if (this.#source?.ssrc === ssrc) return this.#source.reception
    if (this.#source !== undefined) {
      this.#jitterBuffer.reset()
      this.#digits.reset()
    }
    this.#source = { ssrc, reception: new Reception() }
    return this.#source.reception
  }

  #takeAudio(bytes: Uint8Array, fresh: boolean, nowMs: Ms): void {
    const { payloadType, payloadStart, payloadEnd, timestamp } = this.#packet
    const count = payloadEnd - payloadStart
    const samples = count === FRAME_SAMPLES ? this.#frame : this.#long.subarray(0, count)
    const law = payloadType === PAYLOAD_PCMA ? aLaw : muLaw
    law.decode(bytes, samples, payloadStart)
    if (this.#jitterBuffer.push(timestamp, samples, fresh, nowMs) === 'late') this.#late++
  }

  #takeEvent(bytes: Uint8Array): void {
    const digit = this.#digits.take(bytes, this.#packet)
    if (digit !== undefined) this.#onDigit(digit)
  }

  /** The far end is silent by its own will: nothing is to be made up. */
  #takeComfortNoise(nowMs: Ms): void {
    this.#frame.fill(0)
    this.#jitterBuffer.push(this.#packet.timestamp, this.#frame, true, nowMs)
  }
}

function isExpected(packet: RtpPacket): boolean {
  return isAudio(packet) || isTelephoneEvent(packet) || packet.payloadType === PAYLOAD_COMFORT_NOISE
}

function isAudio({ payloadType, payloadStart, payloadEnd }: RtpPacket): boolean {
  const length = payloadEnd - payloadStart
  const g711 = payloadType === PAYLOAD_PCMA || payloadType === PAYLOAD_PCMU
  return g711 && length > 0 && length <= PACKET_SAMPLES_MAX
}

function isTelephoneEvent({ payloadType, payloadStart, payloadEnd }: RtpPacket): boolean {
  return payloadType >= PAYLOAD_DYNAMIC_MIN && payloadEnd - payloadStart === TELEPHONE_EVENT_BYTES
}
