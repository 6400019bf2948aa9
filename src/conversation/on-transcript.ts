import { looksLikeMachine, mayBeMachine, onMachine } from './answering-machine.ts'
import { judge, lateWords } from './barge-in.ts'
import { awaitEndpoint } from './endpointing.ts'
import type { Held } from './floor.ts'
import { type Conversation, keep, type Step } from './state.ts'
import { hasWords, hearing, holds, type TranscriptFinal } from './turn.ts'

/** The detector's and the ears' idea of where speech ended may differ by some frames. */
const SAME_END_MS = 150

/** Words for an utterance that was answered already, or never was ours, change nothing. */
export function onTranscript(state: Conversation, event: TranscriptFinal): Step {
  if (hasWords(event) && mayBeMachine(state, event.atMs) && looksLikeMachine(event.text))
    return onMachine(state, event.atMs)
  const heard: Conversation = { ...state, turn: hearing(state.turn, event) }
  switch (state.floor.holder) {
    case 'nobody':
      return holds(state.turn, event.utterance) && hasWords(event)
        ? awaitEndpoint(heard, event.untilMs)
        : keep(state)
    case 'human':
      return whilePausing(heard, event)
    case 'assistant':
      return overAssistant(heard, state.floor, event)
    case 'ended':
      return keep(state)
  }
}

function whilePausing(state: Conversation, event: TranscriptFinal): Step {
  if (state.floor.holder !== 'human' || state.floor.phase.type !== 'pausing') return keep(state)
  const { sinceMs } = state.floor.phase
  const isForThisPause = event.untilMs >= sinceMs - SAME_END_MS
  if (!isForThisPause || !holds(state.turn, event.utterance) || state.machine) return keep(state)
  return awaitEndpoint(state, sinceMs)
}

function overAssistant(state: Conversation, held: Held, event: TranscriptFinal): Step {
  if (holds(state.turn, event.utterance)) return judge(state, held, event)
  if (holds(held.reply.answers, event.utterance) && hasWords(event)) return lateWords(state, held, event)
  return keep(state)
}
