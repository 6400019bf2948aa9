import { ACTS, type Act, type ActPhrases } from './act.ts'
import { enActs, enClasses } from './languages/en-acts.ts'
import { backchannelPhrases, backchannels, fillers, openers } from './languages/fillers.ts'
import { hiActs, hiClasses } from './languages/hi-acts.ts'
import { compilePattern, matchable, type PhrasePattern, type WordClasses } from './phrase-pattern.ts'
import { normalise, wordsOf } from './words.ts'

interface Rule {
  readonly act: Act | 'nothing'
  readonly pattern: PhrasePattern
}
interface Found {
  readonly act: Act | 'nothing'
  readonly from: number
  readonly to: number
}

/** A backchannel is short; longer speech wants the floor. */
const BACKCHANNEL_WORDS_MAX = 5
/** Words between "not" and what it denies. */
const NEGATED = /(?<![^ ])(?:not|never|neither|hardly) (?:[^ ,]+ ){0,2}$/

const rules: readonly Rule[] = [...rulesOf(enActs, enClasses), ...rulesOf(hiActs, hiClasses)]
/** By the word a match starts with. */
const rulesByWord = new Map<string, Rule[]>()
for (const rule of rules) {
  for (const word of rule.pattern.firstWords ?? [])
    rulesByWord.set(word, [...(rulesByWord.get(word) ?? []), rule])
}
const rulesOfAnyWord = rules.filter(({ pattern }) => pattern.firstWords === undefined)

function rulesOf(phrases: ActPhrases, classes: WordClasses): readonly Rule[] {
  return (['nothing', ...ACTS] as const).flatMap((act) =>
    (phrases[act] ?? []).map((phrase) => ({ act, pattern: compilePattern(phrase, classes) })),
  )
}

/** The universal acts of a reply, in the order they were said, each once; nothing when nothing is sure. */
export function readActs(text: string): readonly Act[] {
  return [...new Set(actsIn(withoutFillers(normalise(text))))]
}

const ANSWERS: Readonly<Partial<Record<Act, 'yes' | 'no'>>> = {
  yes: 'yes',
  interested: 'yes',
  no: 'no',
  'not-interested': 'no',
  'never-call-again': 'no',
}

/**
 * The answer to a yes/no question; the last word counts ("no, I mean yes"), and a plain one before what only
 * sounds like it ("no, send me the details").
 */
export function readYesNo(text: string): 'yes' | 'no' | undefined {
  const acts = actsIn(withoutFillers(normalise(text)))
  if (acts.includes('unsure')) return undefined
  const plain = acts.filter((act) => act === 'yes' || act === 'no')
  return plain.at(-1) ?? acts.flatMap((act) => ANSWERS[act] ?? []).at(-1)
}

/** Speech that only shows attention and does not want the floor: "hmm", "haan haan", "okay". */
export function isBackchannel(text: string): boolean {
  const words = wordsOf(text)
  if (words.length === 0 || words.length > BACKCHANNEL_WORDS_MAX) return false
  return words.every((word, index) => {
    const pair = [words[index - 1], word, words[index + 1]]
    return (
      backchannels.has(word) ||
      backchannelPhrases.has(`${word}|${pair[2]}`) ||
      backchannelPhrases.has(`${pair[0]}|${word}`)
    )
  })
}

function withoutFillers(normal: string): string {
  const kept = normal.split(' ').filter((word) => word !== '' && !fillers.has(word))
  const start = kept.findIndex((word) => word !== ',' && !openers.has(word))
  const words = start === -1 ? kept : kept.slice(start)
  return matchable(words.filter((word, index) => word !== ',' || words[index - 1] !== ','))
}

/**
 * Longer phrases win over the shorter ones inside them; what is denied counts as its opposite or not at all.
 */
function actsIn(text: string): readonly Act[] {
  const chosen: Found[] = []
  for (const found of allFound(text)) {
    if (chosen.every(({ from, to }) => found.to <= from || found.from >= to)) chosen.push(found)
  }
  return chosen
    .toSorted((one, other) => one.from - other.from)
    .flatMap((found) => meant(found, text, chosen) ?? [])
}

/** Every match of every rule, the longest first. */
function allFound(text: string): readonly Found[] {
  const found: Found[] = []
  for (const { word, from } of startsOf(text)) {
    for (const { act, pattern } of [...(rulesByWord.get(word) ?? []), ...rulesOfAnyWord]) {
      pattern.regex.lastIndex = from
      const length = pattern.regex.exec(text)?.[0].trimEnd().length ?? 0
      if (length > 0) found.push({ act, from, to: from + length })
    }
  }
  return found.toSorted((one, other) => other.to - other.from - (one.to - one.from))
}

const startsOf = (text: string): readonly { readonly word: string; readonly from: number }[] =>
  [...text.matchAll(/[^ ,]+/g)].map((match) => ({ word: match[0], from: match.index }))

const OPPOSITES: Readonly<Partial<Record<Act, Act>>> = { interested: 'not-interested', yes: 'no' }
const NEVER_DENIED: ReadonlySet<Act> = new Set<Act>([
  'no',
  'not-interested',
  'repeat',
  'unsure',
  'thanks',
  'goodbye',
])

function meant({ act, from }: Found, text: string, chosen: readonly Found[]): Act | undefined {
  if (act === 'nothing') return undefined
  const denial = NEGATED.exec(text.slice(0, from))
  if (denial === null || NEVER_DENIED.has(act)) return act
  const at = denial.index
  const isTaken = chosen.some((other) => other.from <= at && other.to > at)
  return isTaken ? act : OPPOSITES[act]
}
