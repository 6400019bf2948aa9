import type { Clock, Ms } from '../base/index.ts'

/** Wakes one sleeper. Rings while nobody sleeps are kept as one, so that none is missed. */
export class Alarm {
  readonly #clock: Clock
  #rung = false
  #wake: (() => void) | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  /** Resolves after `mostMs`, or sooner when it rings or the signal aborts. */
  sleep(mostMs: Ms, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        stop()
        signal.removeEventListener('abort', wake)
        this.#wake = undefined
        this.#rung = false
        resolve()
      }
      const stop = this.#clock.after(mostMs, wake)
      signal.addEventListener('abort', wake, { once: true })
      this.#wake = wake
      if (this.#rung || signal.aborted) wake()
    })
  }
}
