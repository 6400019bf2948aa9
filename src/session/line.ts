import type { Log, Ms, Scope } from '../base/index.ts'
import type { DisconnectionReason } from '../calls/index.ts'
import type { ConversationEvent } from '../conversation/index.ts'
import type { CallLeg } from '../telephony/index.ts'
import type { CallTime } from './call-time.ts'
import { type LegEnd, type OurEnd, reasonOf } from './reason.ts'
import { untilAborted } from './until-aborted.ts'

/** The last word is still in the other side's jitter buffer when ours has sent it. */
const LAST_WORD_MS: Ms = 250
/** A leg that does not report its end by then is given up. */
const END_PATIENCE_MS: Ms = 3_000

export interface LineOptions {
  readonly leg: CallLeg
  readonly time: CallTime
  readonly log: Log
  readonly emit: (event: ConversationEvent) => void
  /** Called once, whoever ended the call, before its end is a fact; and after. */
  readonly onEnd: () => void
  readonly afterEnd: () => void
}

/** The leg as a session sees it: keys, its end, and a way to end it. What we decide first is the reason. */
export class Line {
  readonly #options: LineOptions
  #ours: OurEnd | undefined
  #leg: LegEnd | undefined
  #endedMs: Ms | undefined
  #alarms: readonly (() => void)[] = []

  constructor(scope: Scope, options: LineOptions) {
    this.#options = options
    scope.start('leg', (signal) => this.#read(signal))
  }

  /** Lets the last word be heard, then ends the leg. */
  hangUp(why: OurEnd): void {
    if (this.#ours !== undefined || this.#endedMs !== undefined) return
    this.#ours = why
    const { time } = this.#options
    this.#alarms = [
      time.after(why === 'failed' ? 0 : LAST_WORD_MS, () => this.#release()),
      time.after(END_PATIENCE_MS, () => this.#end(undefined)),
    ]
  }

  /** Ends at once, when what listens to the leg is gone. */
  abandon(): void {
    this.#ours ??= 'failed'
    this.#release()
    this.#end(undefined)
  }

  reason(): DisconnectionReason {
    return reasonOf(this.#leg, this.#ours)
  }
  /** On the machine's monotonic line. */
  endedAtMs(): Ms {
    const { time } = this.#options
    return time.monotonic(this.#endedMs ?? time.now())
  }

  #release(): void {
    const { leg, log } = this.#options
    leg
      .hangUp('normal')
      .catch((error: unknown) => log.warn('a leg could not be hung up', { leg: leg.id, error }))
  }

  async #read(signal: AbortSignal): Promise<void> {
    const { leg, emit, time } = this.#options
    for await (const event of untilAborted(leg.events, signal)) {
      if (event.type === 'digit-pressed')
        emit({ type: 'digit-pressed', digit: event.digit, atMs: time.of(event.atMs) })
      if (event.type === 'ended') return this.#end(event)
    }
    this.#end(undefined)
  }

  #end(event: LegEnd | undefined): void {
    if (this.#endedMs !== undefined) return
    for (const callOff of this.#alarms) callOff()
    const { time, emit, onEnd, afterEnd } = this.#options
    this.#leg = event
    this.#endedMs = event === undefined ? time.now() : time.of(event.atMs)
    onEnd()
    const how = event === undefined ? {} : { by: event.by, cause: event.cause }
    emit({ type: 'call-ended', atMs: this.#endedMs, ...how })
    afterEnd()
  }
}
