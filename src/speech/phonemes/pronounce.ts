import { phonesOfCompound, phonesOfEnglishWord } from './cmu-words.ts'
import { phonesOfEnglishLetters } from './english-letters.ts'
import { INDIAN_WORDS } from './indian-words.ts'
import { isSpelled, phonesOfLetters } from './letter-names.ts'
import type { Phone } from './phone.ts'
import { phonesOfRespelling } from './respelling.ts'
import { phonesOfRomanisedHindi } from './romanised-hindi.ts'

/**
 * A written word as the words that are said for it. In this order: names and words of India, the English
 * dictionary, letters one by one for short forms, and else letter-to-sound rules: those of an Indian language
 * unless the spelling is clearly English, because a word that the dictionary lacks is mostly a name.
 */
export function pronounce(word: string): readonly (readonly Phone[])[] {
  const lower = word.toLowerCase()
  const indian = phonesOfIndianWord(lower)
  if (indian !== undefined) return [indian]
  const english = phonesOfEnglishWord(lower)
  if (isSpelled(word, english !== undefined)) return phonesOfLetters(word)
  if (english !== undefined) return [english]
  if (lower.length === 1 || !/[aeiouy]/.test(lower)) return phonesOfLetters(lower)
  return [phonesOfUnknown(lower)]
}

function phonesOfIndianWord(word: string): readonly Phone[] | undefined {
  const stem = word.replace(/'s?$/, '')
  const respelling = INDIAN_WORDS.get(stem)
  if (respelling === undefined) return undefined
  return [...phonesOfRespelling(respelling), ...possessive(word, stem)]
}

function possessive(word: string, stem: string): readonly Phone[] {
  return word.endsWith("'s") && stem !== word ? ['Z'] : []
}

function phonesOfUnknown(word: string): readonly Phone[] {
  const stem = word.replace(/'s$/, '')
  const phones = isClearlyEnglish(stem)
    ? (phonesOfCompound(stem) ?? phonesOfEnglishLetters(stem))
    : phonesOfRomanisedHindi(stem)
  return [...phones, ...possessive(word, stem)]
}

/** Spellings that romanised words of Indian languages do not have. */
const ENGLISH_SPELLING = /tion|sion|ck|[ao]ugh|igh|wh|tch|dge|oa|ea|qu|[^aeiou]le$|[bcdfgklmnprstvz]e$/
const ENGLISH_ENDINGS = (
  'able ible board book ed ful ing ise ive ize ity land less line ly man ment ness ology ous phone ship son ' +
  'time ton town ville ward ware way work'
).split(' ')

/** Aspirated consonants at the start, which only romanised words have. */
const INDIAN_START = /^(?:bh|dh|jh|kh|gh(?![aeiou]st))/

function isClearlyEnglish(word: string): boolean {
  if (INDIAN_START.test(word)) return false
  return (
    ENGLISH_SPELLING.test(word) ||
    ENGLISH_ENDINGS.some((ending) => word.length >= ending.length + 3 && word.endsWith(ending))
  )
}
