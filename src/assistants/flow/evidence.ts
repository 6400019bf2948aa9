import type { OutputParameter } from '../definition.ts'
import type { Branch, ConditionWord, FlowNode } from './flow.ts'
import type { Act, Heard, HeardValue } from './heard.ts'

/** These end or turn the talk whatever else was said with them. */
const HARD: readonly Act[] = ['wrong-number', 'never-call-again', 'not-interested']
/** Beside these a "yes" or "no" does not answer the question: "Yes? Who is this?", "No no, one moment". */
const ASIDE: readonly Act[] = [
  'wrong-number',
  'who-is-this',
  'repeat',
  'are-you-a-robot',
  'hold-on',
  'unsure',
]
/** Beside these a "no" means something else than no: "No, I am busy", "No, call me tomorrow". */
const OTHER_THAN_NO: readonly Act[] = [
  ...ASIDE,
  'busy',
  'later',
  'person-please',
  'price-question',
  'interested',
]
/** What a bare reply consists of: it answers a question or none. */
const BARE: readonly Act[] = ['yes', 'no', 'greeting', 'thanks', 'unsure']

const hasOnlyBareActs = (heard: Heard) => heard.acts.every((act) => BARE.includes(act))
const hasAny = (heard: Heard, acts: readonly Act[]) => heard.acts.some((act) => acts.includes(act))
export const isHard = (heard: Heard) => hasAny(heard, HARD)

/** Where no branch says what to do about it, a human who wants no talk now is let go. */
export const isRefusal = (heard: Heard) => hasAny(heard, ['not-interested', 'busy'])

/** Nothing but "yes", "no" or "hello": means something only as the answer to a question that was heard. */
export const isBare = (heard: Heard) =>
  hasOnlyBareActs(heard) &&
  [heard.moment, heard.number, heard.digits, heard.choice, heard.name].every((value) => value === undefined)

/** The answer to a yes/no question, when that is what it is. */
export function answerOf(heard: Heard): 'yes' | 'no' | undefined {
  const { answer, plain = false } = heard
  if (plain && answer !== undefined) return answer
  if (answer === 'yes') return hasAny(heard, [...ASIDE, 'not-interested']) ? undefined : 'yes'
  if (answer !== 'no') return undefined
  const another = hasAny(heard, OTHER_THAN_NO) || (heard.moment !== undefined && !isHard(heard))
  return another ? undefined : 'no'
}

/**
 * What is left of a reply once it has answered one question: a "yes" answers only one, and a value that
 * filled one output fills no other.
 */
export function remainder(heard: Heard, filled?: HeardValue): Heard {
  const { answer: _answer, plain: _plain, example: _example, choice: _choice, ...rest } = heard
  const left = { ...rest, acts: heard.acts.filter((act) => !BARE.includes(act)) }
  return filled === undefined ? left : withoutValue(left, filled)
}

function withoutValue(heard: Heard, spent: HeardValue): Heard {
  const { moment, number, digits, name, ...rest } = heard
  return {
    ...rest,
    ...(moment === undefined || moment === spent ? {} : { moment }),
    ...(number === undefined || number === spent ? {} : { number }),
    ...(digits === undefined || digits === spent ? {} : { digits }),
    ...(name === undefined || name === spent ? {} : { name }),
  }
}

/** The value of the node's own output in this reply; undefined rather than a guess. */
export function valueFor(
  node: FlowNode,
  output: OutputParameter | undefined,
  heard: Heard,
): HeardValue | undefined {
  if (output === undefined) return undefined
  if (output.type === 'yes-no') return yesNo(answerOf(heard))
  if (isHard(heard)) return undefined
  switch (output.type) {
    case 'date-time':
      return heard.moment
    case 'number':
      return heard.number
    case 'choice':
      return heard.choice
    case 'text':
      return textFor(node, heard)
  }
}

function textFor(node: FlowNode, heard: Heard): HeardValue | undefined {
  if (node.expects === 'digits') return heard.digits
  if (node.expects === 'name') return heard.name
  const words = heard.text.trim()
  const wholeIsAnswer = node.expects === 'open' && words !== '' && !hasAny(heard, ASIDE)
  return wholeIsAnswer ? { value: words, spoken: words } : undefined
}

const yesNo = (answer: 'yes' | 'no' | undefined) =>
  answer === undefined ? undefined : { value: answer, spoken: answer }

/** "No, I will visit on Sunday" names a day, but none for what was offered. */
const isDeclined = (heard: Heard) => heard.answer === 'no' && !hasAny(heard, OTHER_THAN_NO)

/** Whether a condition word holds for this reply. */
function holds(word: ConditionWord, heard: Heard, filled: HeardValue | undefined): boolean {
  if (word === 'answered') return filled !== undefined
  if (word === 'date-time') return heard.moment !== undefined && !isDeclined(heard)
  if (word === 'yes' || word === 'no') return answerOf(heard) === word
  return heard.acts.includes(word)
}

/**
 * How strictly a branch is looked for. *specific* leaves "yes", "no" and what needs the question aside. *timely*:
 * only that a time was named, the weakest sign of a node's own branches.
 */
export type Sieve = 'hard' | 'specific' | 'general' | 'example' | 'timely' | 'act'
const GENERAL: readonly ConditionWord[] = ['yes', 'no', 'answered']

function passes(word: ConditionWord, sieve: Sieve): boolean {
  if (sieve === 'hard') return HARD.some((act) => act === word)
  if (sieve === 'general') return GENERAL.includes(word)
  if (sieve === 'timely') return word === 'date-time'
  if (GENERAL.includes(word)) return false
  return sieve === 'specific' || (sieve === 'act' && word !== 'date-time')
}

/** A "no" beside a time is the answer itself where no branch asks for the time. */
export function answering(script: readonly Branch[], node: FlowNode, heard: Heard): Heard {
  const isTaken = [...node.branches, ...script].some(({ when }) => when.includes('date-time'))
  const isDenial = heard.answer === 'no' && heard.moment !== undefined
  return isDenial && !isTaken && node.expects === 'yes-no' && !hasAny(heard, OTHER_THAN_NO)
    ? { ...heard, plain: true }
    : heard
}

export function findBranch(
  branches: readonly Branch[],
  heard: Heard,
  sieve: Sieve,
  filled?: HeardValue,
): Branch | undefined {
  return branches.find((branch, place) => {
    // What a branch says not to be taken for wins over all that speaks for it.
    if (branch.unless.some((word) => holds(word, heard, filled))) return false
    if (branch.when.some((word) => passes(word, sieve) && holds(word, heard, filled))) return true
    // Likeness is a weaker sign than an act: "who is this" resembles "this is he".
    if (sieve === 'example')
      return heard.example === place && hasOnlyBareActs(heard) && !heard.acts.includes('greeting')
    return sieve === 'general' && branch.is !== undefined && branch.is === filled?.value
  })
}
