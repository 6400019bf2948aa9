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
  /\b(?:please|kindly|you (?:can|may)) (?:leave|record)\b.{0,30}\bmessage\b/,
  /\b(?:leave|record) (?:your|us|me)\b.{0,30}\b(?:message|name)\b/,
  /\b(?:leave|record)\b.{0,20}\bmessage\b.{0,20}\b(?:after|at) the\b/,
  /\b(?:after|at) the (?:beep|tone|signal|bleep)\b/,
  /\bvoice ?mail\b/,
  /\bmail ?box (?:of|is|belongs)\b/,
  /\b(?:number|person|subscriber|customer|party) (?:that )?you(?:'re| are| have| were) (?:call|dial|try)/,
  /\bpress (?:the )?(?:hash|pound|star|\d)\b.{0,60}\b(?:message|record|options?)/,
  /\bstate your name\b/,
]

export function looksLikeMachine(text: string): boolean {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9' ]+/g, ' ')
    .replace(/\s+/g, ' ')
  return MACHINE_WORDS.some((words) => words.test(plain))
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
