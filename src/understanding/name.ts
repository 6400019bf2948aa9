import { firmNamePhrases, noNames, shyNamePhrases, titles } from './languages/names.ts'
import { wordsOf } from './words.ts'

const WORDS_MAX = 3
const LETTERS_MAX = 20
const SPELLED_MIN = 3
/** A reply of more words than this is a sentence and not a bare name. */
const BARE_WORDS_MAX = 4
const BARE_OPENERS = new Set([
  'yes',
  'yeah',
  'okay',
  'haan',
  'ji',
  'um',
  'uh',
  'it',
  'is',
  'its',
  'sure',
  'hello',
  'hi',
  'my',
  'name',
  'no',
  'nahi',
  'sorry',
  'actually',
])

/**
 * The name the human gives for themself. `asked`: the question was for the name, so that a bare "Priya
 * Sharma" is one. Shy: where words may as well be something else, only capital letters make them a name.
 */
export function readName(text: string, options: { readonly asked?: boolean } = {}): string | undefined {
  const words = wordsOf(text)
  const capital = capitalised(text)
  const asked = options.asked ?? false
  return (
    spelledName(words, asked) ??
    nameIn(words, firmNamePhrases, (word) => isNameLike(word)) ??
    nameIn(words, shyNamePhrases, (word) => isNameLike(word) && (capital.has(word) || asked)) ??
    (asked ? bareName(words) : undefined)
  )
}

/** Words written with a capital letter where no sentence begins, or anywhere if the reply is short. */
function capitalised(text: string): ReadonlySet<string> {
  return new Set((text.match(/\b\p{Lu}[\p{L}]*/gu) ?? []).map((word) => word.toLowerCase()))
}

const isNameLike = (word: string): boolean =>
  /^\p{L}+$/u.test(word) && word.length > 1 && word.length <= LETTERS_MAX && !noNames.has(word)

function nameIn(
  words: readonly string[],
  phrases: readonly string[],
  isName: (word: string) => boolean,
): string | undefined {
  for (const phrase of phrases) {
    const [before = '', after = ''] = phrase.split('NAME').map((part) => part.trim())
    const name = between(words, split(before), split(after), isName)
    if (name !== undefined) return name
  }
  return undefined
}

const split = (phrase: string): readonly string[] => phrase.split(' ').filter((word) => word !== '')

/** The last stretch of name words with `before` right before and `after` right behind it. */
function between(
  words: readonly string[],
  before: readonly string[],
  after: readonly string[],
  isName: (word: string) => boolean,
): string | undefined {
  for (let start = words.length - 1; start >= before.length; start--) {
    if (!before.every((word, at) => words[start - before.length + at] === word)) continue
    if (before.length === 0 && start > 0 && isName(words[start - 1] ?? '')) continue
    const first = titles.has(words[start] ?? '') ? start + 1 : start
    const count = countNames(words, first, isName)
    if (count > 0 && after.every((word, at) => words[first + count + at] === word))
      return written(words.slice(first, first + count))
  }
  return undefined
}

function countNames(words: readonly string[], start: number, isName: (word: string) => boolean): number {
  let count = 0
  while (count < WORDS_MAX && isName(words[start + count] ?? '')) count++
  return count
}

function bareName(words: readonly string[]): string | undefined {
  const start = words.findIndex((word) => !BARE_OPENERS.has(word) && !titles.has(word))
  const rest = start === -1 ? [] : words.slice(start)
  return rest.length > 0 &&
    rest.length <= WORDS_MAX &&
    words.length <= BARE_WORDS_MAX &&
    rest.every(isNameLike)
    ? written(rest)
    : undefined
}

/** "R O H I T" and "R for Rahul, O for Orange". */
function spelledName(words: readonly string[], asked: boolean): string | undefined {
  const letters: string[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (
      !/^[a-z]$/.test(word) ||
      (letters.length === 0 && ['a', 'i'].includes(word) && !/^[a-z]$/.test(words[index + 1] ?? ''))
    ) {
      if (letters.length >= SPELLED_MIN) break
      letters.length = 0
      continue
    }
    letters.push(word)
    const isExplained = words[index + 1] === 'for' || words[index + 1] === 'as'
    if (isExplained) index += words[index + 1] === 'as' && words[index + 2] === 'in' ? 3 : 2
  }
  const isEnough = letters.length >= SPELLED_MIN && (asked || letters.length > SPELLED_MIN)
  return isEnough ? written([letters.join('')]) : undefined
}

const written = (words: readonly string[]): string =>
  words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ')
