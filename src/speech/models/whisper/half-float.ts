const FRACTION_BITS = 10
const FRACTION_MASK = 0x3ff
const EXPONENT_MASK = 0x1f
const EXPONENT_BIAS = 15

/** The number that 16 bits stand for in IEEE 754 binary16. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> FRACTION_BITS) & EXPONENT_MASK
  const fraction = (bits & FRACTION_MASK) / 2 ** FRACTION_BITS
  if (exponent === 0) return sign * fraction * 2 ** (1 - EXPONENT_BIAS)
  if (exponent === EXPONENT_MASK) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1 + fraction) * 2 ** (exponent - EXPONENT_BIAS)
}
