import { FRAME_MS, SAMPLES_PER_FRAME } from '../../../audio/index.ts'
import { invariant, type Ms } from '../../../base/index.ts'
import { copyFrame, PLAY_FRAMES_MAX, PLAY_HEAD, PLAY_TAIL, type SharedMedia } from './shared-media.ts'

/** Learns, in order, which queued frames were sent and when. */
export interface SentFrames {
  sent(samples: Int16Array, atMs: Ms): void
}

/**
 * The session's end of the ring of audio to be sent. The thread takes a frame by moving the head by one;
 * `clear` moves the head to the tail. Both do it by compare-and-exchange, so each frame is either sent or
 * dropped, never in doubt: what `clear` returns from, no frame leaves any more, and `playedMs` is exact at
 * once.
 */
export class PlayWriter {
  readonly #memory: SharedMedia
  readonly #frame = new Int16Array(SAMPLES_PER_FRAME)
  #tail = 0
  #dropped = 0
  /** Frames before this one are told. */
  #told = 0
  #countedFrom = 0

  constructor(memory: SharedMedia) {
    this.#memory = memory
  }

  push(samples: Int16Array): void {
    invariant(this.#tail - this.#told < PLAY_FRAMES_MAX, 'more than a minute of audio waits to be sent')
    copyFrame(samples, 0, this.#memory.played, (this.#tail % PLAY_FRAMES_MAX) * SAMPLES_PER_FRAME)
    this.#tail++
    Atomics.store(this.#memory.control, PLAY_TAIL, this.#tail)
  }

  /** Drops what waits, and returns how many frames had gone before; those are told first. */
  clear(sent: SentFrames): number {
    let head = Atomics.load(this.#memory.control, PLAY_HEAD)
    for (;;) {
      const seen = Atomics.compareExchange(this.#memory.control, PLAY_HEAD, head, this.#tail)
      if (seen === head) break
      head = seen
    }
    this.#tellUpTo(head, sent)
    this.#dropped += this.#tail - head
    this.#told = this.#tail
    return head
  }

  tell(sent: SentFrames): void {
    this.#tellUpTo(this.sentCount, sent)
  }

  /** Frames queued so far; a mark remembers it. */
  get queuedCount(): number {
    return this.#tail
  }
  /** Frames that are no longer queued. */
  get sentCount(): number {
    return Atomics.load(this.#memory.control, PLAY_HEAD)
  }
  sentAtMs(frame: number): Ms {
    return frame < 0 ? 0 : (this.#memory.playedAtMs[frame % PLAY_FRAMES_MAX] ?? 0)
  }

  /** `playedMs` starts at zero here. */
  countFromNow(): void {
    this.#countedFrom = this.sentCount - this.#dropped
  }
  get playedMs(): Ms {
    return (this.sentCount - this.#dropped - this.#countedFrom) * FRAME_MS
  }

  #tellUpTo(end: number, sent: SentFrames): void {
    for (; this.#told < end; this.#told++) {
      const place = this.#told % PLAY_FRAMES_MAX
      copyFrame(this.#memory.played, place * SAMPLES_PER_FRAME, this.#frame, 0)
      sent.sent(this.#frame, this.#memory.playedAtMs[place] ?? 0)
    }
  }
}

/** The thread's end. */
export class PlayReader {
  readonly #memory: SharedMedia

  constructor(memory: SharedMedia) {
    this.#memory = memory
  }

  /** Takes the next frame for sending now; false when none waits. */
  claim(target: Int16Array, atMs: Ms): boolean {
    const head = Atomics.load(this.#memory.control, PLAY_HEAD)
    if (head === Atomics.load(this.#memory.control, PLAY_TAIL)) return false
    const place = head % PLAY_FRAMES_MAX
    copyFrame(this.#memory.played, place * SAMPLES_PER_FRAME, target, 0)
    this.#memory.playedAtMs[place] = atMs
    return Atomics.compareExchange(this.#memory.control, PLAY_HEAD, head, head + 1) === head
  }
}
