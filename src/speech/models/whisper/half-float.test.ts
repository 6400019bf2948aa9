import { expect, it } from 'vitest'
import { halfToFloat } from './half-float.ts'

it('reads what IEEE 754 binary16 writes', () => {
  const known: readonly (readonly [number, number])[] = [
    [0x0000, 0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333_251_953_125],
    [0x7bff, 65_504],
    [0x0001, 2 ** -24], // the smallest subnormal number
    [0x0400, 2 ** -14], // the smallest normal number
    [0x7c00, Number.POSITIVE_INFINITY],
    [0xfc00, Number.NEGATIVE_INFINITY],
  ]
  for (const [bits, value] of known) expect(halfToFloat(bits)).toBe(value)
  expect(halfToFloat(0x7e00)).toBeNaN()
})
