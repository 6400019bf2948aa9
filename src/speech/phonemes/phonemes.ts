import { kokoroLetters } from './kokoro-letters.ts'
import type { Accent, Phone } from './phone.ts'
import { bareOf, isVowel } from './phone.ts'
import { pronounce } from './pronounce.ts'
import { phonesOfRespelling } from './respelling.ts'

/** Respellings between slashes, words, and the stops that make pauses. */
const TOKENS = /\/[A-Za-z-]+\/(?:'s)?|\p{L}[\p{L}']*|[,.;:!?]/gu

/**
 * A clause in Kokoro's letters, punctuation kept: it shapes the tune. The clause is as `clausesOf` gives it:
 * numbers are already words.
 */
export function phonemesOf(clause: string, accent: Accent): string {
  const tokens = clause.match(TOKENS) ?? []
  return tokens
    .map((token, at) => {
      if (/^[,.;:!?]$/.test(token)) return token
      if (token.startsWith('/')) return ` ${kokoroLetters(respelled(token), accent)}`
      return ` ${pronounceBefore(token, tokens[at + 1])
        .map((word) => kokoroLetters(word, accent))
        .join(' ')}`
    })
    .join('')
    .trim()
}

/** "/kaa-VAY-ree/", perhaps with "'s" behind it. */
function respelled(token: string): readonly Phone[] {
  const phones = phonesOfRespelling(token.split('/')[1] ?? '')
  return token.endsWith("'s") ? [...phones, 'Z'] : phones
}

/** "the" and "to" before a vowel are not what they are before a consonant. */
function pronounceBefore(word: string, next: string | undefined): readonly (readonly Phone[])[] {
  const lower = word.toLowerCase()
  if (lower !== 'the' && lower !== 'to' && word !== 'a') return pronounce(plain(word))
  const first = next === undefined || !/^\p{L}/u.test(next) ? undefined : pronounce(plain(next))[0]?.[0]
  const beforeVowel = first !== undefined && isVowel(first) && bareOf(first) !== ''
  if (lower === 'the') return [['DH', beforeVowel ? 'IY0' : 'AH0']]
  if (lower === 'to') return [['T', beforeVowel ? 'UW0' : 'AH0']]
  return [['AH0']]
}

/** Without marks over letters: "Zoë", "Śrī". */
function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '')
}
