import { invariant, type Ms } from '../base/index.ts'
import { handOver, takeFloor } from './barge-in.ts'
import type { ConversationEvent } from './event.ts'
import { type Held, hangUp, openFloor } from './floor.ts'
import { andThen, type Conversation, keep, type Reply, type Sentence, type Step } from './state.ts'

type Fact<Type extends ConversationEvent['type']> = Extract<ConversationEvent, { type: Type }>

/** A reply that lost the floor may still send events; they are history, not news. */
export function onReply(state: Conversation, id: number, act: (held: Held) => Step): Step {
  const { floor } = state
  return floor.holder === 'assistant' && floor.reply.id === id ? act(floor) : keep(state)
}

const holding = (state: Conversation, held: Held, change: Partial<Reply>): Conversation => ({
  ...state,
  floor: { ...held, reply: { ...held.reply, ...change } },
})

export function onModelSentence(state: Conversation, held: Held, event: Fact<'model-sentence'>): Step {
  return saySentence(state, held, { text: event.text, interruptible: event.interruptible })
}

function saySentence(state: Conversation, held: Held, sentence: Sentence): Step {
  const { reply } = held
  return keep(holding(state, held, { unheard: [...reply.unheard, sentence] }), {
    type: 'say',
    reply: reply.id,
    ...sentence,
  })
}

export function onModelFinished(state: Conversation, held: Held, event: Fact<'model-finished'>): Step {
  const done = holding(state, held, { modelDone: true, afterwards: event.afterwards })
  const listening = { ...done, expects: event.expects.kind }
  return settle(keep(listening, { type: 'listen-for', expects: event.expects }), event.atMs)
}

/** Says sorry and listens; what was said so far stands. */
export function onModelFailed(state: Conversation, held: Held, atMs: Ms): Step {
  const failed = holding(state, held, { modelDone: true, afterwards: 'listen', apologised: true })
  if (failed.floor.holder !== 'assistant') return keep(failed)
  if (held.reply.apologised) return settle(keep(failed), atMs)
  return saySentence(failed, failed.floor, { text: state.policy.apology, interruptible: true })
}

export const onReplyAudible = (state: Conversation, held: Held): Step =>
  keep(holding(state, held, { audible: true }))

export function onSentencePlayed(state: Conversation, held: Held, event: Fact<'sentence-played'>): Step {
  const [next, ...unheard] = held.reply.unheard
  invariant(next?.text === event.text, 'sentences are played in the order they were said')
  const { cut: _cut, ...reply } = held.reply
  const heard: Held = { ...held, reply: { ...reply, unheard } }
  if (held.voice.type === 'waiting') return takeFloor({ ...state, floor: heard }, heard, held.voice.untilMs)
  return settle(keep({ ...state, floor: heard }), event.atMs)
}

export function onSentenceCut(state: Conversation, held: Held, event: Fact<'sentence-cut'>): Step {
  const { playedMs, lastsMs } = event
  return keep(holding(state, held, { cut: lastsMs === undefined ? { playedMs } : { playedMs, lastsMs } }))
}

/** A sentence that could not be spoken was not said. The human hears one apology instead of nothing. */
export function onSentenceFailed(state: Conversation, held: Held, event: Fact<'sentence-failed'>): Step {
  const { reply } = held
  const place = reply.unheard.findIndex(({ text }) => text === event.text)
  if (place < 0) return keep(state)
  const left = holding(state, held, { unheard: reply.unheard.toSpliced(place, 1), apologised: true })
  const silentEnd = reply.apologised || reply.afterwards === 'hang-up' || left.floor.holder !== 'assistant'
  if (silentEnd) return settle(keep(left), event.atMs)
  return saySentence(left, left.floor, { text: state.policy.apology, interruptible: true })
}

/** Once all was thought and played, the floor passes on or the call ends. */
function settle({ state, effects }: Step, atMs: Ms): Step {
  const { floor } = state
  if (floor.holder !== 'assistant') return { state, effects }
  if (!floor.reply.modelDone || floor.reply.unheard.length > 0) return { state, effects }
  return andThen({ state, effects }, () => passOn(state, floor, atMs))
}

function passOn(state: Conversation, held: Held, atMs: Ms): Step {
  const { reply, voice } = held
  if (reply.afterwards === 'hang-up') return hangUp(state, reply.why)
  // After a question that was not spoken, a "yes" answers something else.
  const isCheck = reply.kind === 'check' || reply.afterwards === 'wait' || reply.apologised
  const next: Conversation = { ...state, answering: isCheck ? 'check' : 'question' }
  if (voice.type !== 'quiet') return handOver(next, held)
  const { afterMs, patienceMs } = state.policy.silence
  return openFloor(next, atMs, reply.afterwards === 'wait' ? patienceMs : afterMs)
}
