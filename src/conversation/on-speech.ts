import type { Ms } from '../base/index.ts'
import { startOver, stopOver } from './barge-in.ts'
import { humanPauses, humanSpeaks } from './human-floor.ts'
import { type Conversation, keep, type Step } from './state.ts'
import { listenOn, newTurn } from './turn.ts'

export function onSpeechStarted(state: Conversation, atMs: Ms): Step {
  switch (state.floor.holder) {
    case 'nobody':
      return humanSpeaks(newTurn(state, atMs, { overlapping: false }), atMs)
    case 'human':
      return state.floor.phase.type === 'speaking' ? keep(state) : humanSpeaks(listenOn(state, atMs), atMs)
    case 'assistant':
      return startOver(state, state.floor, atMs)
    case 'ended':
      return keep(state)
  }
}

export function onSpeechStopped(state: Conversation, atMs: Ms): Step {
  switch (state.floor.holder) {
    case 'human':
      return humanPauses(state, atMs)
    case 'assistant':
      return stopOver(state, state.floor, atMs)
    case 'nobody':
    case 'ended':
      return keep(state)
  }
}
