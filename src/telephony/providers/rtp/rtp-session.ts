import { type AudioFrame, type AudioSink, LEG_SAMPLE_RATE, SAMPLES_PER_FRAME } from '../../../audio/index.ts'
import { type DtmfDigit, invariant, type Ms } from '../../../base/index.ts'
import type { MediaEvent, MediaSession, MediaStatistics, MediaTarget } from '../../media/media-engine.ts'
import type { WireTap } from '../../media/wire-tap.ts'
import { HeardReader } from './heard-ring.ts'
import { MarkQueue } from './mark-queue.ts'
import { PlayWriter } from './play-ring.ts'
import {
  JITTER_MS,
  PACKETS_LATE,
  PACKETS_LOST,
  PACKETS_RECEIVED,
  PACKETS_SENT,
  ROUND_TRIP_MS,
  type SharedMedia,
} from './shared-media.ts'
import type { ThreadNews, ThreadOrder } from './thread-messages.ts'
import { WireTimeline } from './wire-timeline.ts'

/** An order to the session's own stream. */
export type StreamOrder = ThreadOrder extends infer Order
  ? Order extends { readonly stream: number }
    ? Omit<Order, 'stream'>
    : never
  : never

/** What a session needs of the engine that opened it. */
export interface SessionHost {
  now(): Ms
  order(order: StreamOrder): void
  /** Resolves when the thread has released the ports, or is dead. */
  release(): Promise<void>
}

/** What listens to a session, and the line on which its recording is laid. */
interface Listeners {
  notice: ((event: MediaEvent) => void) | undefined
  sink: AudioSink | undefined
  tap: WireTap | undefined
  timeline: WireTimeline | undefined
  answered: boolean
}

/** The session's side of one leg's RTP: rings to and from the media thread, read at each wake. */
export class RtpSession implements MediaSession {
  readonly port: number
  readonly #memory: SharedMedia
  readonly #host: SessionHost
  readonly #queue: PlayWriter
  readonly #marks: MarkQueue
  readonly #heard: HeardReader
  readonly #listeners: Listeners = {
    notice: undefined,
    sink: undefined,
    tap: undefined,
    timeline: undefined,
    answered: false,
  }
  #closing: Promise<void> | undefined
  readonly #frame = {
    samples: new Int16Array(SAMPLES_PER_FRAME),
    sampleRate: LEG_SAMPLE_RATE as 8_000,
    startMs: 0,
  }

  constructor(port: number, memory: SharedMedia, host: SessionHost) {
    this.port = port
    this.#memory = memory
    this.#host = host
    this.#queue = new PlayWriter(memory)
    this.#heard = new HeardReader(memory)
    this.#marks = new MarkQueue(this.#queue)
  }

  start(target: MediaTarget): void {
    this.#host.order({ type: 'start', target })
  }

  answered(atMs: Ms): void {
    this.#queue.tell(this.#sent)
    this.#queue.countFromNow()
    this.#listeners.answered = true
    this.#layLine(atMs)
    this.#host.order({ type: 'answered', atMs })
  }

  onEvent(notice: (event: MediaEvent) => void): void {
    this.#listeners.notice = notice
  }

  listen(sink: AudioSink): void {
    this.#listeners.sink = sink
  }

  tap(tap: WireTap): void {
    this.#listeners.tap = tap
    if (this.#listeners.answered) this.#layLine(this.#host.now())
  }

  play(frame: AudioFrame): void {
    invariant(frame.sampleRate === LEG_SAMPLE_RATE, 'a leg plays 8 kHz')
    invariant(frame.samples.length === SAMPLES_PER_FRAME, 'a leg plays frames of 20 ms')
    if (this.#closing === undefined) this.#queue.push(frame.samples)
  }

  mark(mark: number): void {
    this.#marks.add(mark, this.#host.now())
  }

  clear(): void {
    this.#marks.dropBehind(this.#queue.clear(this.#sent))
  }

  playedMs(): Ms {
    return this.#queue.playedMs
  }

  pressDigit(digit: DtmfDigit): void {
    this.#host.order({ type: 'press', digit })
  }

  statistics(): MediaStatistics {
    const { control, measures } = this.#memory
    const roundTripMs = measures[ROUND_TRIP_MS] ?? Number.NaN
    return {
      packetsSent: control[PACKETS_SENT] ?? 0,
      packetsReceived: control[PACKETS_RECEIVED] ?? 0,
      packetsLost: control[PACKETS_LOST] ?? 0,
      packetsLate: control[PACKETS_LATE] ?? 0,
      jitterMs: measures[JITTER_MS] || 0,
      roundTripMs: Number.isNaN(roundTripMs) ? undefined : roundTripMs,
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#finish()
    return this.#closing
  }

  /** Reads what the thread has left since the last wake. */
  wake(nowMs: Ms): void {
    this.#queue.tell(this.#sent)
    while (this.#heard.take(this.#frame.samples)) {
      this.#frame.startMs = this.#heard.startMs
      this.#listeners.timeline?.human(this.#frame.samples, this.#frame.startMs)
      if (this.#closing === undefined) this.#listeners.sink?.write(this.#frame)
    }
    this.#listeners.timeline?.settle(nowMs)
    this.#reportMarks()
  }

  /** Passes news of the thread on. */
  take(news: ThreadNews & { readonly type: 'digit-pressed' | 'media-lost' }): void {
    if (this.#closing !== undefined) return
    if (news.type === 'digit-pressed') {
      this.#listeners.notice?.({ type: 'digit-pressed', digit: news.digit, atMs: news.atMs })
    } else {
      this.#listeners.notice?.({ type: 'media-lost', atMs: news.atMs })
    }
  }

  readonly #sent = {
    sent: (samples: Int16Array, atMs: Ms) => this.#listeners.timeline?.assistant(samples, atMs),
  }

  #layLine(originMs: Ms): void {
    const { tap } = this.#listeners
    if (tap !== undefined) this.#listeners.timeline = new WireTimeline(tap, originMs)
  }

  #reportMarks(): void {
    for (let next = this.#marks.take(); next !== undefined; next = this.#marks.take()) {
      if (this.#closing === undefined) this.#listeners.notice?.({ type: 'mark-played', ...next })
    }
  }

  async #finish(): Promise<void> {
    const endMs = this.#host.now()
    await this.#host.release()
    this.wake(endMs)
    this.#listeners.timeline?.finish(endMs)
    this.#listeners.timeline = undefined
  }
}
