import type { Ms } from '../base/index.ts'
import { askOpening, dropReply, end, hangUp, openFloor, sayLine } from './floor.ts'
import { andThen, type Conversation, type Step } from './state.ts'

/** When the human is to speak first and does not, the assistant does. */
const HUMAN_FIRST_WAIT_MS = 2_500

export function onSessionStarted(state: Conversation, atMs: Ms): Step {
  const limited: Step = {
    state,
    effects: [{ type: 'set-timer', timer: 'call-limit', atMs: state.policy.limit.goodbyeAtMs }],
  }
  return andThen(limited, (next) =>
    state.policy.speaksFirst === 'assistant' ? askOpening(next) : openFloor(next, atMs, HUMAN_FIRST_WAIT_MS),
  )
}

export const onCallEnded = (state: Conversation): Step => end(state)

/** First says goodbye, whoever has the floor; at the limit itself, or when that is past, hangs up. */
export function onCallLimit(state: Conversation, atMs: Ms): Step {
  const { limit } = state.policy
  if (state.outOfTime || atMs >= limit.longestMs) return hangUp(state, 'call-limit')
  const dropped: Step = {
    state: { ...state, outOfTime: true },
    effects: state.floor.holder === 'assistant' ? dropReply(state.floor.reply, false) : [],
  }
  const said = andThen(dropped, (next) =>
    sayLine(next, limit.goodbye, { kind: 'farewell', afterwards: 'hang-up', why: 'call-limit' }, false),
  )
  return {
    ...said,
    effects: [...said.effects, { type: 'set-timer', timer: 'call-limit', atMs: limit.longestMs }],
  }
}
