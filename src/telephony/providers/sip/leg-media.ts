import type { AudioFrame, AudioSink } from '../../../audio/index.ts'
import { type DtmfDigit, invariant, type Ms } from '../../../base/index.ts'
import type { MediaEngine, MediaEvent, MediaSession, MediaTarget } from '../../media/media-engine.ts'
import type { WireTap } from '../../media/wire-tap.ts'

/** Two minutes of frames: more than anybody says before a port is bound. */
const WAITING_MAX = 6_000

/** `closed` → `opening` → `open`, and from each to `over`. Orders given while it is not open wait for it. */
type State =
  | { readonly phase: 'closed' | 'opening'; readonly waiting: ((session: MediaSession) => void)[] }
  | { readonly phase: 'open'; readonly session: MediaSession }
  | { readonly phase: 'over' }

/** The media of a leg: there from the start, although its port is bound later. */
export class LegMedia {
  #state: State = { phase: 'closed', waiting: [] }
  #maySpeak: boolean
  #closing: Promise<void> | undefined

  /** A dialed leg may not speak before the answer: early media is only heard. */
  constructor(options: { readonly speaks: 'at-once' | 'after-answer' }) {
    this.#maySpeak = options.speaks === 'at-once'
  }

  /** Binds the port; undefined when the leg ended meanwhile. Opened once. */
  async open(
    engine: MediaEngine,
    localHost: string,
    mediaLostAfterMs: Ms,
    onEvent: (event: MediaEvent) => void,
  ): Promise<MediaSession | undefined> {
    if (this.#state.phase !== 'closed') return this.#state.phase === 'open' ? this.#state.session : undefined
    const { waiting } = this.#state
    this.#state = { phase: 'opening', waiting }
    const session = await engine.open({ localHost, mediaLostAfterMs })
    if (this.#isOver()) {
      await session.close()
      return undefined
    }
    session.onEvent(onEvent)
    this.#state = { phase: 'open', session }
    for (const order of waiting) order(session)
    return session
  }

  start(target: MediaTarget): void {
    this.#whenOpen((session) => session.start(target))
  }

  answered(atMs: Ms): void {
    this.#maySpeak = true
    this.#whenOpen((session) => session.answered(atMs))
  }

  listen(sink: AudioSink): void {
    this.#whenOpen((session) => session.listen(sink))
  }

  tap(tap: WireTap): void {
    this.#whenOpen((session) => session.tap(tap))
  }

  play(frame: AudioFrame): void {
    if (!this.#maySpeak) return
    if (this.#state.phase === 'open') return this.#state.session.play(frame)
    const kept = { ...frame, samples: frame.samples.slice() }
    this.#whenOpen((session) => session.play(kept))
  }

  mark(mark: number): void {
    if (this.#maySpeak) this.#whenOpen((session) => session.mark(mark))
  }

  pressDigit(digit: DtmfDigit): void {
    if (this.#maySpeak) this.#whenOpen((session) => session.pressDigit(digit))
  }

  clear(): void {
    this.#whenOpen((session) => session.clear())
  }

  playedMs(): Ms {
    return this.#state.phase === 'open' ? this.#state.session.playedMs() : 0
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const state = this.#state
    this.#state = { phase: 'over' }
    if (state.phase === 'open') await state.session.close()
  }

  #isOver(): boolean {
    return this.#state.phase === 'over'
  }

  #whenOpen(order: (session: MediaSession) => void): void {
    if (this.#state.phase === 'open') return order(this.#state.session)
    if (this.#state.phase === 'over') return
    invariant(this.#state.waiting.length < WAITING_MAX, 'too much waits for a media port')
    this.#state.waiting.push(order)
  }
}
