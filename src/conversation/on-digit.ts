import type { DtmfDigit, Ms } from '../base/index.ts'
import { takeFloor } from './barge-in.ts'
import { awaitEndpoint } from './endpointing.ts'
import { dropReply, type Held } from './floor.ts'
import { andThen, type Conversation, emptyTurn, keep, type Step, type Turn } from './state.ts'

/** A pressed key is a deliberate answer: it needs no pause to be told from noise, and it interrupts. */
export function onDigit(state: Conversation, digit: DtmfDigit, atMs: Ms): Step {
  const { floor } = state
  switch (floor.holder) {
    case 'nobody':
      return awaitEndpoint({ ...state, turn: pressing(emptyTurn, digit) }, atMs)
    case 'human':
      return whileHumanSpeaks({ ...state, turn: pressing(state.turn, digit) }, atMs)
    case 'assistant':
      return overAssistant(state, floor, digit, atMs)
    case 'ended':
      return keep(state)
  }
}

const pressing = (turn: Turn, digit: DtmfDigit): Turn => ({ ...turn, digits: turn.digits + digit })

function whileHumanSpeaks(state: Conversation, atMs: Ms): Step {
  const speaks = state.floor.holder === 'human' && state.floor.phase.type === 'speaking'
  return speaks ? keep(state) : awaitEndpoint(state, atMs)
}

function overAssistant(state: Conversation, held: Held, digit: DtmfDigit, atMs: Ms): Step {
  const { reply, voice } = held
  if (state.outOfTime || reply.afterwards === 'hang-up') return keep(state)
  if (!reply.audible && reply.kind === 'answer') {
    const dropped = keep({ ...state, turn: pressing(reply.answers, digit) }, ...dropReply(reply, true))
    return andThen(dropped, (next) => awaitEndpoint(next, atMs))
  }
  const turn = pressing(voice.type === 'quiet' ? emptyTurn : state.turn, digit)
  const mustBeHeard = reply.unheard[0]?.interruptible === false
  if (!mustBeHeard) return takeFloor({ ...state, turn }, held, atMs)
  return keep({
    ...state,
    turn,
    floor: { ...held, voice: { type: 'waiting', sinceMs: atMs, untilMs: atMs } },
  })
}
