import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callingHours, nextOpening } from './calling-hours.ts'

const carrier = { system: false }
const ist = (text: string) => Date.parse(`${text}+05:30`)
const closedUntil = (text: string) => ({ type: 'closed', opensAt: ist(text) })
const open = { type: 'open', because: 'inside-window' }

describe('the calling window, 09:00 to 21:00 IST', () => {
  it.each([
    ['2026-03-10T08:59:59.999', closedUntil('2026-03-10T09:00:00.000')],
    ['2026-03-10T09:00:00.000', open],
    ['2026-03-10T09:00:00.001', open],
    ['2026-03-10T12:34:56.789', open],
    ['2026-03-10T20:59:59.999', open],
    ['2026-03-10T21:00:00.000', closedUntil('2026-03-11T09:00:00.000')],
    ['2026-03-10T23:59:59.999', closedUntil('2026-03-11T09:00:00.000')],
    ['2026-03-11T00:00:00.000', closedUntil('2026-03-11T09:00:00.000')],
    // 05:30 IST is midnight UTC: the day must turn in India, not in Greenwich
    ['2026-03-11T05:29:59.999', closedUntil('2026-03-11T09:00:00.000')],
    ['2026-03-11T05:30:00.000', closedUntil('2026-03-11T09:00:00.000')],
    ['2026-01-31T21:00:00.000', closedUntil('2026-02-01T09:00:00.000')],
    ['2026-02-28T22:15:00.000', closedUntil('2026-03-01T09:00:00.000')],
    ['2028-02-28T22:15:00.000', closedUntil('2028-02-29T09:00:00.000')],
    ['2026-12-31T21:00:00.000', closedUntil('2027-01-01T09:00:00.000')],
    ['2027-01-01T00:00:00.000', closedUntil('2027-01-01T09:00:00.000')],
  ])('decides at %s', (at, decision) => {
    expect(callingHours(ist(at), carrier)).toEqual(decision)
  })

  it('never closes for the system’s test carrier, and says why', () => {
    expect(callingHours(ist('2026-03-10T03:00:00.000'), { system: true })).toEqual({
      type: 'open',
      because: 'test-carrier',
    })
  })

  it('always opens within half a day and never twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 4 * 10 ** 12 }), (at) => {
        const opening = nextOpening(at, carrier)
        expect(opening - at).toBeLessThanOrEqual(12 * 3_600_000)
        expect(opening).toBeGreaterThanOrEqual(at)
        expect(callingHours(opening, carrier)).toEqual(open)
        expect(nextOpening(opening, carrier)).toBe(opening)
      }),
    )
  })
})
