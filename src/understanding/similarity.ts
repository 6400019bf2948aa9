import { fillers } from './languages/fillers.ts'
import { commonWords, similarWords } from './languages/similar.ts'
import { stem } from './stem.ts'
import { wordsOf } from './words.ts'

export interface Branch {
  readonly id: string
  readonly examples: readonly string[]
}
export interface Match {
  readonly id: string
  /** From 0 to 1. */
  readonly score: number
}

/** Below this a match is chance; the second branch must be this much behind. */
const SCORE_MIN = 0.55
const LEAD_MIN = 0.08
/** What two neighbours in the same order count beside single words. */
const PAIR_SHARE = 0.25
/** The weight of a word that no example has, and of the most common ones. */
const STRANGE_WEIGHT = 0.7
const COMMON_WEIGHT = 0.12
const NEGATION = 'not'

/** The branch whose example replies are most like `text`; undefined rather than a wrong one. */
export function matchExamples(text: string, branches: readonly Branch[]): Match | undefined {
  const said = termsOf(text)
  if (said.length === 0) return undefined
  const known = branches.map(({ id, examples }) => ({
    id,
    examples: examples.map(termsOf).filter((terms) => terms.length > 0),
  }))
  const weigh = weights(known.map(({ examples }) => examples))
  const scored = known
    .map(({ id, examples }) => ({
      id,
      score: Math.max(0, ...examples.map((example) => likeness(said, example, weigh))),
    }))
    .toSorted((one, other) => other.score - one.score)
  const [best, second] = scored
  if (best === undefined || best.score < SCORE_MIN || best.score - (second?.score ?? 0) < LEAD_MIN)
    return undefined
  return { id: best.id, score: Math.min(1, best.score) }
}

/** Words as they count for likeness: stems, one word for all that mean the same, no fillers. */
function termsOf(text: string): readonly string[] {
  return wordsOf(text)
    .filter((word) => !fillers.has(word))
    .map((word) => similarWords.get(word) ?? similarWords.get(stem(word)) ?? stem(word))
}

/** As terms are written: "this" counts as the stem it becomes. */
const commonTerms: ReadonlyMap<string, number> = new Map(
  [...commonWords].flatMap(([word, share]): [string, number][] => [
    [stem(word), share],
    [word, share],
  ]),
)

type Weigh = (term: string) => number

/** Rare among the branches weighs more (inverse document frequency), everyday words little. */
function weights(branches: readonly (readonly (readonly string[])[])[]): Weigh {
  const holders = new Map<string, number>()
  for (const examples of branches) {
    for (const term of new Set(examples.flat())) holders.set(term, (holders.get(term) ?? 0) + 1)
  }
  return (term) => {
    const count = holders.get(term)
    const rarity =
      count === undefined
        ? STRANGE_WEIGHT
        : Math.log(1 + branches.length / count) / Math.log(1 + branches.length)
    const share = commonTerms.get(term) ?? 0
    return Math.max(COMMON_WEIGHT, rarity * (1 - share))
  }
}

/** The shared weight of both (cosine-like), with pairs in order; zero if only one of them denies. */
function likeness(said: readonly string[], example: readonly string[], weigh: Weigh): number {
  if (said.includes(NEGATION) !== example.includes(NEGATION)) return 0
  const words = overlap(new Set(said), new Set(example), weigh)
  const pairs = overlap(pairsOf(said), pairsOf(example), (pair) => {
    const [one = '', other = ''] = pair.split(' ')
    return weigh(one) + weigh(other)
  })
  return words * (1 - PAIR_SHARE) + Math.max(pairs, words === 1 ? 1 : 0) * PAIR_SHARE
}

const pairsOf = (terms: readonly string[]): ReadonlySet<string> =>
  new Set(terms.slice(1).map((term, index) => `${terms[index]} ${term}`))

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>, weigh: Weigh): number {
  const sum = (terms: Iterable<string>) => [...terms].reduce((total, term) => total + weigh(term) ** 2, 0)
  const shared = sum([...one].filter((term) => other.has(term)))
  const both = Math.sqrt(sum(one) * sum(other))
  return both === 0 ? 0 : shared / both
}
