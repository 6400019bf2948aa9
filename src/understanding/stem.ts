const LETTERS_MIN = 4

/** A light stem: plurals, -ing, -ed, -ly and a last silent e are taken off longer words. */
export function stem(word: string): string {
  if (word.length < LETTERS_MIN) return word
  const bare = word
    .replace(/ies$/, 'y')
    .replace(/(?<=[sxz]|ch|sh)es$/, '')
    .replace(/(?<=[^s])s$/, '')
    .replace(/(?<=[aeiou].*)(?:ing|ed|ly|er)$/, '')
  const undoubled = bare.replace(/([bdgmnprt])\1$/, '$1')
  return undoubled.length > 3 ? undoubled.replace(/e$/, '') : undoubled
}
