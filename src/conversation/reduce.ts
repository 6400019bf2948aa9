import { unreachable } from '../base/index.ts'
import { onBeep } from './answering-machine.ts'
import type { ConversationEvent } from './event.ts'
import { onDigit } from './on-digit.ts'
import {
  onModelFailed,
  onModelFinished,
  onModelSentence,
  onReply,
  onReplyAudible,
  onSentenceCut,
  onSentenceFailed,
  onSentencePlayed,
} from './on-reply.ts'
import { onCallEnded, onSessionStarted } from './on-session.ts'
import { onSpeechStarted, onSpeechStopped } from './on-speech.ts'
import { onTimer } from './on-timer.ts'
import { onTranscript } from './on-transcript.ts'
import { type Conversation, keep, type Step } from './state.ts'

/** What a fact changes and what is to be done about it. Pure: the same journal leads to the same orders. */
export function reduce(state: Conversation, event: ConversationEvent): Step {
  if (state.floor.holder === 'ended') return keep(state)
  switch (event.type) {
    case 'session-started':
      return onSessionStarted(state, event.atMs)
    case 'human-speech-started':
      return onSpeechStarted(state, event.atMs)
    case 'human-speech-stopped':
      return onSpeechStopped(state, event.atMs)
    case 'transcript-final':
      return onTranscript(state, event)
    case 'digit-pressed':
      return onDigit(state, event.digit, event.atMs)
    case 'beep-heard':
      return onBeep(state, event.atMs)
    case 'timer-fired':
      return onTimer(state, event.timer, event.atMs)
    case 'model-sentence':
      return onReply(state, event.reply, (held) => onModelSentence(state, held, event))
    case 'model-finished':
      return onReply(state, event.reply, (held) => onModelFinished(state, held, event))
    case 'model-failed':
      return onReply(state, event.reply, (held) => onModelFailed(state, held, event.atMs))
    case 'reply-audible':
      return onReply(state, event.reply, (held) => onReplyAudible(state, held))
    case 'sentence-played':
      return onReply(state, event.reply, (held) => onSentencePlayed(state, held, event))
    case 'sentence-cut':
      return onReply(state, event.reply, (held) => onSentenceCut(state, held, event))
    case 'sentence-failed':
      return onReply(state, event.reply, (held) => onSentenceFailed(state, held, event))
    case 'call-ended':
      return onCallEnded(state)
    case 'transcript-interim':
    case 'engine-failed':
    case 'backchannel-heard':
    case 'turn-ended':
    case 'understood':
    case 'node-entered':
    case 'asked-again':
    case 'output-captured':
    case 'output-withdrawn':
    case 'reply-taken-back':
      return keep(state)
    default:
      return unreachable(event)
  }
}
