import {
  DTMF_FREQUENCIES,
  FRAME_MS,
  LEG_SAMPLE_RATE,
  SAMPLES_PER_FRAME,
  writeTones,
} from '../../../audio/index.ts'
import type { Clock, DtmfDigit, Ms, Random } from '../../../base/index.ts'
import { DigitSender, RtpReceiver, RtpSender } from '../../../rtp/index.ts'
import type { MediaTarget } from '../../media/media-engine.ts'
import { HeardWriter } from './heard-ring.ts'
import { PlayReader } from './play-ring.ts'
import { RtcpReporter } from './rtcp-reporter.ts'
import { type LinkEvents, RtpLink } from './rtp-link.ts'
import type { SocketPair } from './rtp-sockets.ts'
import {
  JITTER_MS,
  PACKETS_LATE,
  PACKETS_LOST,
  PACKETS_RECEIVED,
  PACKETS_SENT,
  ROUND_TRIP_MS,
  type SharedMedia,
} from './shared-media.ts'

/** A source that is silent for so long may have moved to another port without a word. */
const RELATCH_AFTER_MS: Ms = 2_000
/** A burst of late packets is handed on in pieces of this many frames at most. */
const FRAMES_AT_ONCE_MAX = 64
/** Each of the two tones of a key, when the far end takes no telephone events. */
const KEY_AMPLITUDE = 0.2

/** How a stream tells its thread what happened. */
export interface StreamNews {
  digitPressed(digit: DtmfDigit, atMs: Ms): void
  mediaLost(atMs: Ms): void
}
export interface StreamOptions {
  readonly sockets: SocketPair
  readonly memory: SharedMedia
  readonly mediaLostAfterMs: Ms
  readonly clock: Pick<Clock, 'monotonic' | 'wallTime'>
  readonly random: Random
  readonly news: StreamNews
}

/** What one stream works with; made once, so that a frame makes nothing. */
interface Parts {
  readonly link: RtpLink
  readonly sender: RtpSender
  readonly receiver: RtpReceiver
  readonly reporter: RtcpReporter
  readonly digits: DigitSender
  readonly queue: PlayReader
  readonly heard: HeardWriter
  readonly frame: Int16Array
}

/** All RTP of one leg, inside a media thread. The thread calls `beat` once every 20 ms. */
export class MediaStream {
  readonly #options: StreamOptions
  readonly #parts: Parts
  #target: MediaTarget | undefined
  #answeredMs: Ms = Number.POSITIVE_INFINITY
  #lastBeatMs: Ms | undefined
  /** The last valid packet, or when packets could first be expected. */
  #lastHeardMs: Ms = 0
  #lossTold = false

