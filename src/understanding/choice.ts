import { editDistance } from './edit-distance.ts'
import { enCorrections } from './languages/en-numbers.ts'
import { ordinalOf } from './languages/times.ts'
import { readNumber } from './numbers/amount.ts'
import { stem } from './stem.ts'
import { wordsOf } from './words.ts'

export interface Choice {
  readonly value: string
  readonly synonyms?: readonly string[]
}

interface Said {
  readonly value: string
  readonly from: number
  readonly to: number
  readonly denied: boolean
}

/** Words from this length on may be heard with a slip. */
const SLIP_LETTERS_MIN = 5
const SLIP_SHARE_MAX = 0.25
const DENIED_WORDS = 2
/** A part of a choice of fewer letters says too little. */
const PART_LETTERS_MIN = 4
const TAKEN_BACK = /^(?:no|sorry|wait|oh no|nahi|actually no|i mean|not that|no no)\b/
/** "gold, sorry" takes nothing back. */
const TAKEN_BACK_WORDS_MAX = 1
const corrections = new Set([...enCorrections.flatMap((phrase) => phrase.split(' ')), 'nahi', 'nahin'])

/**
 * The value of the one choice that was said, by its name, a synonym or its place ("the second one"). Two are
 * only clear when one was denied or taken back.
 */
export function readChoice(text: string, choices: readonly Choice[]): string | undefined {
  const words = wordsOf(text)
  const whole = choices.flatMap((choice) => saidOf(words, choice))
  const parts = choices.flatMap((choice) => partsOf(words, choice, choices))
  const said = longestOf([...whole, ...parts]).filter(({ denied }) => !denied)
  if (said.length === 0) return byPlace(text, words, choices)
  const last = said.at(-1)
  if (last !== undefined && endsTakenBack(words.slice(last.to))) return undefined
  const others = said.filter(({ value }) => value !== last?.value)
  const before = others.at(-1)
  if (last === undefined || before === undefined) return last?.value
  const isTakenBack = words.slice(before.to, last.from).some((word) => corrections.has(word))
  return isTakenBack ? last.value : undefined
}

function saidOf(words: readonly string[], { value, synonyms = [] }: Choice): readonly Said[] {
  return [value, ...synonyms].flatMap((phrase) => {
    const wanted = wordsOf(phrase)
    if (wanted.length === 0) return []
    return words.flatMap((_, from) => {
      const isHere = wanted.every((word, at) => isSame(words[from + at] ?? '', word))
      return isHere ? [{ value, from, to: from + wanted.length, denied: isDenied(words, from) }] : []
    })
  })
}

/** A word that only one choice has names it: "the gold one" of gold and silver plan; "any plan" does not. */
function partsOf(words: readonly string[], { value }: Choice, choices: readonly Choice[]): readonly Said[] {
  const own = wordsOf(value).filter((part) => part.length >= PART_LETTERS_MIN)
  const isOnlyHere = (part: string) =>
    choices.every(
      (other) => other.value === value || !wordsOf(other.value).some((word) => isSame(word, part)),
    )
  return own
    .filter(isOnlyHere)
    .flatMap((part) => saidOf(words, { value: part }))
    .filter(({ from }) => !['any', 'a', 'an', 'some', 'another', 'which'].includes(words[from - 1] ?? ''))
    .map((said) => ({ ...said, value }))
}

/** "gold, no sorry, the other one": what was meant instead was not understood. */
const endsTakenBack = (rest: readonly string[]): boolean =>
  TAKEN_BACK.test(rest.join(' ')) && rest.length > TAKEN_BACK_WORDS_MAX

function isSame(heard: string, wanted: string): boolean {
  if (heard === wanted || (heard !== '' && stem(heard) === stem(wanted))) return true
  const isLong = Math.min(heard.length, wanted.length) >= SLIP_LETTERS_MIN && heard[0] === wanted[0]
  return isLong && editDistance(heard, wanted) <= wanted.length * SLIP_SHARE_MAX
}

const isDenied = (words: readonly string[], from: number): boolean =>
  words.slice(Math.max(0, from - DENIED_WORDS), from).includes('not')

/** A choice inside a longer one ("plan" in "gold plan") was not said by itself. */
function longestOf(said: readonly Said[]): readonly Said[] {
  const isInside = (one: Said, other: Said) =>
    one !== other && other.from <= one.from && other.to >= one.to && other.to - other.from > one.to - one.from
  return said
    .filter((one) => !said.some((other) => isInside(one, other)))
    .toSorted((one, other) => one.from - other.from)
}

/** "the second one", "option two", "the last one". */
function byPlace(text: string, words: readonly string[], choices: readonly Choice[]): string | undefined {
  if (words.includes('last')) return choices.at(-1)?.value
  const ordinal = words.map(ordinalOf).find((place) => place !== undefined)
  const isNumbered = words.some((word) => ['option', 'number', 'choice'].includes(word))
  const place = ordinal ?? (isNumbered ? readNumber(text) : undefined)
  return place === undefined ? undefined : choices[place - 1]?.value
}
