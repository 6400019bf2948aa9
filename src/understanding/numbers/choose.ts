import { enBounds, enCorrections, enNegations } from '../languages/en-numbers.ts'
import { hiCorrections } from '../languages/hi-numbers.ts'
import type { Mention } from './mention.ts'
import type { Item } from './piece.ts'

const corrections = [...enCorrections, ...hiCorrections].map((phrase) => phrase.split(' '))
const rangeWords = new Set(['to', 'or', 'and', 'se', 'ya'])
const bounds = enBounds.map((phrase) => phrase.split(' '))

/** What is left when negated numbers and those taken back by a later correction are dropped. */
export function standing(items: readonly Item[], mentions: readonly Mention[]): readonly Mention[] {
  const meant = mentions.filter((mention) => !isNegated(items, mention) && !isOfScale(items, mention))
  const last = meant.findLastIndex((mention, index) => {
    const before = meant[index - 1]
    return before !== undefined && hasPhrase(items, corrections, before.to, mention.from)
  })
  return last === -1 ? meant : meant.slice(last)
}

function isNegated(items: readonly Item[], { from }: Mention): boolean {
  const skip =
    ['currency', 'break'].includes(items[from - 1]?.kind ?? '') || items[from - 1]?.word === 'a' ? 2 : 1
  const word = items[from - skip]?.word ?? ''
  return enNegations.has(word) || (word === 'of' && items[from - skip - 1]?.word === 'instead')
}

/** "eight out of ten", "on a scale of ten I say eight": the scale is no value. */
function isOfScale(items: readonly Item[], { from }: Mention): boolean {
  const before = items[from - 2]?.word
  return items[from - 1]?.word === 'of' && (before === 'out' || before === 'scale')
}

/** "more than five hundred", "a few thousand": no exact number. */
export function isBounded(items: readonly Item[], { from }: Mention): boolean {
  const before = items.slice(Math.max(0, from - 3), from).filter(({ word }) => word !== 'rupees')
  return bounds.some((phrase) => phrase.every((word, at) => before.at(at - phrase.length)?.word === word))
}

function hasPhrase(
  items: readonly Item[],
  phrases: readonly (readonly string[])[],
  from: number,
  to: number,
): boolean {
  for (let at = from; at < to; at++) {
    const found = phrases.some(
      (phrase) =>
        at + phrase.length <= to && phrase.every((word, offset) => items[at + offset]?.word === word),
    )
    if (found) return true
  }
  return false
}

/** "five to ten thousand", "five or six hundred", "two three thousand": one of two ends. */
export function isRangeEnd(items: readonly Item[], mention: Mention, all: readonly Mention[]): boolean {
  return all.some((other) => {
    if (other === mention || other.value === undefined) return false
    const [first, second] = other.from < mention.from ? [other, mention] : [mention, other]
    const gap = items.slice(first.to, second.from)
    return gap.length === 0 || (gap.length === 1 && rangeWords.has(gap[0]?.word ?? ''))
  })
}

/** The value that all share; undefined when there is none, or any is unclear or another. */
export function onlyValue(values: readonly (number | undefined)[]): number | undefined {
  const distinct = new Set(values)
  return distinct.size === 1 ? values[0] : undefined
}
