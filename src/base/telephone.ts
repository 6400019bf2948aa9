import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { PhoneNumber } from './units.ts'

/** The country whose national numbers may be written without a country code. */
const HOME: CountryCode = 'IN'
const TEST_RANGE = /^(?:\+?91|0)?(99999999\d{2})$/

/**
 * E.164 from +91…, 91…, 0…, bare ten digits, or any `+` number; undefined when it cannot be dialed.
 * The test carrier's range 99999999xx counts as valid whatever a numbering plan says of it.
 */
export function parsePhoneNumber(text: string): PhoneNumber | undefined {
  const trimmed = text.trim()
  if (trimmed.length > 32 || !/^[+\d][\d\s().-]*$/.test(trimmed)) return undefined
  const digits = trimmed.replace(/[\s().-]/g, '')
  const test = TEST_RANGE.exec(digits)
  if (test !== null) return `+91${test[1]}` as PhoneNumber
  const international = /^91\d{10}$/.test(digits) ? `+${digits}` : digits
  const parsed = parsePhoneNumberFromString(international, HOME)
  return parsed?.isValid() ? (parsed.number as string as PhoneNumber) : undefined
}

/** The country of a number (ISO 3166 alpha-2); undefined for numbers of no country, such as satellites'. */
export function countryOf(number: PhoneNumber): string | undefined {
  if (TEST_RANGE.test(number)) return HOME
  return parsePhoneNumberFromString(number)?.country
}

/**
 * Without the country code for numbers of India ("9999999999"), else E.164: how the public contract shows
 * numbers.
 */
export function nationalForm(number: PhoneNumber): string {
  return number.startsWith('+91') ? number.slice(3) : number
}
