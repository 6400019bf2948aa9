import * as z from 'zod'
import { parsePhoneNumber } from '../base/index.ts'

/** The sentence for a wrong value; a missing one is simply required. */
export const otherwise = (sentence: string) => ({
  error: (issue: { readonly input?: unknown }) => (issue.input === undefined ? 'Required' : sentence),
})

/** An id as served. As received, an id is any text: one that names nothing is simply not found. */
export const id = z
  .string()
  .regex(/^[0-9a-f]{24}$/)
  .describe('24 lower-case hexadecimal characters.')
export const givenId = z.string().min(1, 'Required').max(100)

export const time = z.iso.datetime().describe('ISO-8601 in UTC, ending in `Z`.')

/** A time as received, of any offset; epoch milliseconds inside. */
export const givenTime = z.iso
  .datetime({
    offset: true,
    ...otherwise('Must be an ISO-8601 time with Z or an offset: 2030-01-31T09:30:00Z'),
  })
  .transform((text) => Date.parse(text))
  .refine(isKeepable, 'Must lie between the years 1970 and 9999')

/** A time or a day as received; a day alone is its midnight in UTC. */
export const givenTimeOrDay = z
  .union(
    [z.iso.datetime({ offset: true }), z.iso.date()],
    otherwise('Must be an ISO-8601 time or day: 2030-01-31T09:30:00Z or 2030-01-31'),
  )
  .transform((text) => Date.parse(text))
  .refine(isKeepable, 'Must lie between the years 1970 and 9999')

/** Further away, dates have other forms, and stores no room. */
function isKeepable(at: number): boolean {
  return at >= 0 && at < Date.UTC(9_999, 11, 31)
}

export const givenPhone = z
  .string()
  .max(32, 'Must be a telephone number of at most 32 characters')
  .refine((text) => parsePhoneNumber(text) !== undefined, 'Must be a telephone number that can be dialed')
  .describe('`9999999999`, `09999999999`, `919999999999`, `+919999999999`, or E.164 of another country.')
export const phone = z
  .string()
  .describe('Without country code for numbers of India (`9999999999`), E.164 (`+14155550123`) for others.')

export const rupees = z.string().describe('In rupees, rounded to the paisa: `₹15.67`.')
export const rupeesNumber = z.number().describe('The same as a number of rupees.')

/** A name people gave to a thing. */
export const name = z.string().trim().min(1, 'Required').max(100)

/** Query parameters are text. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'Must be a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `Must be from ${least} to ${most}`)
    .meta({ description: `From ${least} to ${most}.` })
