import { pieceAt } from './mention.ts'
import type { Item, Piece } from './piece.ts'

/** Digits of a telephone number of India without its country code. */
export const TELEPHONE_DIGITS = 10
const GROUPS_MAX = 24
const LONG_ROW = 5

/** One group of a run of digits: a digit, "double nine", "ninety eight", "98765". */
export interface DigitGroup {
  readonly digits: string
  readonly from: number
  readonly to: number
  /** Said or written as one digit, or doubled. */
  readonly single: boolean
  /** "to" or "for", which may as well be the word itself. */
  readonly doubtful?: true
}
export interface DigitRun {
  readonly groups: readonly DigitGroup[]
  readonly digits: string
  readonly from: number
  readonly to: number
}

/**
 * The groups of digits that follow one another from `index`, over breaks; stops before a quantity's words.
 */
export function digitRunAt(items: readonly Item[], index: number): DigitRun | undefined {
  const groups: DigitGroup[] = []
  let at = index
  while (groups.length < GROUPS_MAX) {
    const start = groups.length > 0 && items[at]?.kind === 'break' ? at + 1 : at
    const group = groupAt(items, start, groups.length)
    if (group === undefined) break
    groups.push(group)
    at = group.to
  }
  if (isScale(pieceAt(items, at))) groups.pop()
  return groups.length === 0 ? undefined : runOf(groups)
}

export function runOf(groups: readonly DigitGroup[]): DigitRun {
  return {
    groups,
    digits: groups.map(({ digits }) => digits).join(''),
    from: groups[0]?.from ?? 0,
    to: groups.at(-1)?.to ?? 0,
  }
}

const isScale = (piece: Piece | undefined): boolean => piece?.kind === 'scale'

function groupAt(items: readonly Item[], index: number, before: number): DigitGroup | undefined {
  const piece = pieceAt(items, index)
  if (piece?.kind === 'repeat') return repeatedAt(items, index, piece.times)
  if (piece?.kind === 'homophone') return homophoneAt(items, index, piece.value, before)
  if (piece?.kind === 'figure' && /^\d+$/.test(piece.digits)) {
    return { digits: piece.digits, from: index, to: index + 1, single: piece.digits.length === 1 }
  }
  if (piece?.kind === 'small' && piece.value % 1 === 0) {
    return { digits: String(piece.value), from: index, to: index + 1, single: piece.value < 10 }
  }
  return piece?.kind === 'tens' ? pairAt(items, index, piece.value) : undefined
}

/** "double nine", "triple zero", "double 9". */
function repeatedAt(items: readonly Item[], index: number, times: number): DigitGroup | undefined {
  const digit = digitOf(pieceAt(items, index + 1))
  return digit === undefined
    ? undefined
    : { digits: digit.repeat(times), from: index, to: index + 2, single: true }
}

/** "oh", "to", "for" are digits only between digits; "oh", and any after a long row, also as the last. */
function homophoneAt(
  items: readonly Item[],
  index: number,
  value: number,
  before: number,
): DigitGroup | undefined {
  const next = pieceAt(items, index + 1)
  const goesOn = digitOf(next) !== undefined || next?.kind === 'repeat'
  const isZero = value === 0
  const isInside = before > 0 && (goesOn || isZero || before >= LONG_ROW)
  if (!isInside && !(isZero && goesOn)) return undefined
  const group = { digits: String(value), from: index, to: index + 1, single: true }
  return isZero ? group : { ...group, doubtful: true }
}

const digitOf = (piece: Piece | undefined): string | undefined => {
  if (piece?.kind === 'figure' && piece.digits.length === 1) return piece.digits
  const isDigit =
    (piece?.kind === 'small' || piece?.kind === 'homophone') && piece.value < 10 && piece.value % 1 === 0
  return isDigit ? String(piece.value) : undefined
}

/** "ninety eight" is 98, but "ninety eight eight" of a number said in pairs keeps both. */
function pairAt(items: readonly Item[], index: number, tens: number): DigitGroup {
  const unit = pieceAt(items, index + 1)
  const hasUnit = unit?.kind === 'small' && unit.value > 0 && unit.value < 10 && unit.value % 1 === 0
  const value = hasUnit ? tens + unit.value : tens
  return { digits: String(value), from: index, to: hasUnit ? index + 2 : index + 1, single: false }
}
