/** Letters before a full stop that do not end a sentence. */
const ABBREVIATION = /(?:^|\s)(?:mr|mrs|ms|dr|st|no|smt|shri|sri|[a-z])\.$/i

/** `text` as sentences, each to be spoken, cached and counted as heard on its own. */
export function sentencesOf(text: string): readonly string[] {
  const pieces = text.trim().split(/(?<=[.!?।])\s+/)
  const sentences: string[] = []
  for (const piece of pieces) {
    const last = sentences.at(-1)
    if (last !== undefined && ABBREVIATION.test(last)) sentences[sentences.length - 1] = `${last} ${piece}`
    else if (piece !== '') sentences.push(piece)
  }
  return sentences
}
