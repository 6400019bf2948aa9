/**
 * Full stops that do not end a sentence: after a title, and after an initial ("J. Sharma", but not "11 A
 * M.").
 */
const TITLE = /(?:^|\s)(?:mr|mrs|ms|dr|st|smt|shri|sri)\.$/i
const INITIAL = /(?:^|\s)(?<!(?:^|\s)[A-Z]\s)[A-Z]\.$/

/** `text` as sentences, each to be spoken, cached and counted as heard on its own. */
export function sentencesOf(text: string): readonly string[] {
  const pieces = text.trim().split(/(?<=[.!?।])\s+/)
  const sentences: string[] = []
  for (const piece of pieces) {
    const last = sentences.at(-1)
    if (last !== undefined && (TITLE.test(last) || INITIAL.test(last)))
      sentences[sentences.length - 1] = `${last} ${piece}`
    else if (piece !== '') sentences.push(piece)
  }
  return sentences
}
