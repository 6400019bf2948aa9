import type { Ms } from '../base/index.ts'
import type { RtpPacket } from './packet.ts'
import type { ReportBlock } from './rtcp.ts'
import { ExtendedSequence, type SequencePlace, timestampDistance } from './sequence.ts'

const SAMPLES_PER_MS = 8

/**
 * What a receiver knows of one source: counts, loss and interarrival jitter (RFC 3550 §6.4.1 and §A.3,
 * §A.8).
 */
export class Reception {
  #sequence = new ExtendedSequence()
  #received = 0
  #lastTransit: number | undefined
  /** In samples. */
  #jitter = 0
  /** Expected and received when the last report was made. */
  #reported = { expected: 0, received: 0 }

  /** Counts a packet and says where its number stands; a stray one should not be used. */
  take(packet: RtpPacket, arrivalMs: Ms): SequencePlace {
    const place = this.#sequence.take(packet.sequence)
    if (place === 'stray') return place
    if (place === 'restarted') this.#startOver()
    this.#received++
    this.#measureJitter(packet.timestamp, arrivalMs)
    return place
  }

  get received(): number {
    return this.#received
  }
  /** Never below zero, although duplicates can make it so in the report (§6.4.1). */
  get lost(): number {
    return Math.max(0, this.#sequence.expected - this.#received)
  }
  get jitterMs(): Ms {
    return this.#jitter / SAMPLES_PER_MS
  }

  /** A report block about this source; starts the next interval of `fractionLost`. */
  report(ssrc: number, lastSr: { readonly middle: number; readonly delay: number }): ReportBlock {
    const expected = this.#sequence.expected - this.#reported.expected
    const lost = expected - (this.#received - this.#reported.received)
    this.#reported = { expected: this.#sequence.expected, received: this.#received }
    return {
      ssrc,
      fractionLost: expected <= 0 || lost <= 0 ? 0 : Math.min(255, Math.floor((lost * 256) / expected)),
      cumulativeLost: this.#sequence.expected - this.#received,
      highestSequence: this.#sequence.highest,
      jitter: Math.floor(this.#jitter),
      lastSr: lastSr.middle,
      delaySinceLastSr: lastSr.delay,
    }
  }

  #measureJitter(timestamp: number, arrivalMs: Ms): void {
    const transit = timestampDistance(Math.round(arrivalMs * SAMPLES_PER_MS), timestamp)
    if (this.#lastTransit !== undefined) {
      const change = Math.abs(timestampDistance(transit, this.#lastTransit))
      this.#jitter += (change - this.#jitter) / 16
    }
    this.#lastTransit = transit
  }

  #startOver(): void {
    this.#received = 0
    this.#lastTransit = undefined
    this.#reported = { expected: 0, received: 0 }
  }
}
