import { FRAME_MS } from '../../../audio/index.ts'
import type { Clock, DtmfDigit, Id, Ms } from '../../../base/index.ts'
import type { CallLeg, LegEvent } from '../../call-leg.ts'
import { type Line, LoopbackLeg } from './loopback-leg.ts'

export interface LoopbackPair {
  /** The leg of the one who dialed. */
  readonly near: CallLeg
  /** The leg of the one who was called. */
  readonly far: CallLeg
  /** Both ends learn that the call is answered, and audio flows. Repeating it changes nothing. */
  answer(): void
  /** The network drops the call under both ends. */
  cut(): void
}

/**
 * Two legs that hear each other, in memory and in the time of `clock`: what one plays the other hears in
 * the same beat of 20 ms, and silence when nothing is played. Answered from the start unless `ringing` says
 * otherwise.
 */
export function createLoopbackPair(options: {
  readonly clock: Clock
  readonly ringing?: boolean
}): LoopbackPair {
  const line = new LoopbackLine(options.clock)
  if (options.ringing === true) line.ring()
  else line.answer()
  return { near: line.near, far: line.far, answer: () => line.answer(), cut: () => line.cut() }
}

/** `idle` → `answered` → `ended`, or `idle` → `ended`; the beat runs while it is answered. */
type LineState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'answered'; readonly nextBeatMs: Ms; readonly callOff: () => void }
  | { readonly phase: 'ended' }

class LoopbackLine implements Line {
  readonly clock: Clock
  readonly near: LoopbackLeg = new LoopbackLeg('00000000000000000000000a' as Id<'leg'>, this)
  readonly far: LoopbackLeg = new LoopbackLeg('00000000000000000000000b' as Id<'leg'>, this)
  #state: LineState = { phase: 'idle' }

  constructor(clock: Clock) {
    this.clock = clock
  }

  ring(): void {
    this.near.tell({ type: 'ringing', earlyMedia: false, atMs: this.clock.monotonic() })
  }

  answer(): void {
    if (this.#state.phase !== 'idle') return
    const atMs = this.clock.monotonic()
    this.#expectBeat(atMs + FRAME_MS)
    this.near.tell({ type: 'answered', atMs })
    this.far.tell({ type: 'answered', atMs })
  }

  digit(from: LoopbackLeg, digit: DtmfDigit): void {
    if (this.#state.phase !== 'answered') return
    this.#other(from).tell({ type: 'digit-pressed', digit, atMs: this.clock.monotonic() })
  }

  hangUp(from: LoopbackLeg): void {
    if (!this.#stop()) return
    from.tell(this.#ended('us'))
    this.#other(from).tell(this.#ended('human'))
  }

  cut(): void {
    if (!this.#stop()) return
    this.near.tell(this.#ended('network'))
    this.far.tell(this.#ended('network'))
  }

  #ended(by: 'human' | 'us' | 'network'): LegEvent {
    const atMs = this.clock.monotonic()
    const cut = by === 'network'
    return {
      type: 'ended',
      cause: cut ? 'media-lost' : 'normal',
      by,
      definite: !cut,
      detail: 'loopback',
      atMs,
    }
  }

  /** One 20 ms beat. A listener may hang up inside it; then the other end hears nothing more. */
  #beat(): void {
    if (this.#state.phase !== 'answered') return
    const atMs = this.#state.nextBeatMs
    this.#expectBeat(atMs + FRAME_MS)
    const fromNear = this.near.send(atMs)
    const fromFar = this.far.send(atMs)
    this.near.hear(fromFar, atMs)
    if (this.#state.phase === 'answered') this.far.hear(fromNear, atMs)
  }

  #expectBeat(nextBeatMs: Ms): void {
    const callOff = this.clock.after(nextBeatMs - this.clock.monotonic(), () => this.#beat())
    this.#state = { phase: 'answered', nextBeatMs, callOff }
  }

  #stop(): boolean {
    if (this.#state.phase === 'ended') return false
    if (this.#state.phase === 'answered') this.#state.callOff()
    this.#state = { phase: 'ended' }
    return true
  }

  #other(leg: LoopbackLeg): LoopbackLeg {
    return leg === this.near ? this.far : this.near
  }
}
