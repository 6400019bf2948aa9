import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatInr } from '../base/index.ts'
import { holdAtTrigger, priceCall, secondsCovered } from './rate-card.ts'

const tenRupees = { version: 1, microsPerMinute: 10_000_000n }

describe('the price of a call', () => {
  it.each([
    [0, '₹0.00'],
    [1, '₹0.17'],
    [3, '₹0.50'],
    [30, '₹5.00'],
    [59, '₹9.83'],
    [60, '₹10.00'],
    [61, '₹10.17'],
    [94, '₹15.67'],
    [600, '₹100.00'],
  ])('of %i s at ₹10 a minute is %s', (seconds, cost) => {
    expect(formatInr(priceCall(seconds, tenRupees))).toBe(cost)
  })

  it.each([
    // half a paisa goes up; just under it goes down
    [1, 300_000n, '₹0.01'],
    [1, 299_999n, '₹0.00'],
    [3, 100_000n, '₹0.01'],
    [90, 1n, '₹0.00'],
    [7, 0n, '₹0.00'],
  ])('of %i s at %i micros a minute is rounded half up: %s', (seconds, microsPerMinute, cost) => {
    expect(formatInr(priceCall(seconds, { version: 2, microsPerMinute }))).toBe(cost)
  })

  it('never falls as the talk grows', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.bigInt({ min: 0n, max: 10n ** 9n }), (seconds, microsPerMinute) => {
        const card = { version: 1, microsPerMinute }
        expect(priceCall(seconds + 1, card)).toBeGreaterThanOrEqual(priceCall(seconds, card))
      }),
    )
  })
})

describe('the talk that an amount covers', () => {
  it('is one minute for the hold of the trigger', () => {
    expect(secondsCovered(holdAtTrigger(tenRupees), tenRupees, 3_600)).toBe(60)
  })

  it('is never more than asked for, and nothing without money', () => {
    expect(secondsCovered(10n ** 12n, tenRupees, 600)).toBe(600)
    expect(secondsCovered(0n, tenRupees, 600)).toBe(0)
    expect(secondsCovered(0n, { version: 1, microsPerMinute: 0n }, 600)).toBe(600)
  })

  it('is the longest whose price fits', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 9n }),
        fc.bigInt({ min: 1n, max: 10n ** 8n }),
        (amount, rate) => {
          const card = { version: 1, microsPerMinute: rate }
          const seconds = secondsCovered(amount, card, 7_200)
          expect(priceCall(seconds, card)).toBeLessThanOrEqual(amount)
          if (seconds < 7_200) expect(priceCall(seconds + 1, card)).toBeGreaterThan(amount)
        },
      ),
    )
  })
})
