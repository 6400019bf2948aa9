import type { Ms } from '../base/index.ts'
import { dropReply, hangUp, sayLine } from './floor.ts'
import { type Conversation, keep, type Step } from './state.ts'

/** After its greeting a machine is given this long to go on or to beep. */
const AFTER_GREETING_MS = 1_500

/**
 * What only machines say at the beginning of a call: voicemail, call screening, the network's own voice. A
 * person who says "he is not available, call later" or "you have reached the wrong number" is none.
 */
const MACHINE_WORDS = [
  /\b(?:please|kindly|you (?:can|may)) (?:leave|record)\b.{0,30}\bmessage\b(?! (?:on|via|by|with me)\b)/,
  /\b(?:leave|record) (?:your|us|me)\b.{0,30}\b(?:message|name)\b/,
  /\b(?:leave|record)\b.{0,20}\bmessage\b.{0,20}\b(?:after|at) the\b/,
  /\b(?:after|at) the (?:beep|tone|signal|bleep)\b/,
  /\bvoice ?mail (?:of|box|system|service)\b/,
  /\b(?:reached|forwarded to|transferred to)\b.{0,30}\bvoice ?(?:mail|message|messaging)\b/,
  /\bmail ?box (?:of|is|belongs)\b/,
  /\b(?:dialed|dialled|called) (?:number|customer|subscriber)\b/,
  /\b(?:customer|subscriber|user)\b.{0,30}\bbusy on another call\b/,
  /\bpress (?:the )?(?:hash|pound|star|\d)\b.{0,60}\b(?:message|record|options?)/,
  /\bfor \w+(?: \w+)? (?:please )?press (?:\d|one|two|three|four|five|six|nine|zero)\b/,
  /\bto \w+ (?:\w+ ){0,4}press (?:\d|one|two|three|four|five|six|nine|zero)\b/,
  /\byour call (?:is (?:important|being)|has been|may be|will be)\b/,
  /\bcall is being (?:screened|connected|forwarded|transferred|recorded)\b/,
  /\b(?:call screening|screening service)\b/,
  /\bgo ahead and (?:say|state|record)\b/,
  /\ball (?:of )?our \w+(?: \w+)? are (?:\w+ )?busy\b/,
  /\bstate your name (?:and|after|at)\b/,
]

/** "The number you are calling …" begins many sentences; the network's own go on about its state. */
const CALLED =
  /\b(?:number|person|subscriber|customer|party|user) (?:that )?you.{0,12}\b(?:call|dial|try)\w*\b(.{0,60})/
const STATES = [
  /\b(?:switched|busy|out of|unavailable|unreachable|incorrect|invalid|no longer|does not exist)\b/,
  /\bnot (?:available|reachable|answering|responding|in service|valid|taking)\b/,
  /\b(?:can ?not|can't) take\b|\bcall screening\b|\busing\b/,
]

export function looksLikeMachine(text: string): boolean {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9' ]+/g, ' ')
    .replace(/\s+/g, ' ')
  const state = CALLED.exec(plain)?.[1] ?? ''
  return MACHINE_WORDS.some((words) => words.test(plain)) || STATES.some((words) => words.test(state))
}

export const mayBeMachine = (state: Conversation, atMs: Ms): boolean =>
  !state.machine && !state.outOfTime && atMs <= state.policy.voicemail.withinMs

/** The words of a machine: hangs up, or waits for its end to leave a message. */
export function onMachine(state: Conversation, atMs: Ms): Step {
  if (state.policy.voicemail.policy === 'hang-up') return hangUp(state, 'voicemail')
  const speaks = state.floor.holder === 'human' && state.floor.phase.type === 'speaking'
  const phase = speaks
    ? ({ type: 'speaking', sinceMs: atMs } as const)
    : ({ type: 'pausing', sinceMs: atMs, words: 'known' } as const)
  return keep(
    { ...state, machine: true, floor: { holder: 'human', phase } },
    ...(state.floor.holder === 'assistant' ? dropReply(state.floor.reply, false) : []),
    { type: 'clear-timer', timer: 'silence' },
    { type: 'clear-timer', timer: 'barge-in' },
    { type: 'set-timer', timer: 'endpoint', atMs: atMs + AFTER_GREETING_MS },
  )
}

/** A beep after speech, early in a call in which no human was answered yet, is a machine's. */
export function onBeep(state: Conversation, atMs: Ms): Step {
  if (state.machine) return leaveMessage(state)
  const onlyAGreeting = state.nextUtterance > 1 && state.nextReply <= 2
  if (!onlyAGreeting || !mayBeMachine(state, atMs)) return keep(state)
  return onMachine(state, atMs)
}

export function leaveMessage(state: Conversation): Step {
  const { message } = state.policy.voicemail
  if (message.length === 0) return hangUp(state, 'voicemail')
  const parts = { kind: 'farewell', afterwards: 'hang-up', why: 'voicemail' } as const
  return sayLine({ ...state, machine: false, outOfTime: true }, message, parts, false)
}
