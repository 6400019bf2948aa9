/** Devanagari in the Latin letters people type, so that one table of Hindi words serves both scripts. */
const CONSONANTS: Readonly<Record<string, string>> = {
  क: 'k',
  ख: 'kh',
  ग: 'g',
  घ: 'gh',
  ङ: 'n',
  च: 'ch',
  छ: 'chh',
  ज: 'j',
  झ: 'jh',
  ञ: 'n',
  ट: 't',
  ठ: 'th',
  ड: 'd',
  ढ: 'dh',
  ण: 'n',
  त: 't',
  थ: 'th',
  द: 'd',
  ध: 'dh',
  न: 'n',
  प: 'p',
  फ: 'f',
  ब: 'b',
  भ: 'bh',
  म: 'm',
  य: 'y',
  र: 'r',
  ल: 'l',
  व: 'v',
  ळ: 'l',
  श: 'sh',
  ष: 'sh',
  स: 's',
  ह: 'h',
}
const VOWELS: Readonly<Record<string, string>> = {
  अ: 'a',
  आ: 'aa',
  इ: 'i',
  ई: 'i',
  उ: 'u',
  ऊ: 'u',
  ऋ: 'ri',
  ए: 'e',
  ऐ: 'ai',
  ओ: 'o',
  औ: 'au',
  ऑ: 'o',
  ऍ: 'e',
}
const SIGNS: Readonly<Record<string, string>> = {
  'ा': 'aa',
  'ि': 'i',
  'ी': 'ee',
  'ु': 'u',
  'ू': 'oo',
  'ृ': 'ri',
  'े': 'e',
  'ै': 'ai',
  'ो': 'o',
  'ौ': 'au',
  'ॉ': 'o',
  'ॅ': 'e',
}
const NASALS = /[ंँ]/
const VIRAMA = '्'
const NUKTA = '़'
const DEVANAGARI = /[\u0900-\u097f]/
const FIGURE_ZERO = 0x0966

export function romanise(text: string): string {
  if (!DEVANAGARI.test(text)) return text
  return text.replace(/[\u0900-\u097f]+/g, romaniseWord)
}

/**
 * A consonant carries an "a" unless a sign follows it, it ends the word, or it is squeezed between vowels.
 */
function romaniseWord(word: string): string {
  const letters = [...word.replaceAll(NUKTA, '')]
  return letters.map((letter, index) => romaniseLetter(letter, letters, index)).join('')
}

function romaniseLetter(letter: string, letters: readonly string[], index: number): string {
  const code = letter.codePointAt(0) ?? 0
  if (code >= FIGURE_ZERO && code < FIGURE_ZERO + 10) return String(code - FIGURE_ZERO)
  const consonant = CONSONANTS[letter]
  if (consonant !== undefined) return consonant + (keepsVowel(letters, index) ? 'a' : '')
  if (NASALS.test(letter)) return 'n'
  return VOWELS[letter] ?? SIGNS[letter] ?? (letter === '।' ? '. ' : '')
}

function keepsVowel(letters: readonly string[], index: number): boolean {
  const next = letters[index + 1]
  if (next === undefined || next === VIRAMA || SIGNS[next] !== undefined) return false
  if (index === 0 || NASALS.test(next)) return true
  return !(carriesVowel(letters, index - 1) && hasVowelSign(letters, index + 1))
}

const hasVowelSign = (letters: readonly string[], index: number): boolean =>
  CONSONANTS[letters[index] ?? ''] !== undefined && SIGNS[letters[index + 1] ?? ''] !== undefined

/** Whether the syllable before ends in a vowel, so that the next may lose its own. */
const carriesVowel = (letters: readonly string[], index: number): boolean =>
  letters[index] !== VIRAMA && letters[index - 1] !== VIRAMA
