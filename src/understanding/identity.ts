import { editDistance } from './edit-distance.ts'
import { gonePersonPhrases, otherPersonPhrases, samePersonPhrases } from './languages/identity.ts'
import { titles } from './languages/names.ts'
import { readName } from './name.ts'
import { compilePattern, matchable, type PhrasePattern } from './phrase-pattern.ts'
import { normalise } from './words.ts'

/** *same*: it is the person. *other*: somebody else speaks. *gone*: nobody here is that person. */
export type Identity = 'same' | 'other' | 'gone'

/** Longer names may be heard with a slip. */
const SLIP_LETTERS_MIN = 4
const SLIP_SHARE_MAX = 0.25

const phrasings: readonly (readonly [Identity, readonly PhrasePattern[]])[] = [
  ['gone', compiled(gonePersonPhrases)],
  ['other', compiled(otherPersonPhrases)],
  ['same', compiled(samePersonPhrases)],
]

function compiled(phrases: readonly string[]): readonly PhrasePattern[] {
  return phrases.map((phrase) =>
    compilePattern(
      phrase.replaceAll(/PERSONS?/g, (mark) => mark.toLowerCase()),
      {},
    ),
  )
}

/** Whether who answered "Is this Rohit?" is that person, as far as they say it by more than "yes" or "no". */
export function readIdentity(text: string, person: string): Identity | undefined {
  const words = withoutName(text, person)
  const found = phrasings.find(([, patterns]) => patterns.some((pattern) => isIn(words, pattern)))
  if (found !== undefined) return found[0]
  return words.includes('person ') || readName(text) === undefined ? undefined : 'other'
}

function isIn(words: string, { regex }: PhrasePattern): boolean {
  for (const { index } of words.matchAll(/[^ ,]+/g)) {
    regex.lastIndex = index
    if (regex.test(words)) return true
  }
  return false
}

/** The reply with one word for the person, whichever part of the name was said. */
function withoutName(text: string, person: string): string {
  const names = normalise(person)
    .split(' ')
    .filter((word) => word.length > 1 && !titles.has(word))
  const words = normalise(text)
    .split(' ')
    .filter((word) => word !== '' && !titles.has(word))
    .map((word) => markOf(word, names))
  return matchable(
    words.filter((word, index) => !(word === 'person' && words[index + 1]?.startsWith('person'))),
  )
}

function markOf(word: string, names: readonly string[]): string {
  const isOwned = word.endsWith('s') && !names.includes(word)
  if (isOwned && names.some((name) => isLike(word.slice(0, -1), name))) return 'persons'
  return names.some((name) => isLike(word, name)) ? 'person' : word
}

function isLike(word: string, name: string): boolean {
  if (word === name) return true
  const isLong = Math.min(word.length, name.length) >= SLIP_LETTERS_MIN && word[0] === name[0]
  return isLong && editDistance(word, name) <= name.length * SLIP_SHARE_MAX
}
