import {
  type AudioFrame,
  type AudioSink,
  FRAME_MS,
  LEG_SAMPLE_RATE,
  SAMPLES_PER_FRAME,
} from '../../../audio/index.ts'
import {
  type Clock,
  type DtmfDigit,
  type HangupCause,
  type Id,
  Inbox,
  invariant,
  type Ms,
} from '../../../base/index.ts'
import type { CallLeg, LegEvent } from '../../call-leg.ts'
import type { WireTap } from '../../media/wire-tap.ts'

const EVENTS_MAX = 10_000
/** Two minutes: more waiting audio than any reply has. */
const QUEUE_LENGTH_MAX = 6_000

type Queued =
  | { readonly type: 'audio'; readonly samples: Int16Array }
  | { readonly type: 'mark'; readonly mark: number }

/** What a leg needs of the line it hangs on. */
export interface Line {
  readonly clock: Clock
  digit(from: LoopbackLeg, digit: DtmfDigit): void
  hangUp(from: LoopbackLeg): void
}

/** One end of a line in memory. The line calls `send` and `hear` once every 20 ms while both ends talk. */
export class LoopbackLeg implements CallLeg {
  readonly id: Id<'leg'>
  readonly #line: Line
  readonly #inbox = new Inbox<LegEvent>(EVENTS_MAX)
  readonly #onWire = new Int16Array(SAMPLES_PER_FRAME)
  #queue: Queued[] = []
  #sink: AudioSink | undefined
  #tap: WireTap | undefined
  #playedMs: Ms = 0

  constructor(id: Id<'leg'>, line: Line) {
    this.id = id
    this.#line = line
  }

  get events(): AsyncIterable<LegEvent> {
    return this.#inbox
  }

  listen(sink: AudioSink): void {
    this.#sink = sink
  }

  tap(tap: WireTap): void {
    this.#tap = tap
  }

  play(frame: AudioFrame): void {
    invariant(frame.sampleRate === LEG_SAMPLE_RATE, 'a leg plays 8 kHz')
    invariant(frame.samples.length === SAMPLES_PER_FRAME, 'a leg plays frames of 20 ms')
    this.#enqueue({ type: 'audio', samples: frame.samples.slice() })
  }

  mark(mark: number): void {
    this.#enqueue({ type: 'mark', mark })
  }

  clear(): void {
    this.#queue = []
  }

  playedMs(): Ms {
    return this.#playedMs
  }

  pressDigit(digit: DtmfDigit): void {
    this.#line.digit(this, digit)
  }

  /**
   * Both ends learn of it before this returns; the cause is for the other side's trunk, which a loopback
   * has not.
   */
  async hangUp(_cause: HangupCause): Promise<void> {
    this.#line.hangUp(this)
  }

  /** Puts the next 20 ms on the wire and reports the marks it passed; valid until the next call. */
  send(atMs: Ms): Int16Array {
    this.#reportMarks(atMs)
    const next = this.#queue.shift()
    if (next?.type === 'audio') {
      this.#onWire.set(next.samples)
      this.#playedMs += FRAME_MS
      this.#reportMarks(atMs)
    } else {
      this.#onWire.fill(0)
    }
    return this.#onWire
  }

  /** Takes what both ends put on the wire at `atMs`. */
  hear(human: Int16Array, atMs: Ms): void {
    this.#sink?.write({ samples: human, sampleRate: LEG_SAMPLE_RATE, startMs: atMs })
    this.#tap?.write(human, this.#onWire, atMs)
  }

  tell(event: LegEvent): void {
    this.#inbox.give(event)
    if (event.type === 'ended') this.#inbox.end()
  }

  #reportMarks(atMs: Ms): void {
    for (;;) {
      const next = this.#queue[0]
      if (next?.type !== 'mark') return
      this.#queue.shift()
      this.tell({ type: 'mark-played', mark: next.mark, atMs })
    }
  }

  #enqueue(item: Queued): void {
    invariant(this.#queue.length < QUEUE_LENGTH_MAX, 'more than two minutes of audio wait on a leg')
    this.#queue.push(item)
  }
}
