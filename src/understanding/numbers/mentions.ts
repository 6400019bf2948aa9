import { cardinalAt } from './cardinal.ts'
import { type DigitRun, digitRunAt, runOf, TELEPHONE_DIGITS } from './digit-run.ts'
import { type Mention, pieceAt } from './mention.ts'
import type { Item } from './piece.ts'

/** A quantity of more digits than this, said digit by digit, is rather a telephone or account number. */
const QUANTITY_DIGITS_MAX = 6
/** From so many groups of two digits on, they are read as one string. */
const PAIRS_MIN = 3
const PAIRED_DIGITS_MIN = 6

/** Every number of a reply, in order, none overlapping. */
export function mentionsIn(items: readonly Item[]): readonly Mention[] {
  const mentions: Mention[] = []
  for (let index = 0; index < items.length; ) {
    const found = mentionsAt(items, index)
    mentions.push(...found)
    index = found.at(-1)?.to ?? index + 1
  }
  return mentions
}

function mentionsAt(items: readonly Item[], index: number): readonly Mention[] {
  const run = digitRunAt(items, index)
  if (run !== undefined) {
    const digits = asDigits(items, run)
    if (digits.length > 0) return digits
  }
  const cardinal = cardinalAt(items, index)
  if (cardinal === undefined) return []
  const { to, scaled } = cardinal
  const value = cardinal.unclear ? undefined : cardinal.value
  return [{ from: index, to, value, scaled: scaled || isLargeFigure(items, index) }]
}

function isLargeFigure(items: readonly Item[], index: number): boolean {
  const piece = pieceAt(items, index)
  return piece?.kind === 'figure' && piece.value >= 100
}

/**
 * The run as a string of digits, alone or with an amount beside the telephone number; empty when it is none.
 */
function asDigits(items: readonly Item[], run: DigitRun): readonly Mention[] {
  const { groups, digits } = run
  if (digits.length > TELEPHONE_DIGITS) {
    const head = beforeWordAndTelephone(run)
    if (head !== undefined) return cutAt(items, run.from, head)
    const parts = besideTelephone(items, run)
    if (parts.length > 0) return parts
  }
  const singles = groups.findIndex(({ single }) => !single)
  const singleCount = singles === -1 ? groups.length : singles
  if (isTelephoneLike(run)) return [mentionOf(run)]
  if (singles === -1 && digits.length >= 2) return [mentionOf(run)]
  if (
    singleCount >= PAIRS_MIN &&
    digits.length < PAIRED_DIGITS_MIN &&
    isWritten(items, groups[singles]?.from)
  ) {
    return [mentionOf(runOf(groups.slice(0, singleCount)))]
  }
  return groups.length >= PAIRS_MIN && digits.length >= PAIRED_DIGITS_MIN ? [mentionOf(run)] : []
}

/** Where "to" or "for", heard as a digit, has exactly a telephone number behind it. */
function beforeWordAndTelephone({ groups }: DigitRun): number | undefined {
  return groups.find(
    ({ doubtful }, at) =>
      doubtful && at > 0 && runOf(groups.slice(at + 1)).digits.length === TELEPHONE_DIGITS,
  )?.from
}

/** The numbers before such a word; the telephone number is read when the scan comes to it. */
const cutAt = (items: readonly Item[], from: number, to: number): readonly Mention[] =>
  mentionsIn(items.slice(0, to)).filter((mention) => mention.from >= from)

const isWritten = (items: readonly Item[], index: number | undefined): boolean =>
  index !== undefined && pieceAt(items, index)?.kind === 'figure'

/** Ten digits in several groups, none of which is a number of its own by its length. */
const isTelephoneLike = ({ digits, groups }: DigitRun): boolean =>
  digits.length === TELEPHONE_DIGITS && (groups.length > 1 || /^[6-9]/.test(digits))

/** Ten digits at one end and a short number at the other, the one beside the money word. */
function besideTelephone(items: readonly Item[], run: DigitRun): readonly Mention[] {
  const isMoneyBefore = items[run.from - 1]?.kind === 'currency'
  const isMoneyAfter = items[run.to]?.kind === 'currency'
  const isQuantityAfter = cardinalAt(items, run.to) !== undefined
  if (isMoneyBefore) return splitBefore(run, run.digits.length - TELEPHONE_DIGITS, 'amount-first')
  return isMoneyAfter || isQuantityAfter ? splitBefore(run, TELEPHONE_DIGITS, 'telephone-first') : []
}

function splitBefore(
  run: DigitRun,
  length: number,
  order: 'amount-first' | 'telephone-first',
): readonly Mention[] {
  let count = 0
  const at = run.groups.findIndex(({ digits }) => {
    count += digits.length
    return count >= length
  })
  const [head, tail] = [run.groups.slice(0, at + 1), run.groups.slice(at + 1)]
  const telephone = order === 'amount-first' ? runOf(tail) : runOf(head)
  const isClean = count === length && head.length > 0 && tail.length > 0 && /^[6-9]/.test(telephone.digits)
  if (!isClean) return []
  // What follows the telephone number is read again: "two" may belong to "two fifty rupees".
  return order === 'amount-first' ? [mentionOf(runOf(head)), mentionOf(telephone)] : [mentionOf(telephone)]
}

function mentionOf(run: DigitRun): Mention {
  const { digits, from, to } = run
  const isQuantity = digits.length <= QUANTITY_DIGITS_MAX && !digits.startsWith('0') && !isGuess(run)
  return { from, to, value: isQuantity ? Number(digits) : undefined, digits, scaled: false }
}

/** "two three" is how people say "two or three", and "one one" how they begin again. */
const isGuess = ({ groups, digits }: DigitRun): boolean =>
  groups.length === 2 && digits.length === 2 && [0, 1].includes(Number(digits[1]) - Number(digits[0]))