  constructor(options: StreamOptions) {
    this.#options = options
    const { random, memory } = options
    const sender = new RtpSender({
      ssrc: Math.floor(random.next() * 2 ** 32),
      sequence: Math.floor(random.next() * 2 ** 16),
      timestamp: Math.floor(random.next() * 2 ** 32),
    })
    const receiver = new RtpReceiver((digit) => this.#takeDigit(digit))
    this.#parts = {
      link: new RtpLink(options.sockets, this.#linkEvents()),
      sender,
      receiver,
      reporter: new RtcpReporter(sender, receiver, random),
      digits: new DigitSender(),
      queue: new PlayReader(memory),
      heard: new HeardWriter(memory),
      frame: new Int16Array(SAMPLES_PER_FRAME),
    }
  }

  start(target: MediaTarget): Promise<void> {
    if (this.#target?.direction !== target.direction) this.#expectMedia()
    this.#target = target
    return this.#parts.link.aim(target.host, target.port)
  }

  answered(atMs: Ms): void {
    this.#answeredMs = atMs
    this.#expectMedia()
  }

  press(digit: DtmfDigit): void {
    this.#parts.digits.press(digit)
  }

  /** One frame each way. `slotMs` is when it was due, `nowMs` when it is. */
  beat(slotMs: Ms, nowMs: Ms): void {
    this.#send(slotMs)
    this.#handOn(nowMs)
    this.#watch(nowMs)
    this.#count()
    if (this.#parts.reporter.isDue(nowMs)) this.#report(nowMs, false)
  }

  async close(): Promise<void> {
    this.#report(this.#options.clock.monotonic(), true)
    await this.#parts.link.close()
  }

  #linkEvents(): LinkEvents {
    const { clock } = this.#options
    return {
      accepts: (bytes) => this.#parts.receiver.accepts(bytes),
      rtp: (bytes) => this.#take(bytes, clock.monotonic()),
      rtcp: (bytes) => this.#parts.reporter.take(bytes, clock.monotonic(), clock.wallTime()),
    }
  }

  #take(bytes: Uint8Array, nowMs: Ms): void {
    if (!this.#parts.receiver.take(bytes, nowMs)) return
    this.#lastHeardMs = nowMs
    this.#lossTold = false
    this.#handOn(nowMs)
  }

  #takeDigit(digit: DtmfDigit): void {
    const nowMs = this.#options.clock.monotonic()
    if (nowMs >= this.#answeredMs) this.#options.news.digitPressed(digit, nowMs)
  }

  #send(slotMs: Ms): void {
    const { sender, link, digits, queue, frame } = this.#parts
    const skipped =
      this.#lastBeatMs === undefined ? 0 : Math.round((slotMs - this.#lastBeatMs) / FRAME_MS) - 1
    this.#lastBeatMs = slotMs
    if (skipped > 0) sender.pass(skipped)
    const target = this.#target
    if (target === undefined || !link.ready || !maySend(target)) return sender.pass(1)
    const law = target.codec === 'PCMA' ? 'a' : 'mu'
    if (digits.busy) this.#sendDigit(target)
    else if (queue.claim(frame, slotMs)) link.send(sender.bytes, sender.audio(frame, law))
    else link.send(sender.bytes, sender.silence(law))
  }

  /** As telephone events where the far end takes them, else as the two tones of the key. */
  #sendDigit(target: MediaTarget): void {
    const { sender, link, digits, frame } = this.#parts
    const law = target.codec === 'PCMA' ? 'a' : 'mu'
    const sounding = digits.sounding
    const event = digits.next(sender.eventPayload)
    if (target.telephoneEvent !== undefined && event !== undefined) {
      link.send(sender.bytes, sender.event(target.telephoneEvent, event))
    } else if (target.telephoneEvent === undefined && sounding !== undefined && event !== undefined) {
      writeTones(frame, DTMF_FREQUENCIES[sounding], {
        sampleRate: LEG_SAMPLE_RATE,
        amplitude: KEY_AMPLITUDE,
        fromSample: event.slotsSinceStart * SAMPLES_PER_FRAME,
      })
      link.send(sender.bytes, sender.audio(frame, law))
    } else {
      link.send(sender.bytes, sender.silence(law))
    }
  }

  /** Moves all frames that are due to the session's ring. */
  #handOn(nowMs: Ms): void {
    const { receiver, heard, frame } = this.#parts
    for (let count = 0; count < FRAMES_AT_ONCE_MAX && receiver.pop(nowMs, frame); count++) {
      if (receiver.startMs >= this.#answeredMs) heard.push(frame, receiver.startMs)
    }
  }

  #watch(nowMs: Ms): void {
    if (nowMs < this.#answeredMs || this.#target === undefined || !mayHear(this.#target)) return
    const silentMs = nowMs - this.#lastHeardMs
    if (silentMs >= RELATCH_AFTER_MS) this.#parts.link.unlatch()
    if (silentMs < this.#options.mediaLostAfterMs || this.#lossTold) return
    this.#lossTold = true
    this.#options.news.mediaLost(nowMs)
  }

  #expectMedia(): void {
    this.#lastHeardMs = this.#options.clock.monotonic()
    this.#lossTold = false
  }

  #count(): void {
    const { control, measures } = this.#options.memory
    const { sender, receiver, reporter } = this.#parts
    control[PACKETS_SENT] = sender.packets
    control[PACKETS_LATE] = receiver.late
    const reception = receiver.source?.reception
    if (reception === undefined) return
    control[PACKETS_RECEIVED] = reception.received
    control[PACKETS_LOST] = reception.lost
    measures[JITTER_MS] = reception.jitterMs
    measures[ROUND_TRIP_MS] = reporter.roundTripMs ?? Number.NaN
  }

  #report(nowMs: Ms, goodbye: boolean): void {
    const { link, reporter } = this.#parts
    if (link.ready) link.sendRtcp(reporter.build(nowMs, this.#options.clock.wallTime(), goodbye))
  }
}

function maySend({ direction }: MediaTarget): boolean {
  return direction === 'sendrecv' || direction === 'sendonly'
}

function mayHear({ direction }: MediaTarget): boolean {
  return direction === 'sendrecv' || direction === 'recvonly'
}
