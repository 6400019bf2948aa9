import type { EpochMs, Ms, Random } from '../../../base/index.ts'
import {
  buildCompound,
  ntpMiddle,
  ntpOf,
  parseCompound,
  type ReportBlock,
  type RtpReceiver,
  type RtpSender,
  roundTripMs,
} from '../../../rtp/index.ts'

/** RFC 3550 §6.2: five seconds, spread by half so that senders do not march in step. */
const INTERVAL_MS: Ms = 5_000
const UNITS_PER_MS = 65.536

/** The RTCP side of one leg: says what we send and how we hear the far end, and reads how it hears us. */
export class RtcpReporter {
  readonly #sender: RtpSender
  readonly #receiver: RtpReceiver
  readonly #random: Random
  readonly #cname: string
  #nextMs: Ms = 0
  #packetsReported = 0
  /** The last sender report of the far end: its middle NTP bits, and when it came. */
  #lastSr: { readonly middle: number; readonly arrivedMs: Ms } | undefined
  #roundTripMs: Ms | undefined

  constructor(sender: RtpSender, receiver: RtpReceiver, random: Random) {
    this.#sender = sender
    this.#receiver = receiver
    this.#random = random
    // A name of chance, new for each call: it must not tell who we are (RFC 7022 §4.2).
    this.#cname = Math.floor(random.next() * 2 ** 48).toString(36)
  }

  get roundTripMs(): Ms | undefined {
    return this.#roundTripMs
  }

  /** True when a report is due; the first one is due at half an interval. */
  isDue(nowMs: Ms): boolean {
    if (this.#nextMs === 0) this.#nextMs = nowMs + INTERVAL_MS * (0.25 + this.#random.next() / 2)
    return nowMs >= this.#nextMs
  }

  build(nowMs: Ms, wallMs: EpochMs, goodbye: boolean): Uint8Array {
    this.#nextMs = nowMs + INTERVAL_MS * (0.5 + this.#random.next())
    const report = this.#reportOfSource(nowMs)
    const active = this.#sender.packets > this.#packetsReported
    this.#packetsReported = this.#sender.packets
    return buildCompound({
      ssrc: this.#sender.ssrc,
      cname: this.#cname,
      reports: report === undefined ? [] : [report],
      goodbye,
      ...(active && { sender: this.#senderInfo(wallMs) }),
    })
  }

  take(bytes: Uint8Array, nowMs: Ms, wallMs: EpochMs): void {
    for (const packet of parseCompound(bytes)) {
      if (packet.type === 'sender-report') {
        this.#lastSr = { middle: ntpMiddle(packet.sender), arrivedMs: nowMs }
      }
      if (packet.type === 'sender-report' || packet.type === 'receiver-report') {
        const about = packet.reports.find(({ ssrc }) => ssrc === this.#sender.ssrc)
        if (about !== undefined)
          this.#roundTripMs = roundTripMs(about, ntpMiddle(ntpOf(wallMs))) ?? this.#roundTripMs
      }
    }
  }

  #reportOfSource(nowMs: Ms): ReportBlock | undefined {
    const { source } = this.#receiver
    if (source === undefined) return undefined
    const last = this.#lastSr
    const delay = last === undefined ? 0 : Math.round((nowMs - last.arrivedMs) * UNITS_PER_MS)
    return source.reception.report(source.ssrc, { middle: last?.middle ?? 0, delay })
  }

  #senderInfo(wallMs: EpochMs) {
    const { timestamp, packets, octets } = this.#sender
    return { ...ntpOf(wallMs), rtpTimestamp: timestamp, packets, octets }
  }
}
