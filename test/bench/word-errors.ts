const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const TENS = ['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen']
const SAME: Readonly<Record<string, string>> = { mr: 'mister', ok: 'okay' }

/** Lower case, no punctuation, numbers spelled digit by digit, two spellings made one. */
export function normalisedWords(text: string): readonly string[] {
  const spelled = text
    .toLowerCase()
    .replace(/\p{L}+/gu, (word) =>
      TENS.includes(word) ? `${10 + TENS.indexOf(word)}` : (SAME[word] ?? word),
    )
    .replace(/\d/g, (digit) => ` ${DIGITS[Number(digit)]} `)
  return spelled.split(/[^\p{L}']+/u).filter((word) => word !== '')
}

/** The fewest insertions, deletions and substitutions that make `heard` of `said`. */
export function wordErrors(said: readonly string[], heard: readonly string[]): number {
  let row = Array.from({ length: heard.length + 1 }, (_, index) => index)
  said.forEach((word, index) => {
    const next = [index + 1]
    heard.forEach((other, column) => {
      const replaced = (row[column] ?? 0) + (word === other ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    })
    row = next
  })
  return row.at(-1) ?? 0
}
