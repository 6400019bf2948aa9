import type { Ms } from '../../../base/index.ts'
import type { PlayWriter } from './play-ring.ts'

interface Mark {
  readonly mark: number
  /** How many frames must be gone before it. */
  readonly after: number
  readonly setMs: Ms
}

/**
 * Marks between frames of a play ring. They need no memory shared with the thread: its frame count tells
 * all.
 */
export class MarkQueue {
  readonly #queue: PlayWriter
  #marks: Mark[] = []

  constructor(queue: PlayWriter) {
    this.#queue = queue
  }

  add(mark: number, nowMs: Ms): void {
    this.#marks.push({ mark, after: this.#queue.queuedCount, setMs: nowMs })
  }

  /** Forgets those that stand behind more than `frames`: their audio will never be sent. */
  dropBehind(frames: number): void {
    this.#marks = this.#marks.filter(({ after }) => after <= frames)
  }

  /** The next mark whose audio has all been sent, with the time of its last frame. */
  take(): { readonly mark: number; readonly atMs: Ms } | undefined {
    const next = this.#marks[0]
    if (next === undefined || next.after > this.#queue.sentCount) return undefined
    this.#marks.shift()
    return { mark: next.mark, atMs: Math.max(next.setMs, this.#queue.sentAtMs(next.after - 1)) }
  }
}
