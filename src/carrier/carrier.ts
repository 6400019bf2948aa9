import { type Clock, type Log, openScope, pause } from '../base/index.ts'
import type { SpeechToText, TextToSpeech } from '../speech/index.ts'
import type { CallReceiver, IncomingCall, MediaEngine } from '../telephony/index.ts'
import { runCallee } from './callee.ts'
import type { LineTrouble, Persona } from './persona.ts'
import { linesOf, personaOf } from './personas.ts'
import type { KeepRecord } from './record.ts'

export interface TestCarrierDeps {
  readonly clock: Clock
  readonly log: Log
  readonly receiver: CallReceiver
  readonly hear: SpeechToText
  readonly speak: TextToSpeech
  readonly keep: KeepRecord
  /** Media of a line with trouble, for personas that have one. */
  readonly troubled: (trouble: LineTrouble) => MediaEngine
}

/** Our header that names the call, so that a carrier can tell a second ring of one call from another call. */
const CALL_ID_HEADER = 'X-Twenty2-Call-Id'

/** Takes every INVITE and lets the persona of the dialed number deal with it, until the signal is aborted. */
export async function runTestCarrier(deps: TestCarrierDeps, signal: AbortSignal): Promise<void> {
  const scope = openScope({ onFailure: (name, error) => deps.log.error('a callee failed', { name, error }) })
  await deps.receiver.listen((call) => {
    const persona = personaOf(call.to)
    if (persona === undefined) call.reject(404, 'Not Found')
    else
      scope.start(persona.name, () =>
        takeCall(persona, call, deps).catch((error: unknown) => gone(call, error)),
      )
  })
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  await scope.close()
  await deps.receiver.close()
}

async function takeCall(persona: Persona, call: IncomingCall, deps: TestCarrierDeps): Promise<void> {
  const callId = call.header(CALL_ID_HEADER) ?? call.sipCallId
  const { clock } = deps
  const keep = deps.keep.bind(undefined, callId)
  keep({
    type: 'invited',
    atMs: clock.monotonic(),
    wallMs: clock.wallTime(),
    persona: persona.name,
    sipCallId: call.sipCallId,
    callId,
  })
  call.ring()
  const { pickUp } = persona
  if (pickUp.type === 'rings-out') return untilGone(call)
  await Promise.all([pause(clock, pickUp.afterMs, call.gone), findVoice(persona, deps, call.gone)])
  if (pickUp.type === 'refuses') return call.reject(pickUp.status, pickUp.phrase)
  const leg = call.answer(persona.trouble === undefined ? {} : { media: deps.troubled(persona.trouble) })
  await runCallee(persona, leg, { ...deps, keep })
}

/** Lines are rendered once, and kept: the very first call of a persona rings a little longer. */
async function findVoice(
  persona: Persona,
  { speak, log }: TestCarrierDeps,
  signal: AbortSignal,
): Promise<void> {
  try {
    await speak.prepare(linesOf(persona), persona.voice, signal)
  } catch (error) {
    if (!signal.aborted) log.warn('a callee picks up without rehearsing its lines', { error })
  }
}

/** The caller gave up while it rang: an ordinary end of a call. */
function gone(call: IncomingCall, error: unknown): void {
  if (!call.gone.aborted) throw error
}

function untilGone(call: IncomingCall): Promise<void> {
  return new Promise((resolve) => {
    if (call.gone.aborted) resolve()
    else call.gone.addEventListener('abort', () => resolve(), { once: true })
  })
}
