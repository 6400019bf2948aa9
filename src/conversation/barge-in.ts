import type { Ms } from '../base/index.ts'
import type { Effect } from './effect.ts'
import { awaitEndpoint } from './endpointing.ts'
import { dropReply, type Held } from './floor.ts'
import { hear, humanPauses, humanSpeaks } from './human-floor.ts'
import { andThen, type Conversation, emptyTurn, keep, quiet, type Reply, type Step, textOf } from './state.ts'
import { hasWords, hearing, listenOn, newTurn, type TranscriptFinal } from './turn.ts'

/**
 * The human's voice while the assistant has the floor. Before anything was heard of the reply, the human's
 * own turn simply goes on. Later the assistant's voice is *held* once theirs has lasted a moment, so that
 * nobody is talked over; the words then decide. A "hmm", a cough or nothing at all lets the sentence go on
 * from where it stopped; words that want the floor get it, and only what was heard stays said.
 */
export function startOver(state: Conversation, held: Held, atMs: Ms): Step {
  const { reply, voice } = held
  if (!reply.audible && reply.kind !== 'farewell') return takeBack(state, reply, atMs)
  const isHeld = (voice.type === 'over' || voice.type === 'judging') && voice.held
  const spoken = voice.type === 'quiet' ? newTurn(state, atMs, { overlapping: true }) : listenOn(state, atMs)
  const over = { type: 'over', sinceMs: atMs, held: isHeld } as const
  return keep(
    { ...spoken, floor: { ...held, voice: over } },
    { type: 'set-timer', timer: 'barge-in', atMs: atMs + holdAfterMs(state, reply, atMs) },
    { type: 'set-timer', timer: 'endpoint', atMs: atMs + state.policy.bargeIn.judgeAfterMs },
  )
}

function holdAfterMs({ policy: { bargeIn } }: Conversation, reply: Reply, sinceMs: Ms): Ms {
  const isHello = reply.kind === 'opening' && sinceMs <= bargeIn.helloWithinMs
  return isHello ? bargeIn.helloHoldAfterMs : bargeIn.holdAfterMs
}

/**
 * Short speech is hardly ever an interruption: the voice goes on at once, and stops again if it was one.
 */
export function stopOver(state: Conversation, held: Held, atMs: Ms): Step {
  return judgeFrom(state, held, { atMs, goesOn: false })
}

/** It lasts: its words so far decide, before its end. */
export function judgeEarly(state: Conversation, held: Held, atMs: Ms): Step {
  return held.voice.type === 'over' ? judgeFrom(state, held, { atMs, goesOn: true }) : keep(state)
}

function judgeFrom(
  state: Conversation,
  held: Held,
  { atMs, goesOn }: { readonly atMs: Ms; readonly goesOn: boolean },
): Step {
  const { voice, reply } = held
  if (voice.type !== 'over' && !(voice.type === 'judging' && voice.goesOn)) return keep(state)
  const resumes = voice.held && atMs - voice.sinceMs <= state.policy.bargeIn.backchannelMs
  const judging = {
    type: 'judging',
    sinceMs: voice.sinceMs,
    untilMs: atMs,
    held: voice.held && !resumes,
    goesOn,
  } as const
  return keep(
    { ...state, floor: { ...held, voice: judging } },
    ...(resumes ? [{ type: 'resume-saying', reply: reply.id } as const] : []),
    ...hear(state, atMs),
    { type: 'clear-timer', timer: 'endpoint' },
    { type: 'set-timer', timer: 'barge-in', atMs: atMs + state.policy.bargeIn.verdictMs },
  )
}

/** The human's voice has lasted: ours stops inside the sentence, unless that must be heard. */
export function onBargeInTimer(state: Conversation, held: Held): Step {
  const { voice, reply } = held
  if (voice.type === 'judging') return judgeWithoutWords(state, held, voice.untilMs - voice.sinceMs)
  if (voice.type !== 'over' || voice.held || !canStop(state, reply)) return keep(state)
  return keep(
    { ...state, floor: { ...held, voice: { ...voice, held: true } } },
    { type: 'pause-saying', reply: reply.id },
  )
}

const canStop = (state: Conversation, { unheard }: Reply): boolean =>
  !state.outOfTime && (unheard[0]?.interruptible ?? true)

/** The words of speech over the assistant's voice are known. */
export function judge(state: Conversation, held: Held, event: TranscriptFinal): Step {
  if (held.voice.type === 'over') return keep(state)
  const lastedMs = spokenMs(held, event)
  if (!hasWords(event) && event.rejected === 'uncertain' && lastedMs > state.policy.bargeIn.unclearMs)
    return interrupt(state, held, event.untilMs)
  const passed: Conversation = { ...state, turn: emptyTurn }
  if (!hasWords(event)) return goOn(passed, held)
  if (wantsFloor(state, held.reply, event, lastedMs)) return interrupt(state, held, event.untilMs)
  return andThen(goOn(passed, held), (next) =>
    keep(next, {
      type: 'note',
      fact: { type: 'backchannel-heard', utterance: event.utterance, text: event.text },
    }),
  )
}

function spokenMs({ voice }: Held, event: TranscriptFinal): Ms {
  return voice.type === 'judging' || voice.type === 'waiting' ? event.untilMs - voice.sinceMs : 0
}

function wantsFloor(state: Conversation, reply: Reply, event: TranscriptFinal, lastedMs: Ms): boolean {
  if (state.outOfTime) return false
  switch (event.weight) {
    case 'hum':
      return false
    case 'assent':
      return answersTheQuestion(state, reply, lastedMs)
    case 'murmur':
      return lastedMs > state.policy.bargeIn.murmurMs
    case 'greeting':
      return reply.kind === 'check'
    case 'farewell':
      return reply.afterwards !== 'hang-up'
    case 'words':
      return true
  }
}

