import { spokenText } from '../../src/speech/phonemes/index.ts'

/** The words of a text as they are said, so that "11 am" and "eleven AM" are the same, and so are
 * "98765 43210" and "9-8-7-654-3210". */
export function wordsOf(text: string): readonly string[] {
  return spokenText(text.replace(/(?<=\d)-(?=\d)/g, ''))
    .toLowerCase()
    .replace(/[^a-z' ]+/g, ' ')
    .replaceAll("'", '')
    .split(/\s+/)
    .filter((word) => word !== '')
}

export interface WordErrors {
  readonly errors: number
  readonly words: number
}

/** Words put in, left out or changed: Levenshtein's distance over words. */
export function wordErrors(said: string, heard: string): WordErrors {
  const [expected, got] = [wordsOf(said), wordsOf(heard)]
  let row = Array.from({ length: got.length + 1 }, (_, at) => at)
  for (const [line, word] of expected.entries()) {
    const next = [line + 1]
    for (let at = 0; at < got.length; at++) {
      const changed = (row[at] ?? 0) + (word === got[at] ? 0 : 1)
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    }
    row = next
  }
  return { errors: row.at(-1) ?? 0, words: expected.length }
}
