import type { Ms } from '../base/index.ts'
import type { ConversationEvent } from './event.ts'
import { type Conversation, lastUtterance, type Turn, type Utterance } from './state.ts'

export type TranscriptFinal = Extract<ConversationEvent, { type: 'transcript-final' }>

/** A turn that begins with speech at `atMs`. `overlapping`: over the assistant's voice. */
export function newTurn(
  state: Conversation,
  atMs: Ms,
  { overlapping }: { readonly overlapping: boolean },
): Conversation {
  return withUtterance({ ...state, turn: { utterances: [], digits: '' } }, atMs, overlapping)
}

/**
 * The human goes on after a pause: the same utterance grows, so that it is decoded as a whole, until it is
 * too long for that.
 */
export function listenOn(state: Conversation, atMs: Ms): Conversation {
  const last = lastUtterance(state.turn)
  const joins = last !== undefined && atMs - last.fromMs < state.policy.joinWithinMs
  return joins ? state : withUtterance(state, atMs, false)
}

function withUtterance(state: Conversation, fromMs: Ms, overlapping: boolean): Conversation {
  const utterance: Utterance = {
    number: state.nextUtterance,
    fromMs,
    text: '',
    ending: 'open',
    weight: 'words',
    unclear: false,
    overlapping,
  }
  const turn = { ...state.turn, utterances: [...state.turn.utterances, utterance] }
  return { ...state, turn, nextUtterance: state.nextUtterance + 1 }
}

export const holds = (turn: Turn, number: number): boolean =>
  turn.utterances.some((utterance) => utterance.number === number)

/**
 * The turn with what the ears now say of one of its utterances. Words once heard are not unheard by a
 * blank.
 */
export function hearing(turn: Turn, event: TranscriptFinal): Turn {
  return {
    ...turn,
    utterances: turn.utterances.map((utterance) =>
      utterance.number === event.utterance ? understood(utterance, event) : utterance,
    ),
  }
}

function understood(utterance: Utterance, event: TranscriptFinal): Utterance {
  if (hasWords(event))
    return { ...utterance, text: event.text, ending: event.ending, weight: event.weight, unclear: false }
  return { ...utterance, unclear: utterance.text === '' && event.rejected === 'uncertain' }
}

export const hasWords = ({ text, rejected }: TranscriptFinal): boolean =>
  rejected === undefined && text.trim() !== ''
