/**
 * What a synthetic person does next; pure.
 *
 *   The assistant's turn starts ──▶ listening ──its turn ends──▶ understanding ──words──▶ about to answer
 * ──▶ speaking
 *   A manner may act in the middle of the assistant's turn: interrupt it, hum, or hang up.
 */
import type { DtmfDigit, Ms } from '../base/index.ts'
import type { Answer, Line, Persona, Topic } from './persona.ts'
import { topicOf } from './topics.ts'

export type MindEvent =
  | { readonly type: 'picked-up' }
  | { readonly type: 'assistant-started' }
  /** It has been silent long enough for a person to think it has finished; the span of its sound. */
  | { readonly type: 'assistant-stopped'; readonly fromMs: Ms; readonly untilMs: Ms }
  | { readonly type: 'heard'; readonly text: string }
  | { readonly type: 'line-said' }
  | { readonly type: 'timer-fired'; readonly timer: MindTimer }
export type MindTimer = 'manner' | 'answer'
export type LineKind = 'line' | 'interruption' | 'hum'
export type MindEffect =
  | { readonly type: 'say'; readonly line: Line; readonly kind: LineKind }
  | { readonly type: 'press'; readonly digit: DtmfDigit }
  | { readonly type: 'understand'; readonly turn: number; readonly fromMs: Ms; readonly untilMs: Ms }
  | { readonly type: 'hang-up' }
  | { readonly type: 'set-timer'; readonly timer: MindTimer; readonly delayMs: Ms }
  | { readonly type: 'clear-timer'; readonly timer: MindTimer }

export interface Mind {
  readonly persona: Persona
  /** Turns of the assistant so far. */
  readonly turns: number
  /** Lines of the manner not used yet. */
  readonly mannerLines: readonly Line[]
  /** I talked into this turn, so it needs no answer. */
  readonly cutIn: boolean
  readonly pending: Answer | undefined
  readonly thenHangUp: boolean
  /** Times in a row that I did not understand. */
  readonly puzzled: number
}
export interface MindStep {
  readonly mind: Mind
  readonly effects: readonly MindEffect[]
}

const HELLO_AFTER_MS: Ms = 350
const ANSWER_AFTER_MS: Ms = 150
const PUZZLED_MAX = 2
const PARDON: Answer = { says: ['Sorry, could you say that again?'] }
/** Nobody interrupts the very first sentence; it says who is calling. */
const FIRST_TURN_TO_INTERRUPT = 2

export function wakeUp(persona: Persona): Mind {
  const { manner } = persona
  const mannerLines = manner.type === 'interrupts' || manner.type === 'hums' ? manner.lines : []
  return { persona, turns: 0, mannerLines, cutIn: false, pending: undefined, thenHangUp: false, puzzled: 0 }
}

export function think(mind: Mind, event: MindEvent): MindStep {
  switch (event.type) {
    case 'picked-up':
      return pickUp(mind)
    case 'assistant-started':
      return assistantStarts(mind)
    case 'assistant-stopped':
      return assistantStops(mind, event)
    case 'heard':
      return chooseAnswer(mind, event.text)
    case 'line-said':
      return lineEnds(mind)
    case 'timer-fired':
      return event.timer === 'answer' ? giveAnswer(mind) : actOnManner(mind)
  }
}
const stay = (mind: Mind): MindStep => ({ mind, effects: [] })

function pickUp(mind: Mind): MindStep {
  const { manner, hello } = mind.persona
  if (manner.type === 'voicemail') {
    return { mind, effects: [{ type: 'say', line: manner.greeting, kind: 'line' }] }
  }
  if (hello.length === 0) return stay(mind)
  const pending = { says: hello }
  return {
    mind: { ...mind, pending },
    effects: [{ type: 'set-timer', timer: 'answer', delayMs: HELLO_AFTER_MS }],
  }
}

function assistantStarts(mind: Mind): MindStep {
  const turns = mind.turns + 1
  const isHello = mind.turns === 0
  const next: Mind = { ...mind, turns, cutIn: false, ...(isHello ? {} : { pending: undefined }) }
  const hush: MindEffect[] = isHello ? [] : [{ type: 'clear-timer', timer: 'answer' }]
  const afterMs = mannerDelay(next)
  if (afterMs === undefined) return { mind: next, effects: hush }
  return { mind: next, effects: [...hush, { type: 'set-timer', timer: 'manner', delayMs: afterMs }] }
}

function mannerDelay({ persona: { manner }, mannerLines, turns }: Mind): Ms | undefined {
  switch (manner.type) {
    case 'interrupts':
      return turns >= FIRST_TURN_TO_INTERRUPT && mannerLines.length > 0 ? manner.afterMs : undefined
    case 'hums':
      return mannerLines.length > 0 ? manner.afterMs : undefined
    case 'hangs-up':
      return turns === FIRST_TURN_TO_INTERRUPT ? manner.afterMs : undefined
    default:
      return undefined
  }
}

function actOnManner(mind: Mind): MindStep {
  const { manner } = mind.persona
  if (manner.type === 'hangs-up') return { mind, effects: [{ type: 'hang-up' }] }
  const [line, ...mannerLines] = mind.mannerLines
  if (line === undefined) return stay(mind)
  const kind = manner.type === 'interrupts' ? 'interruption' : 'hum'
  return {
    mind: { ...mind, mannerLines, cutIn: kind === 'interruption' },
    effects: [{ type: 'say', line, kind }],
  }
}

function assistantStops(mind: Mind, turn: { readonly fromMs: Ms; readonly untilMs: Ms }): MindStep {
  const effects: MindEffect[] = [{ type: 'clear-timer', timer: 'manner' }]
  const { type } = mind.persona.manner
  if (mind.cutIn || type === 'says-nothing' || type === 'voicemail') return { mind, effects }
  const { fromMs, untilMs } = turn
  return { mind, effects: [...effects, { type: 'understand', turn: mind.turns, fromMs, untilMs }] }
}

function chooseAnswer(mind: Mind, text: string): MindStep {
  const topic: Topic = topicOf(text)
  const known = mind.persona.answers[topic]
  if (known === undefined && mind.puzzled >= PUZZLED_MAX) return stay(mind)
  return {
    mind: { ...mind, pending: known ?? PARDON, puzzled: known === undefined ? mind.puzzled + 1 : 0 },
    effects: [{ type: 'set-timer', timer: 'answer', delayMs: ANSWER_AFTER_MS }],
  }
}

function giveAnswer(mind: Mind): MindStep {
  const { pending } = mind
  if (pending === undefined) return stay(mind)
  const next = { ...mind, pending: undefined, thenHangUp: pending.thenHangsUp === true }
  const presses = mind.persona.manner.type === 'presses-keys' ? pending.presses : undefined
  return {
    mind: next,
    effects: [
      presses === undefined
        ? { type: 'say', line: pending.says, kind: 'line' }
        : { type: 'press', digit: presses },
    ],
  }
}

function lineEnds(mind: Mind): MindStep {
  return mind.thenHangUp
    ? { mind: { ...mind, thenHangUp: false }, effects: [{ type: 'hang-up' }] }
    : stay(mind)
}
