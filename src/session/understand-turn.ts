import {
  type FlowNode,
  type Heard,
  type HeardValue,
  type Position,
  personAskedFor,
  type Script,
} from '../assistants/index.ts'
import type { HumanTurn } from '../conversation/index.ts'
import {
  isWish,
  matchExamples,
  mergeDateTime,
  type Now,
  readActs,
  readChoice,
  readDateTime,
  readDigits,
  readIdentity,
  readName,
  readNumber,
  readTelephone,
  readYesNo,
  type SpokenTime,
  sayDateTime,
  sayDigits,
} from '../understanding/index.ts'

export interface Understood {
  readonly heard: Heard
  /** The day and time as far as they are known now, for an answer that completes or corrects them. */
  readonly time: SpokenTime | undefined
}
interface Place {
  readonly script: Script
  readonly node: FlowNode
  readonly position: Position
  readonly now: Now
  readonly time: SpokenTime | undefined
}

/** What one human turn means where it was said, by rules alone: what is not sure is absent. */
export function understandTurn(turn: HumanTurn, place: Place): Understood {
  const { text, answering } = turn
  if (turn.digits !== '') return { heard: keysOf(turn, place), time: place.time }
  if (text.trim() === '') return { heard: { text: '', acts: [], answering }, time: place.time }
  const { node, position } = place
  const said = timeIn(text, place)
  const time = said === undefined ? place.time : merged(place, said)
  const isFresh = position.stage === 'asking'
  const stance = answerIn(text, place)
  const heard: Heard = {
    text,
    answering,
    ...stance,
    ...optional('moment', said === undefined ? undefined : momentOf(time ?? said)),
    ...optional('number', node.expects === 'number' ? numberOf(text) : undefined),
    ...optional('digits', node.expects === 'digits' ? digitsOf(text) : undefined),
    ...optional('name', node.expects === 'name' ? plain(readName(text, { asked: true })) : undefined),
    ...optional('choice', choiceOf(text, place)),
    ...optional('example', isFresh && stance.answer === undefined ? exampleOf(text, node) : undefined),
  }
  return { heard, time }
}

type Stance = Pick<Heard, 'acts' | 'answer' | 'plain'>

/** What the words do; who names themselves, or somebody else, has answered whether it is them. */
function answerIn(text: string, { script, node, position }: Place): Stance {
  const acts = readActs(text)
  const person = position.stage === 'asking' ? personAskedFor(script, node) : undefined
  const identity = person === undefined ? undefined : readIdentity(text, person)
  const others = acts.filter((act) => act !== 'yes' && act !== 'no')
  if (identity === 'same') return { acts: ['yes', ...others], answer: 'yes', plain: true }
  if (identity === 'gone') return { acts: ['wrong-number', ...others], answer: 'no' }
  if (identity === 'other') return { acts: ['no', ...others], answer: 'no' }
  return { acts, ...optional('answer', readYesNo(text) ?? deniedTime(text, node)) }
}

/** "Not this week", where the question was about this week. */
function deniedTime(text: string, { expects, say }: FlowNode): 'no' | undefined {
  const denied = DENIED_TIME.exec(text)?.[1]?.toLowerCase()
  return expects === 'yes-no' && denied !== undefined && say.toLowerCase().includes(denied) ? 'no' : undefined
}
const DENIED_TIME = /^\W*(?:no\W+)?not ((?:this |next |on |in the )?\w+)/i

/** The time the human wishes for; that of something else is none. */
function timeIn(text: string, { node, position, now }: Place): SpokenTime | undefined {
  const asked = node.expects === 'date-time'
  const said = readDateTime(text, now, { asked: asked && position.stage !== 'asking' })
  return said !== undefined && isWish(text, said, { asked }) ? said : undefined
}

/** A part of a time completes the other part only while the talk is about it. */
function merged({ node, position, time, now }: Place, said: SpokenTime): SpokenTime {
  const isAbout = position.stage !== 'asking' || node.end
  return time === undefined || !isAbout ? said : mergeDateTime(time, said, now)
}

function momentOf({ spoken, iso, missing }: SpokenTime): HeardValue {
  const voice = sayDateTime(spoken)
  const aloud = voice.charAt(0).toUpperCase() + voice.slice(1)
  return { value: spoken, spoken: aloud, ...optional('iso', iso), ...optional('missing', missing) }
}

function numberOf(text: string): HeardValue | undefined {
  const number = readNumber(text)
  return number === undefined ? undefined : plain(String(number))
}

function digitsOf(text: string): HeardValue | undefined {
  const digits = readTelephone(text) ?? readDigits(text)
  return digits === undefined ? undefined : { value: digits, spoken: sayDigits(digits) }
}

function choiceOf(text: string, { script, node }: Place): HeardValue | undefined {
  const choices = choicesOf(script, node)
  return choices.length === 0
    ? undefined
    : plain(
        readChoice(
          text,
          choices.map((value) => ({ value })),
        ),
      )
}

export function choicesOf(script: Script, node: FlowNode): readonly string[] {
  return script.outputs.get(node.captures ?? '')?.choices ?? []
}

function exampleOf(text: string, node: FlowNode): number | undefined {
  const branches = node.branches.map(({ examples }, place) => ({ id: String(place), examples }))
  const match = matchExamples(
    text,
    branches.filter(({ examples }) => examples.length > 0),
  )
  return match === undefined ? undefined : Number(match.id)
}

/** Keys: 1 is yes and 2 is no, the n-th choice, or the digits themselves, by what was asked. */
function keysOf({ digits, answering, text }: HumanTurn, { script, node, position }: Place): Heard {
  const keys = digits.replace(/[#*]/g, '')
  const asksYesNo = node.expects === 'yes-no' || position.stage === 'confirming'
  if (asksYesNo && (keys === '1' || keys === '2')) {
    const answer = keys === '1' ? 'yes' : 'no'
    return { text, acts: [answer], answer, answering }
  }
  const choice = node.expects === 'choice' ? choicesOf(script, node)[Number(keys) - 1] : undefined
  const isNumber = node.expects === 'number' && keys !== ''
  const isDigits = node.expects === 'digits' && keys !== ''
  return {
    text,
    acts: [],
    answering,
    ...optional('choice', plain(choice)),
    ...optional('number', isNumber ? plain(String(Number(keys))) : undefined),
    ...optional('digits', isDigits ? { value: keys, spoken: sayDigits(keys) } : undefined),
  }
}

const plain = (value: string | undefined): HeardValue | undefined =>
  value === undefined ? undefined : { value, spoken: value }

function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): Partial<Record<Key, Value>> {
  const entry: Partial<Record<Key, Value>> = {}
  if (value !== undefined) entry[key] = value
  return entry
}
