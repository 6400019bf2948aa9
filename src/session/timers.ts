import type { Ms } from '../base/index.ts'
import type { Timer } from '../conversation/index.ts'
import type { CallTime } from './call-time.ts'

/** One alarm a name: setting it again replaces it. */
export class Timers {
  readonly #time: CallTime
  readonly #onFire: (timer: Timer) => void
  readonly #running = new Map<Timer, () => void>()

  constructor(time: CallTime, onFire: (timer: Timer) => void) {
    this.#time = time
    this.#onFire = onFire
  }

  set(timer: Timer, atMs: Ms): void {
    this.clear(timer)
    const fire = () => {
      this.#running.delete(timer)
      this.#onFire(timer)
    }
    this.#running.set(timer, this.#time.at(atMs, fire))
  }

  clear(timer: Timer): void {
    this.#running.get(timer)?.()
    this.#running.delete(timer)
  }

  clearAll(): void {
    for (const timer of [...this.#running.keys()]) this.clear(timer)
  }
}
