import { expect, it } from 'vitest'
import { ACTS, type ActPhrases } from '../act.ts'
import type { WordClasses } from '../phrase-pattern.ts'
import { enActs, enClasses } from './en-acts.ts'
import { hiActs, hiClasses } from './hi-acts.ts'

const PHRASINGS_MIN = 100
/** Said in few ways; Hindi speakers greet, thank and take leave in English too. */
const SHORT_ACTS = ['greeting', 'thanks', 'goodbye']

const TOKEN = /\.\.|[()[\]|]|<[\w-]+>|[^\s()[\]|<]+/g

/** How many phrases a pattern stands for; gaps and wild words count once. */
function phrasings(pattern: string, classes: WordClasses): number {
  const tokens = pattern.match(TOKEN) ?? []
  const ways = (): number => {
    let [sum, product] = [0, 1]
    for (let token = tokens.shift(); token !== undefined; token = tokens.shift()) {
      if (token === ')' || token === ']') break
      if (token === '|') [sum, product] = [sum + product, 1]
      else if (token === '(') product *= ways()
      else if (token === '[') product *= ways() + 1
      else if (token.startsWith('<')) product *= phrasings(classes[token.slice(1, -1)] ?? '', classes)
    }
    return sum + product
  }
  return ways()
}

const languages: readonly (readonly [string, ActPhrases, WordClasses])[] = [
  ['English', enActs, enClasses],
  ['Hindi', hiActs, hiClasses],
]

it.each(languages)('%s knows at least a hundred phrasings of an act', (_, acts, classes) => {
  const counts = ACTS.filter((act) => !SHORT_ACTS.includes(act)).map((act) => ({
    act,
    count: (acts[act] ?? []).reduce((sum, pattern) => sum + phrasings(pattern, classes), 0),
  }))
  expect(counts.filter(({ count }) => count < PHRASINGS_MIN)).toEqual([])
})
