import { type Ms, unreachable } from '../base/index.ts'
import { judgeEarly, onBargeInTimer } from './barge-in.ts'
import { endTurn } from './endpointing.ts'
import type { Timer } from './event.ts'
import { askOpening, sayLine } from './floor.ts'
import { humanPauses } from './human-floor.ts'
import { onCallLimit } from './on-session.ts'
import { type Conversation, keep, type Step } from './state.ts'

export function onTimer(state: Conversation, timer: Timer, atMs: Ms): Step {
  switch (timer) {
    case 'endpoint':
      return onEndpoint(state, atMs)
    case 'barge-in':
      return state.floor.holder === 'assistant' ? onBargeInTimer(state, state.floor) : keep(state)
    case 'silence':
      return state.floor.holder === 'nobody' ? onSilence(state) : keep(state)
    case 'call-limit':
      return onCallLimit(state, atMs)
    default:
      return unreachable(timer)
  }
}

function onEndpoint(state: Conversation, atMs: Ms): Step {
  const { floor } = state
  if (floor.holder === 'assistant') return judgeEarly(state, floor, atMs)
  if (floor.holder !== 'human') return keep(state)
  // A voice that has lasted too long is taken for a pause, so that the words so far are heard.
  if (floor.phase.type === 'speaking') return humanPauses(state, atMs)
  if (floor.phase.words === 'known') return endTurn(state, floor.phase.sinceMs, atMs)
  return endTurn(withoutWords(state), floor.phase.sinceMs, atMs)
}

/** The ears did not answer in time: there was speech, but nobody knows which. */
function withoutWords(state: Conversation): Conversation {
  const utterances = state.turn.utterances.map((utterance) => ({
    ...utterance,
    unclear: utterance.text === '',
  }))
  return { ...state, turn: { ...state.turn, utterances } }
}

/** Asks who is there, some times, then says goodbye. */
function onSilence(state: Conversation): Step {
  if (!state.opened) return askOpening(state)
  const { prompts, goodbye } = state.policy.silence
  const prompt = prompts[state.silences]
  if (prompt === undefined)
    return sayLine(state, goodbye, { kind: 'farewell', afterwards: 'hang-up', why: 'silence' })
  return sayLine({ ...state, silences: state.silences + 1 }, prompt, { kind: 'check' })
}
