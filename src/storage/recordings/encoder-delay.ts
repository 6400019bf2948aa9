import { frameLength, mainDataBegin, mainDataOf, selfContained } from './mp3-frame.ts'

/**
 * The encoder and any decoder together delay by 1,105 samples (576 + 529, measured), and the resampler by 48:
 * two frames of 576 within a sample. So without its first two frames the file is in time in every player,
 * also in those that do not read the gapless tag (sox, many hardware players). The price: it fades in
 * over the first 36 ms, or 72 when it begins loud, since what these overlap with is gone.
 */
const FRAMES_DROPPED = 2

/** Cuts the delay off the front of a stream of mp3 bytes that comes in pieces. */
export class EncoderDelay {
  #waiting = new Uint8Array(0)
  #cut = false

  /** What can be kept of the bytes so far. */
  pass(bytes: Uint8Array): Uint8Array {
    if (this.#cut) return bytes
    this.#waiting = joined(this.#waiting, bytes)
    const frames = framesOf(this.#waiting)
    return frames.length < FRAMES_DROPPED + 2 ? new Uint8Array(0) : this.#open(frames)
  }

  /** The rest, when the stream ends before there was enough to cut. */
  end(): Uint8Array {
    return this.#cut ? new Uint8Array(0) : this.#open(framesOf(this.#waiting))
  }

  #open(frames: readonly Uint8Array[]): Uint8Array {
    this.#cut = true
    const first = frames[FRAMES_DROPPED]
    if (first === undefined) return new Uint8Array(0)
    const before = frames.slice(0, FRAMES_DROPPED).map(mainDataOf).reduce(joined)
    const second = frames[FRAMES_DROPPED + 1]
    const opened = selfContained(first, before, second === undefined ? 0 : mainDataBegin(second))
    const dropped = frames.slice(0, FRAMES_DROPPED + 1).reduce((sum, frame) => sum + frame.length, 0)
    return joined(opened, this.#waiting.subarray(dropped))
  }
}

/** The whole frames at the front of `bytes`. */
function framesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const frames: Uint8Array[] = []
  for (let offset = 0; ; ) {
    const length = frameLength(bytes, offset)
    if (length === undefined || length === 0 || offset + length > bytes.length) return frames
    frames.push(bytes.subarray(offset, offset + length))
    offset += length
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
