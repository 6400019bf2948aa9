import type { Clock, Ms } from '../base/index.ts'

const WINDOW_MS: Ms = 60_000
const KEYS_BEFORE_SWEEP = 1_000

export type Admission =
  | { readonly type: 'admitted'; readonly limit: number; readonly remaining: number }
  | { readonly type: 'refused'; readonly limit: number; readonly retryAfterSeconds: number }

/** When a key's last requests were admitted: `count` within the window, the newest before `next`. */
interface Ring {
  readonly times: Float64Array
  next: number
  count: number
  lastMs: Ms
}

/**
 * Exactly `limit` requests in any minute that slides, for each key. A refused request does not count against
 * the key. A token bucket was the alternative: it lets a 61st request pass when 60 take longer than a second.
 */
export class RateLimiter {
  readonly #clock: Clock
  readonly #rings = new Map<string, Ring>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  admit(key: string, limit: number): Admission {
    const nowMs = this.#clock.monotonic()
    const ring = this.#ringOf(key, limit)
    while (ring.count > 0 && nowMs - oldestMs(ring) >= WINDOW_MS) ring.count -= 1
    if (ring.count === limit) {
      const retryAfterSeconds = Math.max(1, Math.ceil((oldestMs(ring) + WINDOW_MS - nowMs) / 1_000))
      return { type: 'refused', limit, retryAfterSeconds }
    }
    ring.times[ring.next] = nowMs
    ring.next = (ring.next + 1) % limit
    ring.count += 1
    ring.lastMs = nowMs
    return { type: 'admitted', limit, remaining: limit - ring.count }
  }

  /** A changed limit starts a new ring: a minute's grace, once. */
  #ringOf(key: string, limit: number): Ring {
    const known = this.#rings.get(key)
    if (known?.times.length === limit) return known
    if (this.#rings.size >= KEYS_BEFORE_SWEEP) this.#forgetIdle()
    const ring = { times: new Float64Array(limit), next: 0, count: 0, lastMs: 0 }
    this.#rings.set(key, ring)
    return ring
  }

  #forgetIdle(): void {
    const beforeMs = this.#clock.monotonic() - WINDOW_MS
    for (const [key, { lastMs }] of this.#rings) if (lastMs < beforeMs) this.#rings.delete(key)
  }
}

/** Of those within the window. */
function oldestMs({ times, next, count }: Ring): Ms {
  return times[(next - count + times.length) % times.length] ?? 0
}
