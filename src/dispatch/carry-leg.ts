import type { EpochMs, Ms } from '../base/index.ts'
import type { CallEnd, DialableCall } from '../calls/index.ts'
import type { SessionResult } from '../session/index.ts'
import type { CallLeg, DialRequest, LegEvent } from '../telephony/index.ts'
import { type AnsweredLeg, answeredLeg, type LegEnded } from './answered-leg.ts'
import { CallNews } from './call-news.ts'
import { CallRecorder } from './call-recorder.ts'
import type { DispatcherDeps } from './deps.ts'
import { endCall } from './end-call.ts'
import { unansweredReason } from './end-reason.ts'
import { type HeldCall, isLost } from './held-call.ts'
import { JournalWriter } from './journal-writer.ts'

export interface Dial {
  readonly dialable: DialableCall
  readonly request: DialRequest
  readonly longestTalkMs: Ms
}
interface Answer {
  readonly at: EpochMs
  readonly relay: AnsweredLeg
  readonly session: Promise<SessionResult>
}

/** Dials and follows the leg from the INVITE to its end, whoever ends it; then finishes the call. */
export async function carryLeg(deps: DispatcherDeps, held: HeldCall, dial: Dial): Promise<void> {
  const carrier = new LegCarrier(deps, held, dial)
  const end = await carrier.run()
  if (isLost(held)) return
  await deps.step?.('ended', held.lease.callId)
  await endCall(deps, held, end, dial.dialable.rateCard)
}

/** One leg's life: `ringing` until `#answer` is set, talking until the leg has ended. */
class LegCarrier {
  readonly #deps: DispatcherDeps
  readonly #held: HeldCall
  readonly #dial: Dial
  readonly #news: CallNews
  readonly #journal: JournalWriter
  readonly #recorder: CallRecorder
  #answer: Answer | undefined

  constructor(deps: DispatcherDeps, held: HeldCall, dial: Dial) {
    const attempt = dial.request.attemptId
    this.#deps = deps
    this.#held = held
    this.#dial = dial
    this.#news = new CallNews(deps, held)
    this.#journal = new JournalWriter({ ...deps, journals: deps.stores.journals, held, attempt })
    this.#recorder = new CallRecorder({ ...deps, attempt })
  }

  async run(): Promise<CallEnd> {
    const { telephony } = this.#deps
    const leg = telephony.dial(this.#dial.request)
    leg.tap(this.#recorder)
    const hangUp = () => void leg.hangUp('canceled')
    this.#held.signal.addEventListener('abort', hangUp, { once: true })
    if (this.#held.signal.aborted) hangUp()
    try {
      const ended = await this.#follow(leg, hangUp)
      return await this.#conclude(ended)
    } catch (error) {
      hangUp() // a failure of ours must not leave the human in dead air
      throw error
    } finally {
      this.#held.signal.removeEventListener('abort', hangUp)
      this.#answer?.relay.end()
    }
  }

  /** Reads the leg's events to the last. Unless it was planned, the first dialog is kept before anything else. */
  async #follow(leg: CallLeg, hangUp: () => void): Promise<LegEnded | undefined> {
    let first = true
    for await (const event of leg.events) {
      if (event.type === 'dialog-changed') {
        const saved = this.#saveDialog(event)
        if (first) await this.#onDialed(saved)
        first = false
      } else if (event.type === 'ringing') await this.#onRinging()
      else if (event.type === 'answered') {
        // From here on the session decides what an abort means for the leg.
        this.#held.signal.removeEventListener('abort', hangUp)
        await this.#onAnswered(leg, event.atMs)
      } else this.#answer?.relay.pass(event)
      if (event.type === 'ended') return event
    }
    return undefined
  }

  #saveDialog({ dialog }: Extract<LegEvent, { readonly type: 'dialog-changed' }>) {
    const { dispatch } = this.#deps.stores
    const attempt = this.#dial.request.attemptId
    return this.#news.tell('dialog', () => dispatch.saveDialog(this.#held.lease, attempt, dialog))
  }

  /** What was planned is kept already: then nothing waits. */
  async #onDialed(saved: Promise<unknown>): Promise<void> {
    const { telephony, step } = this.#deps
    const kept = saved.then(() => step?.('dialed', this.#held.lease.callId))
    if (telephony.plan === undefined) await kept
    else kept.catch(() => undefined) // the news themselves tell of a failure
  }

  async #onRinging(): Promise<void> {
    void this.#news.tell('ringing', () => this.#deps.stores.dispatch.markRinging(this.#held.lease))
    await this.#deps.step?.('ringing', this.#held.lease.callId)
  }

  async #onAnswered(leg: CallLeg, atMs: Ms): Promise<void> {
    const { runSession, stores, step } = this.#deps
    const { dialable, request, longestTalkMs } = this.#dial
    const { lease, signal } = this.#held
    const at = this.#wallTimeOf(atMs)
    void this.#news.tell('answered', () => stores.dispatch.markAnswered(lease, request.attemptId, at))
    const relay = answeredLeg(leg)
    const { assistant, call } = dialable
    const session = runSession(
      {
        ...{ callId: call.id, leg: relay.leg, answeredAtMs: atMs, answeredAtWall: at },
        ...{ assistant, inputs: call.inputs, longestTalkMs, journal: this.#journaling() },
      },
      signal,
    )
    // A session ends with its leg; one that broke before it must not leave the human in dead air.
    const leave = () => void leg.hangUp('failed')
    void session.then(leave, leave)
    this.#answer = { at, relay, session }
    await step?.('answered', call.id)
  }

  #journaling() {
    let talking = false
    return (event: Parameters<JournalWriter['add']>[0]) => {
      this.#journal.add(event)
      if (!talking) void this.#deps.step?.('talking', this.#held.lease.callId)
      talking = true
    }
  }

  /** What is known when the leg is gone. Everything of the call is written before its end is. */
  async #conclude(ended: LegEnded | undefined): Promise<CallEnd> {
    const answer = this.#answer
    answer?.relay.end()
    const detail = ended?.detail ?? 'the leg ended without a word'
    if (answer === undefined) {
      await this.#news.written()
      const stopped = this.#held.signal.aborted
      const reason = stopped ? 'internal_error' : unansweredReason(ended?.cause ?? 'failed')
      const endedAt = this.#wallTimeOf(ended?.atMs ?? this.#deps.clock.monotonic())
      return { reason, detail, answeredAt: undefined, endedAt, outputs: {}, hasRecording: false }
    }
    const result = await this.#resultOf(answer)
    const [hasRecording] = await Promise.all([
      this.#recorder.finish(),
      this.#journal.flush(),
      this.#news.written(),
    ])
    const endedAt = this.#wallTimeOf(result.endedAtMs)
    return {
      reason: result.reason,
      detail,
      answeredAt: answer.at,
      endedAt,
      outputs: result.outputs,
      hasRecording,
    }
  }

  /** A session that throws has a bug: the call ends free, with what the journal kept. */
  async #resultOf({ session }: Answer): Promise<SessionResult> {
    try {
      return await session
    } catch (error) {
      this.#deps.log.error('A session failed inside', { callId: this.#held.lease.callId, error })
      return { reason: 'internal_error', outputs: {}, endedAtMs: this.#deps.clock.monotonic() }
    }
  }

  #wallTimeOf(atMs: Ms): EpochMs {
    const { clock } = this.#deps
    return Math.round(clock.wallTime() - (clock.monotonic() - atMs))
  }
}
