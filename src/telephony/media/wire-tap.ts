import type { Ms } from '../../base/index.ts'

/**
 * Both sides of a leg as they were on the wire, side by side, continuous from the answer on: 20 ms of each.
 */
export interface WireTap {
  write(human: Int16Array, assistant: Int16Array, startMs: Ms): void
}
