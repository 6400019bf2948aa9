import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EMPTY_BALANCES, type EntryKind, MOVES, post, postingsOf, splitHold } from './entry.ts'

it.each([
  [
    { held: 100n, cost: 0n },
    { charged: 0n, returned: 100n },
  ],
  [
    { held: 100n, cost: 40n },
    { charged: 40n, returned: 60n },
  ],
  [
    { held: 100n, cost: 100n },
    { charged: 100n, returned: 0n },
  ],
  [
    { held: 100n, cost: 101n },
    { charged: 100n, returned: 0n },
  ],
  [
    { held: 0n, cost: 5n },
    { charged: 0n, returned: 0n },
  ],
])('splits a hold into what is charged and what returns: %#', ({ held, cost }, parts) => {
  expect(splitHold(held, cost)).toEqual(parts)
})

it('keeps the accounts of a workspace at zero in sum, whatever is posted', () => {
  const kind = fc.constantFrom(...(Object.keys(MOVES) as EntryKind[]))
  fc.assert(
    fc.property(fc.array(fc.tuple(kind, fc.bigInt({ min: 1n, max: 10n ** 12n }))), (entries) => {
      const balances = entries.reduce((sum, [k, micros]) => post(sum, postingsOf(k, micros)), EMPTY_BALANCES)
      expect(Object.values(balances).reduce((sum, micros) => sum + micros, 0n)).toBe(0n)
    }),
  )
})

it('moves a top-up through hold and charge to where it was spent', () => {
  const after = [
    postingsOf('top-up', 50n),
    postingsOf('hold', 30n),
    postingsOf('charge', 20n),
    postingsOf('release', 10n),
  ]
  expect(after.reduce((sum, entry) => post(sum, entry), EMPTY_BALANCES)).toEqual({
    funded: -50n,
    available: 30n,
    held: 0n,
    spent: 20n,
  })
})
