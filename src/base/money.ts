/** Millionths of the currency's unit, so that a paisa divides by 10,000 and nothing is a float. */
export interface Money {
  readonly currency: 'INR'
  readonly micros: bigint
}

export const MICROS_PER_RUPEE = 1_000_000n
export const MICROS_PER_PAISA = 10_000n

export const inr = (micros: bigint): Money => ({ currency: 'INR', micros })

/** Half up, away from nothing: money here is never negative when it is rounded. */
export function roundToPaisa(micros: bigint): bigint {
  return ((micros + MICROS_PER_PAISA / 2n) / MICROS_PER_PAISA) * MICROS_PER_PAISA
}

/** `₹15.67`, as the public contract prints a cost. */
export function formatInr(micros: bigint): string {
  const paise = roundToPaisa(micros < 0n ? -micros : micros) / MICROS_PER_PAISA
  return `${micros < 0n ? '-' : ''}₹${paise / 100n}.${(paise % 100n).toString().padStart(2, '0')}`
}

/** Rupees with at most two decimals ("250", "99.50"); undefined when it is anything else. */
export function parseRupees(text: string): bigint | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (match === null) return undefined
  return (
    BigInt(match[1] ?? '0') * MICROS_PER_RUPEE + BigInt((match[2] ?? '').padEnd(2, '0')) * MICROS_PER_PAISA
  )
}
