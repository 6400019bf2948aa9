import { type Clock, Inbox, type Log, openScope, type Scope } from '../base/index.ts'
import type { ConversationEvent, Policy } from '../conversation/index.ts'
import type { SpeechToText, TextToSpeech, VoiceActivity } from '../speech/index.ts'
import { callTime } from './call-time.ts'
import { Ears } from './ears.ts'
import { FlowMind } from './flow-mind.ts'
import { Line } from './line.ts'
import type { Mind } from './mind.ts'
import { Mouth } from './mouth.ts'
import { policyOf } from './policy-of.ts'
import type { SessionRequest } from './session.ts'
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
  /** For the journal: the engines by job, with their versions. */
  readonly engines?: Readonly<Record<string, string>>
}

/**
 * All of a session: what happens is a fact in the inbox, what is to be done an order to one of the others.
 */
export interface Session {
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

export function openSession(deps: SessionDeps, request: SessionRequest): Session {
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
