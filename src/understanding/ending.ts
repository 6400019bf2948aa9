import {
  auxiliaries,
  beforeOpening,
  begunPhrases,
  begunReplies,
  dayEnds,
  hesitations,
  leadingWords,
  linkingVerbs,
  numberLabels,
  opening,
  openPhrases,
  questionWords,
  subjects,
  telephoneWords,
  wantingVerbs,
  wholePhrases,
} from './languages/endings.ts'
import { TELEPHONE_DIGITS } from './numbers/digit-run.ts'
import { itemsOf } from './numbers/items.ts'
import { mentionsIn } from './numbers/mentions.ts'
import type { Item } from './numbers/piece.ts'
import { wordsOf } from './words.ts'

/**
 * How the words so far end. *finished*: a whole answer. *open*: may be whole or may go on. *unfinished*:
 * surely wants to go on ("call me on", "because", five digits of a telephone number).
 */
export type Ending = 'finished' | 'open' | 'unfinished'

/** What the question asked for, where that changes when an answer is whole. */
export type Asked = 'yes-no' | 'number' | 'telephone' | 'date-time' | 'name' | 'anything'

/** A row of digits shorter than this may as well be an amount or a time. */
const NUMBER_DIGITS_MAX = 4
/** "yes i am": the longest short answer that ends on a verb. */
const SHORT_ANSWER_WORDS_MAX = 3

export function readEnding(text: string, asked: Asked = 'anything'): Ending {
  const words = wordsOf(text)
  if (words.length === 0) return 'open'
  if (hesitations.has(words.at(-1) ?? '')) return 'unfinished'
  return (
    endingOfDigits(text, words, asked) ?? endingOfWords(words, asked) ?? endingOfVoice(text, words, asked)
  )
}

/** A telephone number so far; undefined when none is being given. */
function endingOfDigits(text: string, words: readonly string[], asked: Asked): Ending | undefined {
  const items = itemsOf(text)
  const last = mentionsIn(items).at(-1)
  if (last === undefined || last.to !== items.length) return undefined
  const digits = digitsIn(items, asked)
  const isGiven = asked === 'telephone' || words.some((word) => telephoneWords.has(word))
  if (digits >= TELEPHONE_DIGITS) return 'finished'
  const isRow = last.digits !== undefined || /^\d{3,}$/.test(words.at(-1) ?? '')
  if (isGiven && (isRow || asked === 'telephone')) return 'unfinished'
  if (!last.scaled && isLabelled(items)) return 'unfinished'
  const isRowOfDigits = last.digits !== undefined && digits > 2
  if (asked === 'number' && digits <= NUMBER_DIGITS_MAX)
    return last.scaled || isRowOfDigits ? 'open' : undefined
  return isRowOfDigits ? 'unfinished' : undefined
}

/** "My number is 98": the numbers that end the reply follow such a word. */
function isLabelled(items: readonly Item[]): boolean {
  const run = mentionsIn(items).findLast(({ from }, index, all) => index === 0 || all[index - 1]?.to !== from)
  return (
    run !== undefined &&
    items.slice(Math.max(0, run.from - 2), run.from).some(({ word }) => numberLabels.has(word))
  )
}

/**
 * All digits of the reply that were said as digits, or, when a telephone number was asked for, all digits.
 */
function digitsIn(items: readonly Item[], asked: Asked): number {
  return mentionsIn(items).reduce((sum, { digits, value, scaled }) => {
    const said = digits ?? (asked === 'telephone' && !scaled && value !== undefined ? String(value) : '')
    return sum + said.length
  }, 0)
}

/** By the last words; undefined when they say nothing either way. */
function endingOfWords(words: readonly string[], asked: Asked): Ending | undefined {
  const all = words.join(' ')
  const ends = (phrase: string) => all === phrase || all.endsWith(` ${phrase}`)
  if (onlyOpens(words) || begunReplies.includes(all)) return 'unfinished'
  if (begunPhrases.some(ends)) return 'unfinished'
  if (openPhrases.some(ends)) return 'open'
  if (wholePhrases.some(ends)) return 'finished'
  const last = words.at(-1) ?? ''
  const before = words.at(-2) ?? ''
  if (last === 'am' && !subjects.has(before)) return 'finished' // "eleven am"
  if (leadingWords.has(last)) return words.length === 1 && asked === 'yes-no' ? 'open' : 'unfinished'
  if (auxiliaries.has(last)) return endingOfVerb(words, before, asked)
  if (subjects.has(last)) return auxiliaries.has(before) ? 'open' : 'unfinished'
  return undefined
}

/** "Well, actually": the statement itself is still to come. */
const onlyOpens = (words: readonly string[]): boolean =>
  opening.has(words.at(-1) ?? '') && words.every((word) => opening.has(word) || beforeOpening.has(word))

/** "I am", "yes it is" and "I do" answer a question; "the price is" does not. */
function endingOfVerb(words: readonly string[], before: string, asked: Asked): Ending {
  if (questionWords.has(words[0] ?? '') && isPronoun(before)) return 'finished'
  const isShort = words.length <= SHORT_ANSWER_WORDS_MAX
  if (!isShort || !isPronoun(before) || wantingVerbs.has(words.at(-1) ?? '')) return 'unfinished'
  return words.length === SHORT_ANSWER_WORDS_MAX &&
    ['yes', 'no', 'yeah', 'haan'].includes(words[0] ?? '') &&
    asked !== 'name'
    ? 'finished'
    : endingOfBareVerb(words, asked)
}

/** "I do" may be all of an answer only where yes or no was asked for. */
const endingOfBareVerb = (words: readonly string[], asked: Asked): Ending =>
  asked === 'yes-no' && !linkingVerbs.has(words.at(-1) ?? '') ? 'open' : 'unfinished'

const isPronoun = (word: string): boolean =>
  subjects.has(word) || ['it', 'that', 'you', 'this'].includes(word)

/** What punctuation, as the recogniser heard the voice, and the question say about words that sound whole. */
function endingOfVoice(text: string, words: readonly string[], asked: Asked): Ending {
  const trails = /(?:\.{2,}|…|,|-|–|—)\s*$/.test(text)
  if (trails) return words.length <= 2 ? 'open' : 'unfinished'
  const isDayOnly =
    asked === 'date-time' && (dayEnds.has(words.at(-1) ?? '') || /day$/.test(words.at(-1) ?? ''))
  return isDayOnly ? 'unfinished' : 'finished'
}
