import { enNeedsCount } from '../languages/en-numbers.ts'
import { pieceAt } from './mention.ts'
import type { Item } from './piece.ts'

const HUNDRED = 100
const THOUSAND = 1_000
const LAKH = 100_000

/** A part of a number; `unclear` when its words allow another value too. */
interface Part {
  readonly value: number
  readonly to: number
  readonly unclear: boolean
  readonly scaled: boolean
}

/**
 * The quantity that starts at `index`: groups with falling scales ("two lakh fifty thousand five hundred"),
 * halves and decimals of a scale, "eleven hundred", "three fifty", "dedh sau", "saadhe teen hazaar".
 */
export function cardinalAt(items: readonly Item[], index: number): Part | undefined {
  let sum: Part | undefined
  let scaleBefore = Number.POSITIVE_INFINITY
  for (;;) {
    const start = sum === undefined ? index : afterGlue(items, sum.to, scaleBefore)
    const group = groupAt(items, start)
    if (group === undefined || group.value >= scaleBefore) return sum
    const scale = group.scale
    if (sum !== undefined && pieceAt(items, start - 1)?.kind !== 'and' && isBareAfterLakh(scaleBefore, group))
      return { ...sum, to: group.to, unclear: true }
    sum = added(sum, group)
    if (scale <= HUNDRED || !Number.isInteger(group.value / scale)) return sum
    scaleBefore = scale
  }
}

/**
 * "one lakh twenty" is 1,00,020 in a book and 1,20,000 in a street; "one lakh one" and "and twenty" are
 * clear.
 */
const isBareAfterLakh = (scaleBefore: number, group: Group): boolean =>
  scaleBefore >= LAKH &&
  scaleBefore !== Number.POSITIVE_INFINITY &&
  !group.scaled &&
  group.value < THOUSAND &&
  group.value % 5 === 0

const added = (sum: Part | undefined, group: Part): Part => ({
  value: (sum?.value ?? 0) + group.value,
  to: group.to,
  unclear: (sum?.unclear ?? false) || group.unclear,
  scaled: (sum?.scaled ?? false) || group.scaled,
})

/** Over "and", or over a break after thousands and more ("two thousand, five hundred"). */
function afterGlue(items: readonly Item[], index: number, scaleBefore: number): number {
  const isBreak = items[index]?.kind === 'break' && scaleBefore >= THOUSAND
  const next = isBreak ? index + 1 : index
  return pieceAt(items, next)?.kind === 'and' ? next + 1 : next
}

interface Group extends Part {
  /** 1 when nothing follows but the number below a thousand. */
  readonly scale: number
}

/** A number below a thousand with the scale behind it, or a scale alone ("thousand rupees"). */
function groupAt(items: readonly Item[], index: number): Group | undefined {
  const half = halfOfScaleAt(items, index)
  if (half !== undefined) return half
  if (isNoCount(items[index]?.word)) return undefined
  const head = belowThousandAt(items, index) ?? { value: 1, to: index, unclear: false, scaled: false }
  const { scale, to } = bigScaleAt(items, head.to)
  if (to === index) return undefined
  const tail = scale > 1 ? andHalfAt(items, to) : undefined
  return {
    value: rounded((head.value + (tail?.value ?? 0)) * scale),
    to: tail?.to ?? to,
    unclear: head.unclear,
    scaled: head.scaled || scale > 1,
    scale,
  }
}

/** "hundreds of", "I lack", a mere "k": a scale only behind a number. */
const isNoCount = (word: string | undefined): boolean => enNeedsCount.has(word ?? '')

/** Scales behind one another multiply: "one lakh crore". */
function bigScaleAt(items: readonly Item[], index: number): { readonly scale: number; readonly to: number } {
  let scale = 1
  let to = index
  for (;;) {
    const piece = pieceAt(items, to)
    if (piece?.kind !== 'scale' || piece.value <= HUNDRED || piece.value < scale) return { scale, to }
    scale *= piece.value
    to++
  }
}

/** "half a crore", "a quarter of a lakh", "aadha lakh". */
function halfOfScaleAt(items: readonly Item[], index: number): Group | undefined {
  const start = pieceAt(items, index)?.kind === 'article' ? index + 1 : index
  const count = pieceAt(items, start)
  const at = count?.kind === 'small' && count.value <= 3 ? start + 1 : start
  const piece = pieceAt(items, at)
  if (piece?.kind !== 'fraction' || piece.added) return undefined
  const times = count?.kind === 'small' ? count.value : 1
  const of = items[at + 1]?.word === 'of' ? at + 2 : at + 1
  const next = pieceAt(items, of)?.kind === 'article' ? of + 1 : of
  const scale = pieceAt(items, next)
  if (scale?.kind !== 'scale') return undefined
  return { value: times * piece.value * scale.value, to: next + 1, unclear: false, scaled: true, scale: 1 }
}

/** "and a half" behind a number or a scale. */
function andHalfAt(
  items: readonly Item[],
  index: number,
): { readonly value: number; readonly to: number } | undefined {
  if (pieceAt(items, index)?.kind !== 'and') return undefined
  const next = pieceAt(items, index + 1)?.kind === 'article' ? index + 2 : index + 1
  const piece = pieceAt(items, next)
  if (piece?.kind !== 'fraction' || piece.added || pieceAt(items, next + 1)?.kind === 'article')
    return undefined
  return { value: piece.value, to: next + 1 }
}

