import type { EpochMs, Ms } from '../base/index.ts'

/** Why a call may or may not be placed at a moment. */
export type HoursDecision =
  | { readonly type: 'open'; readonly because: 'inside-window' | 'test-carrier' }
  | { readonly type: 'closed'; readonly opensAt: EpochMs }

const HOUR_MS: Ms = 3_600_000
const DAY_MS: Ms = 24 * HOUR_MS
/** India has one zone and no daylight saving: a fixed distance from UTC is exact. */
const IST_OFFSET_MS: Ms = 5.5 * HOUR_MS
const OPENS_MS: Ms = 9 * HOUR_MS
const CLOSES_MS: Ms = 21 * HOUR_MS

/**
 * Whether a call may be placed at `at`: from 09:00:00.000 on and before 21:00:00.000 IST. Only the system's
 * own test carrier, whose callees are programs, is never closed.
 */
export function callingHours(at: EpochMs, trunk: { readonly system: boolean }): HoursDecision {
  if (trunk.system) return { type: 'open', because: 'test-carrier' }
  const sinceMidnightMs = modulo(at + IST_OFFSET_MS, DAY_MS)
  if (sinceMidnightMs >= OPENS_MS && sinceMidnightMs < CLOSES_MS)
    return { type: 'open', because: 'inside-window' }
  const midnight = at - sinceMidnightMs
  const opensAt = midnight + OPENS_MS + (sinceMidnightMs < OPENS_MS ? 0 : DAY_MS)
  return { type: 'closed', opensAt }
}

/** When a call asked for at `at` may first be dialed: then, or at the next opening. */
export function nextOpening(at: EpochMs, trunk: { readonly system: boolean }): EpochMs {
  const decision = callingHours(at, trunk)
  return decision.type === 'open' ? at : decision.opensAt
}

/** Never negative, also for moments before 1970. */
const modulo = (value: number, divisor: number) => ((value % divisor) + divisor) % divisor
