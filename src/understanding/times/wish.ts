import { carryingWords, elsewhereWords, wishWords } from '../languages/wishes.ts'
import { wordsOf } from '../words.ts'
import type { SpokenTime } from './spoken-time.ts'
import { timeWords } from './time-words.ts'

/** More words beside the time than this say something else than "tomorrow at eleven". */
const OTHER_WORDS_MAX = 1

/**
 * Whether a time that was named is one the human wishes for, and not that of something else: "my car broke
 * down on Monday", "are you open on Sunday?". `asked`: a time was asked for, so that only clear signs of
 * something else count.
 */
export function isWish(text: string, time: SpokenTime, { asked }: { readonly asked: boolean }): boolean {
  const words = wordsOf(text)
  if (words.some((word) => wishWords.has(word))) return true
  if (
    words.some((word) => elsewhereWords.has(word)) ||
    PROMISES.test(words.join(' ')) ||
    ASKS.test(words.join(' '))
  )
    return false
  if (asked) return true
  const others = words.filter((word) => !timeWords.has(word) && !carryingWords.has(word) && !/\d/.test(word))
  return others.length <= OTHER_WORDS_MAX && (isMarked(time, words) || HALF_OF_DAY.test(text))
}

/** A bare number, or a mere "Morning!", is a time only where one was asked for. */
const isMarked = ({ day, part }: SpokenTime, words: readonly string[]): boolean =>
  day !== undefined || (part !== undefined && words.length > 1)
const HALF_OF_DAY = /\d\s*[ap]\.?m|\d[:.]\d\d|\bo'?clock\b|\bbaje\b|\bat\b/i

const PROMISES = /\bwill (?:tell|inform|update) you\b|\blet you know\b/
const ASKS = /^(?:are|do|does|did|were|was|when|what|where|why|how)\b/