function belowThousandAt(items: readonly Item[], index: number): Part | undefined {
  const raised = raisedAt(items, index)
  if (raised !== undefined) return raised
  const atom = belowHundredAt(items, index)
  if (atom === undefined)
    return isHundred(items, index) ? withRest(items, { value: HUNDRED, to: index + 1 }) : undefined
  if (isHundred(items, atom.to)) return withRest(items, { value: atom.value * HUNDRED, to: atom.to + 1 })
  const half = andHalfAt(items, atom.to)
  if (half !== undefined) return plain(atom.value + half.value, half.to)
  return besideAnother(items, atom) ?? decimalAt(items, atom) ?? plain(atom.value, atom.to)
}

const isHundred = (items: readonly Item[], index: number): boolean => {
  const piece = pieceAt(items, index)
  return piece?.kind === 'scale' && piece.value === HUNDRED
}

const plain = (value: number, to: number): Part => ({
  value: rounded(value),
  to,
  unclear: false,
  scaled: false,
})
const rounded = (value: number): number => Math.round(value * 100) / 100

interface Atom {
  readonly value: number
  readonly to: number
}

/** What may stand behind hundreds: "two hundred [and] fifty", "two hundred double five". */
function withRest(items: readonly Item[], hundreds: Atom): Part {
  const start = pieceAt(items, hundreds.to)?.kind === 'and' ? hundreds.to + 1 : hundreds.to
  const doubled = doubledAt(items, start)
  const rest = doubled ?? belowHundredAt(items, start)
  const isPart =
    rest !== undefined && rest.value < HUNDRED && rest.value % 1 === 0 && !isHundred(items, rest.to)
  const half = isPart ? undefined : andHalfAt(items, hundreds.to)
  if (half !== undefined)
    return { value: hundreds.value + half.value * HUNDRED, to: half.to, unclear: false, scaled: true }
  if (!isPart) return { value: rounded(hundreds.value), to: hundreds.to, unclear: false, scaled: true }
  const goesOn = isDigit(items, rest.to)
  return { value: rounded(hundreds.value + rest.value), to: rest.to, unclear: goesOn, scaled: true }
}

function doubledAt(items: readonly Item[], index: number): Atom | undefined {
  const repeat = pieceAt(items, index)
  const digit = pieceAt(items, index + 1)
  if (repeat?.kind !== 'repeat' || repeat.times !== 2 || digit?.kind !== 'small') return undefined
  return digit.value > 0 && digit.value < 10 ? { value: digit.value * 11, to: index + 2 } : undefined
}

const isDigit = (items: readonly Item[], index: number): boolean => {
  const piece = pieceAt(items, index)
  return piece?.kind === 'small' && piece.value < 10
}

/** A number up to 99 in words, or any in figures. */
function belowHundredAt(items: readonly Item[], index: number): Atom | undefined {
  const piece = pieceAt(items, index)
  if (piece?.kind === 'small' || piece?.kind === 'figure') return { value: piece.value, to: index + 1 }
  if (piece?.kind !== 'tens') return undefined
  const unit = pieceAt(items, index + 1)
  const hasUnit = unit?.kind === 'small' && unit.value > 0 && unit.value < 10 && unit.value % 1 === 0
  return hasUnit ? { value: piece.value + unit.value, to: index + 2 } : { value: piece.value, to: index + 1 }
}

/** "saadhe teen" 3.5, "sava do" 2.25, "paune do" 1.75, "sava sau" 125. */
function raisedAt(items: readonly Item[], index: number): Part | undefined {
  const piece = pieceAt(items, index)
  if (piece?.kind !== 'fraction' || !piece.added) return undefined
  const atom = belowHundredAt(items, index + 1) ?? { value: 1, to: index + 1 }
  const value = atom.value + piece.value
  return isHundred(items, atom.to)
    ? { value: value * HUNDRED, to: atom.to + 1, unclear: false, scaled: true }
    : {
        ...plain(value, atom.to),
        unclear: atom.to === index + 1 && pieceAt(items, atom.to)?.kind !== 'scale',
      }
}

/** "two point five". */
function decimalAt(items: readonly Item[], atom: Atom): Part | undefined {
  if (pieceAt(items, atom.to)?.kind !== 'point') return undefined
  let digits = ''
  let to = atom.to + 1
  for (
    let part = belowHundredAt(items, to);
    part !== undefined && digits.length < 4;
    part = belowHundredAt(items, to)
  ) {
    digits += String(part.value)
    to = part.to
  }
  return /^\d+$/.test(digits) ? plain(Number(`${atom.value}.${digits}`), to) : undefined
}

/**
 * Two numbers side by side: "three fifty" 350, "twelve fifty" 1,250, "sixteen one hundred" 1,600 (a "one" too
 * many). "forty fifty" and "five ten" name a range, not a number.
 */
function besideAnother(items: readonly Item[], atom: Atom): Part | undefined {
  if (atom.value < 1 || atom.value >= HUNDRED || atom.value % 1 !== 0) return undefined
  const next = belowHundredAt(items, atom.to)
  if (next === undefined) return undefined
  if (atom.value > 10 && next.value === 1 && isHundred(items, next.to))
    return withRest(items, { value: atom.value * HUNDRED, to: next.to + 1 })
  if (next.value < 10 || next.value >= HUNDRED || isHundred(items, next.to)) return undefined
  const another = belowHundredAt(items, next.to)
  const goesOn = another !== undefined && !isHundred(items, another.to)
  return {
    value: atom.value * HUNDRED + next.value,
    to: next.to,
    unclear: goesOn || isRange(atom.value, next.value),
    scaled: false,
  }
}

const isRange = (low: number, high: number): boolean => low > 1 && high > low && high - low <= 10
