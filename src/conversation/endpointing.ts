import type { Ms } from '../base/index.ts'
import { leaveMessage } from './answering-machine.ts'
import { openFloor, startReply } from './floor.ts'
import {
  andThen,
  type Conversation,
  emptyTurn,
  keep,
  lastUtterance,
  type Step,
  type Turn,
  textOf,
} from './state.ts'

/**
 * Nothing in a lone "yes" tells whether more follows; the pause behind its comma lasts 300 to 400 ms, and what
 * follows is noticed 70 ms later.
 */
const BRIEF_WORDS_MAX = 2
/** Shorter sounds that nobody understood are noise, not speech to be asked about. */
const SPEECH_MS_MIN = 300

/**
 * How long after the end of speech a turn is over. A whole answer is answered soon; words that surely want
 * to go on outlast the pauses people make after "call me on" (0.9 to 1.4 s); sound without words waits as
 * long.
 */
export function waitMs({ policy: { endpoint }, expects }: Conversation, turn: Turn): Ms {
  const last = lastUtterance(turn)
  if (turn.digits !== '') return expects === 'digits' ? endpoint.keyMs : endpoint.finishedMs
  if (last === undefined || (last.text === '' && !last.unclear)) return endpoint.unfinishedMs
  if (last.unclear) return endpoint.openMs
  switch (last.ending) {
    case 'finished':
      return isBrief(turn) ? endpoint.briefMs : endpoint.finishedMs
    case 'open':
      return endpoint.openMs
    case 'unfinished':
      return endpoint.unfinishedMs
  }
}

const isBrief = (turn: Turn): boolean => textOf(turn).trim().split(/\s+/).length <= BRIEF_WORDS_MAX

/**
 * The words are known and nobody speaks: the turn is over `waitMs` after the end of speech, maybe long
 * since.
 */
export function awaitEndpoint(state: Conversation, sinceMs: Ms): Step {
  return keep(
    { ...state, floor: { holder: 'human', phase: { type: 'pausing', sinceMs, words: 'known' } } },
    { type: 'clear-timer', timer: 'silence' },
    { type: 'set-timer', timer: 'endpoint', atMs: sinceMs + waitMs(state, state.turn) },
  )
}

/** The human's turn is over: answer it, or, when nothing was said, leave the floor to whoever wants it. */
export function endTurn(state: Conversation, endedMs: Ms, atMs: Ms): Step {
  if (state.machine) return leaveMessage(state)
  const { turn } = state
  const text = textOf(turn)
  const clear = text !== '' || turn.digits !== ''
  if (!clear && !wasUnclearSpeech(turn, endedMs)) return openFloor(state, atMs)
  if (isOnlyAttention(turn)) return openFloor({ ...state, turn: emptyTurn }, atMs)
  const asked = { text, digits: turn.digits, clear, answering: state.answering }
  return andThen(
    keep(state, {
      type: 'note',
      fact: { type: 'turn-ended', reply: state.nextReply, text: text || turn.digits, endedMs },
    }),
    (next) =>
      startReply(
        { ...next, silences: clear ? 0 : next.silences },
        { kind: 'answer', answers: turn },
        (reply) => [{ type: 'ask-mind', reply, turn: asked }],
      ),
  )
}

const wasUnclearSpeech = (turn: Turn, endedMs: Ms): boolean =>
  turn.utterances.some(({ unclear, fromMs }) => unclear && endedMs - fromMs >= SPEECH_MS_MIN)

/** A "hmm" that began over the assistant's voice and ended after it answers nothing. */
const isOnlyAttention = (turn: Turn): boolean =>
  turn.digits === '' && turn.utterances.every(({ weight, overlapping }) => weight === 'hum' && overlapping)
