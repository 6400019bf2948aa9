import type { Tokenizer } from './tokenizer.ts'

/** Digits and how people read them out. */
const DIGIT_WORDS = new Set(
  'zero oh nought one two three four five six seven eight nine double triple hundred thousand ten eleven twelve'.split(
    ' ',
  ),
)
const DIGIT_TOKEN = /^ ?\d+$/
const BETWEEN_TOKEN = /^[,.-]$|^ $/

/**
 * What a turn of digits may be written with: numerals, digit words, the marks between groups, and its end.
 */
export function digitTokens(tokenizer: Tokenizer): readonly number[] {
  const tokens = [tokenizer.special.endOfText]
  for (const [id, text] of tokenizer.entries()) {
    const isWord = text.startsWith(' ') && DIGIT_WORDS.has(text.slice(1).toLowerCase())
    const isCapital = DIGIT_WORDS.has(text.toLowerCase()) && /^[A-Z]/.test(text)
    if (DIGIT_TOKEN.test(text) || BETWEEN_TOKEN.test(text) || isWord || isCapital) tokens.push(id)
  }
  return tokens
}

/** Whether a text says digits and nothing else. */
export function isDigits(text: string): boolean {
  const words = text
    .toLowerCase()
    .split(/[\s,.-]+/)
    .filter((word) => word !== '')
  return words.length > 0 && words.every((word) => /^\d+$/.test(word) || DIGIT_WORDS.has(word))
}
