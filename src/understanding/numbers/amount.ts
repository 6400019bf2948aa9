import { enCountUnits, enLabelWords } from '../languages/en-numbers.ts'
import { foldSpelling, hiUnits } from '../languages/hi-numbers.ts'
import { isBounded, isRangeEnd, onlyValue, standing } from './choose.ts'
import { itemsOf } from './items.ts'
import type { Mention } from './mention.ts'
import { mentionsIn } from './mentions.ts'
import type { Item } from './piece.ts'

const PAISE_PER_RUPEE = 100

/** Rupees, paise as the fraction; undefined when there is none or it is not clear which. */
export function readAmount(text: string): number | undefined {
  const items = itemsOf(text)
  const all = standing(items, mentionsIn(items)).filter((mention) => !isLongNumber(mention))
  const priced = all.filter((mention) => isPriced(items, mention, all))
  if (priced.some((mention) => isRangeEnd(items, mention, all))) return undefined
  if (priced.length > 0) return onlyValue(priced.map((mention) => rupeesOf(items, mention, all)))
  const bare = all.filter((mention) => mayBeMoney(items, mention))
  const scaled = bare.filter((mention) => mention.scaled)
  if (scaled.some((mention) => isRangeEnd(items, mention, all))) return undefined
  return onlyValue((scaled.length > 0 ? scaled : bare).map((mention) => exact(items, mention)))
}

/** The one number of a reply, with or without a currency; undefined when there is none or several differ. */
export function readNumber(text: string): number | undefined {
  const items = itemsOf(text)
  const mentions = standing(items, mentionsIn(items)).filter((mention) => !isArticleLike(items, mention))
  return onlyValue(mentions.map((mention) => exact(items, mention)))
}

const exact = (items: readonly Item[], mention: Mention): number | undefined =>
  isBounded(items, mention) ? undefined : mention.value

const kindAt = (items: readonly Item[], index: number) => items[index]?.kind

/** A telephone, account or other number of many digits: never an amount. */
const isLongNumber = ({ digits, value }: Mention): boolean =>
  digits !== undefined && value === undefined && digits.length > 2

/** Beside a money word; one that stands between two quantities belongs to the one before it. */
function isPriced(items: readonly Item[], { from, to }: Mention, all: readonly Mention[]): boolean {
  if (kindAt(items, to) === 'currency') return true
  const isBefore = kindAt(items, from - 1) === 'currency'
  return isBefore && !all.some((other) => other.to === from - 1)
}

/** The rupees of a mention, with the paise that may follow it. */
function rupeesOf(items: readonly Item[], mention: Mention, all: readonly Mention[]): number | undefined {
  const value = exact(items, mention)
  const next = all.find(
    ({ from, to }) => from > mention.to && from <= mention.to + 2 && kindAt(items, to) === 'paise',
  )
  const paise = next?.value
  if (value === undefined || paise === undefined || paise >= PAISE_PER_RUPEE) return value
  return Math.round(value * PAISE_PER_RUPEE + paise) / PAISE_PER_RUPEE
}

/** Without a money word: not a telephone number, a time, a count, the name of a room, or a mere "one". */
function mayBeMoney(items: readonly Item[], mention: Mention): boolean {
  if (isArticleLike(items, mention) || kindAt(items, mention.to) === 'paise') return false
  const after = items[mention.to]?.word ?? ''
  if (enCountUnits.has(after) || hiUnits.has(foldSpelling(after))) return false
  return mention.scaled || !enLabelWords.has(labelBefore(items, mention))
}

function labelBefore(items: readonly Item[], { from }: Mention): string {
  const before = items[from - 1]?.word ?? ''
  return ['is', 'to', 'on', 'no'].includes(before) ? (items[from - 2]?.word ?? '') : before
}

/** "one moment", "this one", "one friend": a number only when it is all that was said. */
function isArticleLike(items: readonly Item[], { from, to, value }: Mention): boolean {
  const isLoneOne = value === 1 && to === from + 1 && items[from]?.word === 'one'
  const isMoney = kindAt(items, to) === 'currency' || kindAt(items, from - 1) === 'currency'
  return isLoneOne && !isMoney && items.length > 1
}
