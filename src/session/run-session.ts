import { type Clock, Inbox, type Log, openScope, type Scope, unreachable } from '../base/index.ts'
import { begin, type ConversationEvent, type Effect, type Policy, reduce } from '../conversation/index.ts'
import type { SpeechToText, TextToSpeech, VoiceActivity } from '../speech/index.ts'
import { callTime } from './call-time.ts'
import { Ears } from './ears.ts'
import { FlowMind } from './flow-mind.ts'
import { Line } from './line.ts'
import type { Mind } from './mind.ts'
import { Mouth } from './mouth.ts'
import { policyOf } from './policy-of.ts'
import type { RunSession, SessionRequest, SessionResult } from './session.ts'
import { Thinking } from './thinking.ts'
import { Timers } from './timers.ts'
import { Voice } from './voice.ts'

/** More facts than wait in any healthy session: beyond it something of ours runs in circles. */
const FACTS_MAX = 2_000
/** Minutes east of UTC in which the human's "tomorrow" is counted: India. */
const OFFSET_MINUTES = 330

export interface SessionDeps {
  readonly clock: Clock
  readonly log: Log
  readonly hear: SpeechToText
  readonly speak: TextToSpeech
  readonly voiceActivity: VoiceActivity
}

export function createRunSession(deps: SessionDeps): RunSession {
  return async (request, signal) => {
    const session = openSession(deps, request)
    const abort = () => session.line.hangUp('failed')
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
    await talk(session, deps, request)
    signal.removeEventListener('abort', abort)
    await session.scope.close()
    const { line, mind } = session
    const result: SessionResult = {
      reason: line.reason(),
      outputs: mind.outputs(),
      endedAtMs: line.endedAtMs(),
    }
    return result
  }
}

/**
 * All of a session: what happens is a fact in the inbox, what is to be done an order to one of the others.
 */
interface Session {
  readonly scope: Scope
  readonly inbox: Inbox<ConversationEvent>
  readonly policy: Policy
  readonly ears: Ears
  readonly mouth: Mouth
  readonly mind: Mind
  readonly thinking: Thinking
  readonly timers: Timers
  readonly line: Line
  readonly emit: (event: ConversationEvent) => void
  readonly now: () => number
}

function openSession(deps: SessionDeps, request: SessionRequest): Session {
  const { leg, assistant, inputs, callId } = request
  const { log, hear, speak, voiceActivity } = deps
  const inbox = new Inbox<ConversationEvent>(FACTS_MAX)
  const emit = (event: ConversationEvent) => inbox.give(event)
  const time = callTime(deps.clock, request.answeredAtMs)
  const scope = openScope({
    onFailure: (part, error) => {
      log.error('a part of a session failed', { callId, part, error })
      line.abandon()
    },
  })
  const voice = new Voice({ speak, voice: assistant.voice, time, leadIn: assistant.wording.leadIn })
  const mouth = new Mouth(scope, { leg, time, voice, emit })
  const line: Line = new Line(scope, {
    leg,
    time,
    log,
    emit,
    onEnd: () => mouth.cut(),
    afterEnd: () => inbox.end(),
  })
  const { language } = assistant
  const phrases = [...assistant.phrases, ...Object.values(inputs)]
  const ears = new Ears(scope, { leg, time, hear, voiceActivity, language, phrases, emit })
  const wall = () => request.answeredAtWall + time.now()
  const mind = new FlowMind(assistant, inputs, () => ({ wallMs: wall(), offsetMinutes: OFFSET_MINUTES }))
  const onFailure = (error: unknown) => log.error('a mind failed', { callId, error })
  const thinking = new Thinking(scope, { mind, time, emit, onFailure })
  const timers = new Timers(time, (timer) => emit({ type: 'timer-fired', timer, atMs: time.now() }))
  scope.onClose(() => timers.clearAll())
  const policy = policyOf(assistant, inputs, request.longestTalkMs)
  return { scope, inbox, policy, ears, mouth, mind, thinking, timers, line, emit, now: () => time.now() }
}

/** Facts in, orders out, until the call has ended. */
async function talk(session: Session, deps: SessionDeps, request: SessionRequest): Promise<void> {
  const { inbox, policy } = session
  let state = begin(policy)
  session.emit(startOf(session, request))
  for await (const event of inbox) {
    request.journal(event)
    if (event.type === 'sentence-played') session.mind.noteHeard(event.text)
    try {
      const step = reduce(state, event)
      state = step.state
      for (const effect of step.effects) perform(session, effect)
    } catch (error) {
      deps.log.error('a conversation failed', { callId: request.callId, event: event.type, error })
      session.line.abandon()
    }
  }
}

function startOf({ policy, mind }: Session, { assistant }: SessionRequest): ConversationEvent {
  const { name, voice, language } = assistant
  return {
    type: 'session-started',
    atMs: 0,
    assistant: { name, voice, language },
    policy,
    engines: { mind: mind.name },
  }
}

function perform(session: Session, effect: Effect): void {
  const { timers, ears, mouth, thinking, line, emit, now } = session
  switch (effect.type) {
    case 'set-timer':
      return timers.set(effect.timer, effect.atMs)
    case 'clear-timer':
      return timers.clear(effect.timer)
    case 'hear':
      return ears.hear(effect)
    case 'listen-for':
      return ears.listenFor(effect.expects)
    case 'ask-mind':
      return thinking.start(effect.reply, effect.turn)
    case 'cancel-mind':
      return thinking.cancel(effect.reply, effect.takeBack)
    case 'say':
      return mouth.say(effect.reply, effect.text)
    case 'pause-saying':
      return mouth.pause()
    case 'resume-saying':
      return mouth.resume()
    case 'stop-saying':
      return mouth.stop(effect.reply)
    case 'hang-up':
      return line.hangUp(effect.why)
    case 'note':
      return emit({ ...effect.fact, atMs: now() })
    default:
      return unreachable(effect)
  }
}
