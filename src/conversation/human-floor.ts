import type { Ms } from '../base/index.ts'
import type { Effect } from './effect.ts'
import { type Conversation, keep, lastUtterance, type Step } from './state.ts'

/** The human has the floor and speaks; the endpoint timer only guards against a voice that never stops. */
export function humanSpeaks(state: Conversation, atMs: Ms): Step {
  return keep(
    { ...state, floor: { holder: 'human', phase: { type: 'speaking', sinceMs: atMs } } },
    { type: 'clear-timer', timer: 'silence' },
    { type: 'set-timer', timer: 'endpoint', atMs: atMs + state.policy.longestUtteranceMs },
  )
}

/**
 * Decoding starts at once; how long to wait depends on the words, so the timer only guards against none.
 */
export function humanPauses(state: Conversation, atMs: Ms): Step {
  return keep(
    { ...state, floor: { holder: 'human', phase: { type: 'pausing', sinceMs: atMs, words: 'awaited' } } },
    ...hear(state, atMs),
    { type: 'set-timer', timer: 'endpoint', atMs: atMs + state.policy.endpoint.wordsWaitMs },
  )
}

export function hear(state: Conversation, untilMs: Ms): readonly Effect[] {
  const utterance = lastUtterance(state.turn)
  if (utterance === undefined) return []
  return [{ type: 'hear', utterance: utterance.number, fromMs: utterance.fromMs, untilMs }]
}
