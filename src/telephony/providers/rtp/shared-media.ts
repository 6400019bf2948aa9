import { SAMPLES_PER_FRAME } from '../../../audio/index.ts'

/** One minute of waiting audio, in frames; untouched pages cost nothing. */
export const PLAY_FRAMES_MAX = 3_000
/** Five seconds that a session may fall behind before it loses what it heard. */
export const HEARD_FRAMES_MAX = 256

/**
 * Places of `SharedMedia.control`; each has one writer, but `PLAY_HEAD`, which both move by compare-and-
 * exchange.
 */
export const PLAY_HEAD = 0
export const PLAY_TAIL = 1
export const HEARD_HEAD = 2
export const HEARD_TAIL = 3
export const PACKETS_SENT = 4
export const PACKETS_RECEIVED = 5
export const PACKETS_LOST = 6
export const PACKETS_LATE = 7
const CONTROL_LENGTH = 8

/** Places of `SharedMedia.measures`; not a number until it is known. */
export const JITTER_MS = 0
export const ROUND_TRIP_MS = 1
const MEASURES_LENGTH = 2

/**
 * The memory that a session and its media thread share: a ring of frames each way, and what the thread
 * counts. Frames are counted on without end (an Int32 lasts for 497 days); their place in a ring is the
 * count modulo its length.
 */
export interface SharedMedia {
  readonly control: Int32Array<SharedArrayBuffer>
  readonly measures: Float64Array<SharedArrayBuffer>
  readonly played: Int16Array<SharedArrayBuffer>
  /** When each frame of `played` was sent, written before its sending is visible in `PLAY_HEAD`. */
  readonly playedAtMs: Float64Array<SharedArrayBuffer>
  readonly heard: Int16Array<SharedArrayBuffer>
  readonly heardAtMs: Float64Array<SharedArrayBuffer>
}

export function allocateSharedMedia(): SharedMedia {
  return {
    control: new Int32Array(new SharedArrayBuffer(CONTROL_LENGTH * 4)),
    measures: new Float64Array(new SharedArrayBuffer(MEASURES_LENGTH * 8)),
    played: new Int16Array(new SharedArrayBuffer(PLAY_FRAMES_MAX * SAMPLES_PER_FRAME * 2)),
    playedAtMs: new Float64Array(new SharedArrayBuffer(PLAY_FRAMES_MAX * 8)),
    heard: new Int16Array(new SharedArrayBuffer(HEARD_FRAMES_MAX * SAMPLES_PER_FRAME * 2)),
    heardAtMs: new Float64Array(new SharedArrayBuffer(HEARD_FRAMES_MAX * 8)),
  }
}

/** Makes memory as good as new; what stands in the rings is not reached any more. */
export function resetSharedMedia({ control, measures }: SharedMedia): void {
  control.fill(0)
  measures.fill(Number.NaN)
}

/** Copies one frame without making a view of it. */
export function copyFrame(source: Int16Array, from: number, target: Int16Array, to: number): void {
  for (let i = 0; i < SAMPLES_PER_FRAME; i++) target[to + i] = source[from + i] ?? 0
}
