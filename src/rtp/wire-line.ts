import type { Ms } from '../base/index.ts'
import { timestampDistance } from './sequence.ts'

const SAMPLES_PER_MS = 8
/**
 * How long the earliest arrivals are gathered before the line follows them up: slow clocks, longer ways.
 */
const WINDOW_MS = 5_000

/**
 * When a timestamp was on the wire. Packets arrive late by chance but never early, so the earliest arrivals
 * draw the line: it moves back at once and forward once a window. Thus audio keeps its place in time
 * whatever the jitter.
 */
export class WireLine {
  #timestamp = 0
  #atMs: Ms = 0
  #windowEndMs: Ms = 0
  #excessMsMin = Number.POSITIVE_INFINITY

  /** Draws the line anew through this packet. */
  begin(timestamp: number, arrivalMs: Ms): void {
    this.#timestamp = timestamp
    this.#atMs = arrivalMs
    this.#windowEndMs = arrivalMs + WINDOW_MS
    this.#excessMsMin = Number.POSITIVE_INFINITY
  }

  atMs(timestamp: number): Ms {
    return this.#atMs + timestampDistance(timestamp, this.#timestamp) / SAMPLES_PER_MS
  }

  /** How much later than the line a packet came; below zero when it would move the line back. */
  excessMs(timestamp: number, arrivalMs: Ms): Ms {
    return arrivalMs - this.atMs(timestamp)
  }

  /** Learns from a packet on time. */
  observe(timestamp: number, arrivalMs: Ms): void {
    const excessMs = this.excessMs(timestamp, arrivalMs)
    // The anchor moves along, so that the circle of timestamps never comes between.
    this.#atMs = this.atMs(timestamp) + Math.min(0, excessMs)
    this.#timestamp = timestamp
    this.#excessMsMin = Math.min(this.#excessMsMin, Math.max(0, excessMs))
    if (arrivalMs < this.#windowEndMs) return
    this.#atMs += this.#excessMsMin
    this.#windowEndMs = arrivalMs + WINDOW_MS
    this.#excessMsMin = Number.POSITIVE_INFINITY
  }
}
