const PERIOD_MAX = 12
/** A pattern of one or two tokens must come more often before it counts: people do say "no, no, no". */
const SHORT_PERIOD = 2
const SHORT_EXTRA_TOKENS = 6

/**
 * Whether the decoder has begun to say the same thing over and over: a pattern three times in a row at the
 * end.
 */
export function isLooping(tokens: readonly number[]): boolean {
  for (let period = 1; period <= PERIOD_MAX; period += 1) {
    const needed = 3 * period + (period <= SHORT_PERIOD ? SHORT_EXTRA_TOKENS : 0)
    if (tokens.length >= needed && repeats(tokens.slice(-needed), period)) return true
  }
  return false
}

const repeats = (tokens: readonly number[], period: number) =>
  tokens.every((token, index) => index < period || token === tokens[index - period])
