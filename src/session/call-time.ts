import type { Clock, Ms } from '../base/index.ts'

/** The time of one call: counts from its answer, as its journal does. */
export interface CallTime {
  now(): Ms
  /** A moment of the machine's monotonic line, as a frame carries it. */
  of(monotonicMs: Ms): Ms
  /** The other way. */
  monotonic(callMs: Ms): Ms
  at(callMs: Ms, fire: () => void): () => void
  after(delayMs: Ms, fire: () => void): () => void
}

export function callTime(clock: Clock, answeredAtMs: Ms): CallTime {
  const now = () => clock.monotonic() - answeredAtMs
  return {
    now,
    of: (monotonicMs) => monotonicMs - answeredAtMs,
    monotonic: (callMs) => callMs + answeredAtMs,
    at: (callMs, fire) => clock.after(callMs - now(), fire),
    after: (delayMs, fire) => clock.after(delayMs, fire),
  }
}