/** "When is a good time?" is not answered by a yes. */
const ANSWERED_BY_YES: readonly Conversation['expects'][] = ['yes-no', 'choice', 'open']

/** A "yes" over the last words of a question, or a long one over its second half, is its answer. */
function answersTheQuestion({ policy, expects }: Conversation, reply: Reply, lastedMs: Ms): boolean {
  if (reply.kind === 'check') return true
  if (!ANSWERED_BY_YES.includes(expects)) return false
  const { cut, unheard, modelDone } = reply
  if (!modelDone || unheard.length > 1 || cut?.lastsMs === undefined || reply.afterwards !== 'listen')
    return false
  const isNearEnd = cut.lastsMs - cut.playedMs <= policy.bargeIn.overlapMs
  return isNearEnd || (lastedMs > policy.bargeIn.backchannelMs && questionWasHeard(reply))
}

function questionWasHeard({ unheard, cut, modelDone, apologised }: Reply): boolean {
  if (!modelDone || apologised || unheard.length > 1) return false
  return unheard.length === 0 || (cut?.lastsMs !== undefined && cut.playedMs >= cut.lastsMs / 2)
}

/**
 * The engine says nothing in time: short speech is let pass, long speech gets the floor and is waited for.
 */
function judgeWithoutWords(state: Conversation, held: Held, lastedMs: Ms): Step {
  if (held.voice.type !== 'judging') return keep(state)
  if (lastedMs <= state.policy.bargeIn.backchannelMs || state.outOfTime) return goOn(state, held)
  if (!canStop(state, held.reply)) return keep(state)
  const { untilMs } = held.voice
  const taken = takeFloor(state, held, untilMs)
  return andThen(taken, (next) => humanPauses(next, untilMs))
}

/** The sentence goes on; words that come late are still judged. */
function goOn(state: Conversation, held: Held): Step {
  const isHeld = (held.voice.type === 'judging' || held.voice.type === 'over') && held.voice.held
  const resume: readonly Effect[] = isHeld ? [{ type: 'resume-saying', reply: held.reply.id }] : []
  return keep(
    { ...state, floor: { ...held, voice: quiet } },
    { type: 'clear-timer', timer: 'barge-in' },
    { type: 'clear-timer', timer: 'endpoint' },
    ...resume,
  )
}

function interrupt(state: Conversation, held: Held, untilMs: Ms): Step {
  if (!canStop(state, held.reply)) {
    const sinceMs = held.voice.type === 'quiet' ? untilMs : held.voice.sinceMs
    return keep({ ...state, floor: { ...held, voice: { type: 'waiting', sinceMs, untilMs } } })
  }
  const taken = takeFloor(state, held, untilMs)
  const { voice } = held
  const speaks = voice.type === 'judging' && voice.goesOn
  return speaks ? andThen(taken, (next) => humanSpeaks(next, voice.sinceMs)) : taken
}

/** The reply ends here; what was not heard was not said. */
export function takeFloor(state: Conversation, held: Held, untilMs: Ms): Step {
  const { reply } = held
  const answering = questionWasHeard(reply) && reply.kind !== 'check' ? 'question' : 'check'
  const dropped = keep({ ...state, answering, silences: 0 }, ...dropReply(reply, false), {
    type: 'clear-timer',
    timer: 'barge-in',
  })
  return andThen(dropped, (next) => awaitEndpoint(next, untilMs))
}

/** Nothing of the reply was heard, so the human's turn was not over: it goes on with the words it had. */
export function takeBack(state: Conversation, reply: Reply, atMs: Ms): Step {
  const dropped = keep({ ...state, turn: reply.answers }, ...dropReply(reply, true))
  return andThen(dropped, (next) => humanSpeaks(listenOn(next, atMs), atMs))
}

/** Words arrive for a turn that was answered without them. */
export function lateWords(state: Conversation, held: Held, event: TranscriptFinal): Step {
  const { reply } = held
  if (textOf(reply.answers) !== '') return keep(state) // the engine repeats itself
  const turn = hearing(reply.answers, event)
  if (reply.audible) return takeFloor({ ...state, turn }, held, event.untilMs)
  const dropped = keep({ ...state, turn }, ...dropReply(reply, true))
  return andThen(dropped, (next) => awaitEndpoint(next, event.untilMs))
}

/** The reply is over while the human speaks: what they say is the next turn. */
export function handOver(state: Conversation, held: Held): Step {
  const { voice } = held
  switch (voice.type) {
    case 'over':
      return humanSpeaks(state, voice.sinceMs)
    case 'judging':
      return voice.goesOn ? humanSpeaks(state, voice.sinceMs) : humanPausesAgain(state, voice.untilMs)
    case 'waiting':
      return awaitEndpoint(state, voice.untilMs)
    case 'quiet':
      return keep({ ...state, turn: emptyTurn })
  }
}

/** As `humanPauses`, but the ears have been asked already. */
function humanPausesAgain(state: Conversation, untilMs: Ms): Step {
  return keep(
    { ...state, floor: { holder: 'human', phase: { type: 'pausing', sinceMs: untilMs, words: 'awaited' } } },
    { type: 'clear-timer', timer: 'barge-in' },
    { type: 'set-timer', timer: 'endpoint', atMs: untilMs + state.policy.endpoint.wordsWaitMs },
  )
}
