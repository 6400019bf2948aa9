/**
 * Digits said one by one, in groups or written, as "9876543210": the ten-digit telephone number where there is
 * one (without +91 or a leading 0), else the longest string of at least two digits.
 */
export function readDigits(_text: string): string | undefined {
  return undefined
}

/** A ten-digit telephone number of India; undefined when fewer or more digits were said. */
export function readTelephone(_text: string): string | undefined {
  return undefined
}
