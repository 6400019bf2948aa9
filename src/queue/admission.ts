import { invariant } from '../base/index.ts'

/** What limits how many queued calls of one workspace a worker may take at this moment. */
export interface Room {
  /** The workspace's limit of calls at once, and how many of them run, on any worker. */
  readonly limit: number
  readonly active: number
  /** Calls this worker can still carry. */
  readonly freeSlots: number
}

/**
 * How many calls to take from the workspace whose turn it is. At most its share: with many workspaces
 * waiting, one with a wide limit takes turns with the others instead of filling the worker at once.
 */
export function admit(room: Room): number {
  invariant(room.limit >= 0 && room.active >= 0 && room.freeSlots >= 0, 'counts are never negative')
  return Math.max(0, Math.min(room.limit - room.active, room.freeSlots, SHARE_MAX))
}
const SHARE_MAX = 8
