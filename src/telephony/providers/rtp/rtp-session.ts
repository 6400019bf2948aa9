import { type AudioFrame, type AudioSink, LEG_SAMPLE_RATE, SAMPLES_PER_FRAME } from '../../../audio/index.ts'
import { type DtmfDigit, invariant, type Ms } from '../../../base/index.ts'
import type { MediaEvent, MediaSession, MediaStatistics, MediaTarget } from '../../media/media-engine.ts'
import type { WireTap } from '../../media/wire-tap.ts'
import { HeardReader } from './heard-ring.ts'
import { MarkQueue } from './mark-queue.ts'
import { PlayWriter, type SentFrames } from './play-ring.ts'
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
  /** The session will not touch its memory again. */
  recycle(memory: SharedMedia): void
}

/** What stays to be asked of a session that is closed. */
interface Outcome {
  readonly playedMs: Ms
  readonly statistics: MediaStatistics
}

/** The session's ends of the memory it shares with the thread. */
interface Rings {
  readonly queue: PlayWriter
  readonly marks: MarkQueue
  readonly heard: HeardReader
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
export class RtpSession implements MediaSession, SentFrames {
  readonly port: number
  readonly #memory: SharedMedia
  readonly #host: SessionHost
  readonly #rings: Rings
  #outcome: Outcome | undefined
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
    const queue = new PlayWriter(memory)
    this.#rings = { queue, marks: new MarkQueue(queue), heard: new HeardReader(memory) }
  }

  start(target: MediaTarget): void {
    this.#host.order({ type: 'start', target })
  }

  answered(atMs: Ms): void {
    this.#rings.queue.tell(this)
    this.#rings.queue.countFromNow()
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
    if (this.#closing === undefined) this.#rings.queue.push(frame.samples)
  }

  mark(mark: number): void {
    this.#rings.marks.add(mark, this.#host.now())
  }

  clear(): void {
    if (this.#closing !== undefined) return
    this.#rings.marks.dropBehind(this.#rings.queue.clear(this))
  }

  playedMs(): Ms {
    return this.#outcome?.playedMs ?? this.#rings.queue.playedMs
  }

  pressDigit(digit: DtmfDigit): void {
    this.#host.order({ type: 'press', digit })
  }

  statistics(): MediaStatistics {
    return this.#outcome?.statistics ?? statisticsOf(this.#memory)
  }

  close(): Promise<void> {
    this.#closing ??= this.#finish()
    return this.#closing
  }

  /** Reads what the thread has left since the last wake. */
  wake(nowMs: Ms): void {
    this.#rings.queue.tell(this)
    while (this.#rings.heard.take(this.#frame.samples)) {
      this.#frame.startMs = this.#rings.heard.startMs
      this.#listeners.timeline?.human(this.#frame.samples, this.#frame.startMs)
      if (this.#closing === undefined) this.#listeners.sink?.write(this.#frame)
    }
    this.#listeners.timeline?.settle(nowMs)
    this.#reportMarks()
  }

  /** Hears from its own ring what went out. */
  sent(samples: Int16Array, atMs: Ms): void {
    this.#listeners.timeline?.assistant(samples, atMs)
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

  #layLine(originMs: Ms): void {
    const { tap } = this.#listeners
    if (tap !== undefined) this.#listeners.timeline = new WireTimeline(tap, originMs)
  }

  #reportMarks(): void {
    for (let next = this.#rings.marks.take(); next !== undefined; next = this.#rings.marks.take()) {
      if (this.#closing === undefined) this.#listeners.notice?.({ type: 'mark-played', ...next })
    }
  }

  async #finish(): Promise<void> {
    const endMs = this.#host.now()
    await this.#host.release()
    this.wake(endMs)
    this.#listeners.timeline?.finish(endMs)
    this.#listeners.timeline = undefined
    this.#outcome = { playedMs: this.playedMs(), statistics: this.statistics() }
    this.#host.recycle(this.#memory)
  }
}

function statisticsOf({ control, measures }: SharedMedia): MediaStatistics {
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
