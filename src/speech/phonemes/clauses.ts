import { spokenText } from './spoken-text.ts'

const CLAUSE_WORDS_MIN = 3
const CLAUSE_WORDS_MAX = 15
const PAUSE_IN_SENTENCE_MS = 60
const PAUSE_AFTER_SENTENCE_MS = 200

/**
 * The clauses of a text, as they are said: each is rendered, kept and spoken by itself, so that the first is
 * heard while the next is made, and a clause that returns in another sentence need not be rendered again.
 */
export function clausesOf(text: string): readonly string[] {
  return sentencesOf(spokenText(text)).flatMap(clausesOfSentence)
}

/** The silence to add behind a clause that others follow; each clause keeps 30 ms of its own at both ends. */
export function pauseAfterMs(clause: string): number {
  return /[.!?]$/.test(clause) ? PAUSE_AFTER_SENTENCE_MS : PAUSE_IN_SENTENCE_MS
}

function sentencesOf(spoken: string): readonly string[] {
  return (spoken.match(/[^.!?]+(?:[.!?]+|$)/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\w/.test(sentence))
}

function clausesOfSentence(sentence: string): readonly string[] {
  const pieces = sentence.split(/(?<=[,;:])\s+/)
  const joined: string[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (last !== undefined && belongTogether(last, piece)) joined[joined.length - 1] = `${last} ${piece}`
    else joined.push(piece)
  }
  return joined.flatMap(shortEnough)
}

/** Short pieces are said with their neighbour, but for a name at the end: "Thank you, | Rohit." */
function belongTogether(before: string, piece: string): boolean {
  if (wordsIn(before) >= 2 && /^[A-Z][a-z']+(?: [A-Z][a-z']+)?[.!?]?$/.test(piece)) return false
  return wordsIn(before) < CLAUSE_WORDS_MIN || wordsIn(piece) < CLAUSE_WORDS_MIN
}

/** Cut before the joining word nearest to the middle, else at the middle. */
function shortEnough(clause: string): readonly string[] {
  const words = clause.split(' ')
  if (words.length <= CLAUSE_WORDS_MAX) return [clause]
  const middle = words.length / 2
  const joints = words
    .map((word, at) => ({ at, joins: JOINING.has(word.toLowerCase()) }))
    .filter(({ at, joins }) => joins && at >= CLAUSE_WORDS_MIN && words.length - at >= CLAUSE_WORDS_MIN)
    .toSorted((a, b) => Math.abs(a.at - middle) - Math.abs(b.at - middle))
  const cut = joints[0]?.at ?? Math.ceil(middle)
  return [words.slice(0, cut).join(' '), words.slice(cut).join(' ')].flatMap(shortEnough)
}

const JOINING = new Set(
  'and or but so because if when while where which who that than as until unless before after to for with from about'.split(
    ' ',
  ),
)

function wordsIn(text: string): number {
  return text.split(' ').length
}
