import { enCorrections } from '../languages/en-numbers.ts'
import { hiCorrections } from '../languages/hi-numbers.ts'
import { TELEPHONE_DIGITS } from './digit-run.ts'
import { itemsOf } from './items.ts'
import type { Mention } from './mention.ts'
import { mentionsIn } from './mentions.ts'
import type { Item } from './piece.ts'

/** Words that may stand between two groups of one number. */
const GAP_WORDS_MAX = 3
const DIGITS_MIN = 2
const corrections = new Set([...enCorrections, ...hiCorrections].flatMap((phrase) => phrase.split(' ')))
const fillers = new Set('um uh er erm hmm ah and then next is that its like haan ok okay , plus'.split(' '))

/**
 * Digits said one by one, in groups or written, as "9876543210": the ten-digit telephone number where there
 * is one (without +91 or a leading 0), else the longest string of at least two digits. A group taken back
 * ("six five, sorry, six six") is replaced.
 */
export function readDigits(text: string): string | undefined {
  const items = itemsOf(text)
  const strings = joinGroups(items, mentionsIn(items)).map(withoutCountryCode)
  const telephones = strings.filter((digits) => digits.length === TELEPHONE_DIGITS)
  if (telephones.length > 0) return new Set(telephones).size === 1 ? telephones[0] : undefined
  const longest = strings.toSorted((one, other) => other.length - one.length)
  return longest[0]?.length === longest[1]?.length && longest[0] !== longest[1] ? undefined : longest[0]
}

/** A ten-digit telephone number of India; undefined when fewer or more digits were said. */
export function readTelephone(text: string): string | undefined {
  const digits = readDigits(text)
  return digits !== undefined && /^[1-9]\d{9}$/.test(digits) ? digits : undefined
}

/** Mentions as strings of digits; those with only fillers or a correction between them are one string. */
function joinGroups(items: readonly Item[], mentions: readonly Mention[]): readonly string[] {
  const strings: string[] = []
  let before: Mention | undefined
  for (const mention of mentions) {
    const digits = digitsOf(items, mention)
    if (digits === undefined) continue
    const gap = before === undefined ? undefined : items.slice(before.to, mention.from)
    const last = strings.at(-1)
    if (last === undefined || gap === undefined || gap.length > GAP_WORDS_MAX) strings.push(digits)
    else if (gap.some(({ word }) => corrections.has(word))) strings.splice(-1, 1, corrected(last, digits))
    else if (gap.every(({ word }) => fillers.has(word)) && last.length < TELEPHONE_DIGITS)
      strings.splice(-1, 1, last + digits)
    else strings.push(digits)
    before = mention
  }
  return strings.filter((digits) => digits.length >= DIGITS_MIN)
}

/** The digits of a mention; a quantity ("two hundred") or a price is none. */
function digitsOf(items: readonly Item[], mention: Mention): string | undefined {
  if (isPrice(items, mention)) return undefined
  if (mention.digits !== undefined) return mention.digits
  const words = items.slice(mention.from, mention.to).map(({ word }) => word)
  const isWritten = words.length === 1 && /^\d+$/.test(words[0] ?? '')
  if (isWritten) return words[0]
  return mention.scaled || mention.value === undefined || mention.value % 1 !== 0
    ? undefined
    : String(mention.value)
}

/** Beside a money word and short of a telephone number. */
const isPrice = (items: readonly Item[], { from, to, digits }: Mention): boolean =>
  (items[to]?.kind === 'currency' || items[from - 1]?.kind === 'currency') &&
  (digits?.length ?? 0) < TELEPHONE_DIGITS

/** The later digits replace the end of the earlier ones, or all of them when they are a whole number. */
function corrected(earlier: string, later: string): string {
  if (later.length >= TELEPHONE_DIGITS) return later
  const kept = TELEPHONE_DIGITS - later.length
  const dropped = earlier.length - kept
  return dropped >= 0 && dropped <= later.length ? earlier.slice(0, kept) + later : later
}

const withoutCountryCode = (digits: string): string =>
  /^(?:0|91|0091)[1-9]\d{9}$/.test(digits) ? digits.slice(-TELEPHONE_DIGITS) : digits
