import { expect, it } from 'vitest'
import { seededRandom } from '../base/index.ts'
import { admit } from './admission.ts'
import { backoffMs } from './backoff.ts'

it.each([
  [{ limit: 3, active: 0, freeSlots: 20 }, 3],
  [{ limit: 3, active: 2, freeSlots: 20 }, 1],
  [{ limit: 3, active: 3, freeSlots: 20 }, 0],
  // a limit that was lowered while calls run
  [{ limit: 1, active: 3, freeSlots: 20 }, 0],
  [{ limit: 3, active: 0, freeSlots: 1 }, 1],
  [{ limit: 500, active: 0, freeSlots: 100 }, 8],
  [{ limit: 0, active: 0, freeSlots: 5 }, 0],
])('admits of %j: %i', (room, most) => {
  expect(admit(room)).toBe(most)
})

it('waits longer after each failure, up to a cap, never in step', () => {
  const random = seededRandom(1)
  const waits = Array.from({ length: 30 }, (_, index) => backoffMs(index + 1, random))
  waits.forEach((waitMs, index) => {
    const ceilingMs = Math.min(10_000, 200 * 2 ** index)
    expect(waitMs).toBeGreaterThanOrEqual(ceilingMs / 2)
    expect(waitMs).toBeLessThanOrEqual(ceilingMs)
  })
  expect(new Set(waits.slice(10)).size).toBe(20)
})
