import type { Clock } from './clock.ts'

/** The machine's own clock. The monotonic line is shared by every process of the machine. */
export const systemClock: Clock = {
  monotonic: () => Number(process.hrtime.bigint() / 1_000n) / 1_000,
  wallTime: () => Date.now(),
  after: (delayMs, fire) => {
    const timer = setTimeout(fire, Math.max(0, delayMs))
    return () => clearTimeout(timer)
  },
}
