import type { AudioFrame, AudioSink } from '../../../audio/index.ts'
import { type DtmfDigit, type HangupCause, type Id, Inbox, type Ms } from '../../../base/index.ts'
import type { CallLeg, LegEvent } from '../../call-leg.ts'
import type { WireTap } from '../../media/wire-tap.ts'
import type { LegMedia } from './leg-media.ts'

export type LegEnd = Omit<Extract<LegEvent, { readonly type: 'ended' }>, 'type' | 'atMs'>

/** More than the marks and digits of the longest call. */
const EVENTS_MAX = 10_000

/** What the two kinds of calls show the house: audio goes to the media, hanging up to the signalling. */
export class SipLeg implements CallLeg {
  readonly id: Id<'leg'>
  /** Resolves after `ended` was given. */
  readonly over: Promise<void>
  readonly #media: LegMedia
  readonly #onHangUp: (cause: HangupCause) => void
  readonly #inbox = new Inbox<LegEvent>(EVENTS_MAX)
  #finish: () => void = () => undefined

  constructor(id: Id<'leg'>, media: LegMedia, onHangUp: (cause: HangupCause) => void) {
    this.id = id
    this.#media = media
    this.#onHangUp = onHangUp
    this.over = new Promise((resolve) => {
      this.#finish = resolve
    })
  }

  get events(): AsyncIterable<LegEvent> {
    return this.#inbox
  }

  tell(event: LegEvent): void {
    this.#inbox.give(event)
  }

  /** The last event; what comes after it is dropped. */
  end(end: LegEnd, atMs: Ms): void {
    this.#inbox.give({ type: 'ended', ...end, atMs })
    this.#inbox.end()
    this.#finish()
  }

  listen(sink: AudioSink): void {
    this.#media.listen(sink)
  }

  tap(tap: WireTap): void {
    this.#media.tap(tap)
  }

  play(frame: AudioFrame): void {
    this.#media.play(frame)
  }

  mark(mark: number): void {
    this.#media.mark(mark)
  }

  clear(): void {
    this.#media.clear()
  }

  playedMs(): Ms {
    return this.#media.playedMs()
  }

  pressDigit(digit: DtmfDigit): void {
    this.#media.pressDigit(digit)
  }

  hangUp(cause: HangupCause): Promise<void> {
    this.#onHangUp(cause)
    return this.over
  }
}
