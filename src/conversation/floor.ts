import type { Ms } from '../base/index.ts'
import type { Effect, HangUpWhy } from './effect.ts'
import type { Line } from './policy.ts'
import { type Conversation, emptyTurn, type Floor, quiet, type Reply, type Step } from './state.ts'

/** The floor as the assistant holds it. */
export type Held = Extract<Floor, { holder: 'assistant' }>

const clearTurnTimers: readonly Effect[] = [
  { type: 'clear-timer', timer: 'endpoint' },
  { type: 'clear-timer', timer: 'barge-in' },
  { type: 'clear-timer', timer: 'silence' },
]

/** Nobody has the floor: the silence is counted from here. */
export function openFloor(state: Conversation, atMs: Ms, silenceMs = state.policy.silence.afterMs): Step {
  return {
    state: { ...state, floor: { holder: 'nobody' } },
    effects: [...clearTurnTimers, { type: 'set-timer', timer: 'silence', atMs: atMs + silenceMs }],
  }
}

/** Gives the floor to a new reply; what is to be said or asked for it are the caller's effects. */
export function startReply(
  state: Conversation,
  parts: Partial<Reply> & Pick<Reply, 'kind'>,
  effectsFor: (reply: number) => readonly Effect[],
): Step {
  const reply: Reply = {
    id: state.nextReply,
    answers: emptyTurn,
    modelDone: false,
    audible: false,
    apologised: false,
    afterwards: 'listen',
    why: 'assistant-decided',
    unheard: [],
    ...parts,
  }
  return {
    state: {
      ...state,
      floor: { holder: 'assistant', reply, voice: quiet },
      turn: emptyTurn,
      nextReply: state.nextReply + 1,
      opened: true,
    },
    effects: [...clearTurnTimers, ...effectsFor(reply.id)],
  }
}

/** A reply whose words the policy knows: no mind is asked. */
export function sayLine(
  state: Conversation,
  line: Line,
  parts: Partial<Reply> & Pick<Reply, 'kind'>,
  interruptible = true,
): Step {
  const unheard = line.map((text) => ({ text, interruptible }))
  return startReply(state, { modelDone: true, unheard, ...parts }, (reply) =>
    unheard.map((sentence) => ({ type: 'say', reply, ...sentence })),
  )
}

export const askOpening = (state: Conversation): Step =>
  startReply(state, { kind: 'opening' }, (reply) => [{ type: 'ask-mind', reply }])

/** Ends a reply before its time. `takeBack`: as if it had never been. */
export function dropReply(reply: Reply, takeBack: boolean): readonly Effect[] {
  const cancel: readonly Effect[] =
    reply.modelDone && !takeBack ? [] : [{ type: 'cancel-mind', reply: reply.id, takeBack }]
  const note: readonly Effect[] = takeBack
    ? [{ type: 'note', fact: { type: 'reply-taken-back', reply: reply.id } }]
    : []
  return [...cancel, { type: 'stop-saying', reply: reply.id }, ...note]
}

export function hangUp(state: Conversation, why: HangUpWhy): Step {
  const ended = end(state)
  return { ...ended, effects: [...ended.effects, { type: 'hang-up', why }] }
}

/** Absorbing: no timer, reply or voice outlives it. */
export function end(state: Conversation): Step {
  const { floor } = state
  const unfinished =
    floor.holder === 'assistant' && !(floor.reply.modelDone && floor.reply.unheard.length === 0)
  return {
    state: { ...state, floor: { holder: 'ended' } },
    effects: [
      ...clearTurnTimers,
      { type: 'clear-timer', timer: 'call-limit' },
      ...(unfinished ? dropReply(floor.reply, false) : []),
    ],
  }
}
