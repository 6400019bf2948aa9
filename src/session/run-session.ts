import { unreachable } from '../base/index.ts'
import { begin, type ConversationEvent, type Effect, reduce } from '../conversation/index.ts'
import { openSession, type Session, type SessionDeps } from './open-session.ts'
import type { RunSession, SessionRequest, SessionResult } from './session.ts'

export function createRunSession(deps: SessionDeps): RunSession {
  return async (request, signal) => {
    const session = tryToOpen(deps, request)
    if (session === undefined) return failed(deps, request)
    const abort = () => session.line.hangUp('failed')
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
    await talk(session, deps, request)
    signal.removeEventListener('abort', abort)
    await session.scope.close()
    const { line, mind } = session
    return { reason: line.reason(), outputs: mind.outputs(), endedAtMs: line.endedAtMs() }
  }
}

/** An engine that cannot even be opened ends the call. */
function tryToOpen(deps: SessionDeps, request: SessionRequest): Session | undefined {
  try {
    return openSession(deps, request)
  } catch (error) {
    deps.log.error('a session could not be opened', { callId: request.callId, error })
    return undefined
  }
}

async function failed({ clock, log }: SessionDeps, { leg, callId }: SessionRequest): Promise<SessionResult> {
  await leg
    .hangUp('failed')
    .catch((error: unknown) => log.warn('a leg could not be hung up', { callId, error }))
  return { reason: 'internal_error', outputs: {}, endedAtMs: clock.monotonic() }
}

/** Facts in, orders out, until the call has ended. */
async function talk(session: Session, deps: SessionDeps, request: SessionRequest): Promise<void> {
  const { inbox, policy } = session
  let state = begin(policy)
  session.emit(startOf(session, deps, request))
  for await (const event of inbox) {
    try {
      request.journal(event)
      if (event.type === 'sentence-played') session.mind.noteHeard(event.text)
      const step = reduce(state, event)
      state = step.state
      for (const effect of step.effects) perform(session, effect)
    } catch (error) {
      deps.log.error('a conversation failed', { callId: request.callId, event: event.type, error })
      session.line.abandon()
    }
  }
}

function startOf(
  { policy, mind }: Session,
  { engines = {} }: SessionDeps,
  { assistant }: SessionRequest,
): ConversationEvent {
  const { name, voice, language } = assistant
  return {
    type: 'session-started',
    atMs: 0,
    assistant: { name, voice, language },
    policy,
    engines: { ...engines, mind: mind.name },
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
