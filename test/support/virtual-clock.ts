import type { Clock, EpochMs, Ms } from '../../src/base/index.ts'

interface Alarm {
  readonly dueMs: Ms
  readonly order: number
  readonly fire: () => void
}

/** A clock that moves only when a test says so; alarms fire in order of due time, then of setting. */
export class VirtualClock implements Clock {
  #nowMs: Ms = 0
  #order = 0
  #alarms: readonly Alarm[] = []
  readonly #startWallMs: EpochMs

  constructor(startWallMs: EpochMs = 1_800_000_000_000) {
    this.#startWallMs = startWallMs
  }

  monotonic(): Ms {
    return this.#nowMs
  }

  wallTime(): EpochMs {
    return this.#startWallMs + this.#nowMs
  }

  after(delayMs: Ms, fire: () => void): () => void {
    const alarm = { dueMs: this.#nowMs + Math.max(0, delayMs), order: this.#order++, fire }
    this.#alarms = [...this.#alarms, alarm]
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm)
    }
  }

  get pending(): number {
    return this.#alarms.length
  }

  async advance(ms: Ms): Promise<void> {
    const untilMs = this.#nowMs + ms
    for (;;) {
      await settled()
      const next = this.#nextDue(untilMs)
      if (next === undefined) break
      this.#alarms = this.#alarms.filter((other) => other !== next)
      this.#nowMs = next.dueMs
      next.fire()
    }
    this.#nowMs = untilMs
    await settled()
  }

  #nextDue(untilMs: Ms): Alarm | undefined {
    return this.#alarms
      .filter((alarm) => alarm.dueMs <= untilMs)
      .toSorted((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0]
  }
}

/** Lets every promise that can go on without time go on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
