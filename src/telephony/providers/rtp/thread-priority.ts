import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'

const NICENESS = -10

/**
 * Asks Linux to run this thread before others when processors are short: it needs little, but on time.
 * Where that is not allowed (it takes CAP_SYS_NICE) or not Linux, things stay as they are.
 */
export function favourThisThread(): void {
  try {
    // "<process>/task/<thread>": Linux schedules threads, and takes a thread's number for a process's.
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    if (Number.isInteger(thread)) setPriority(thread, NICENESS)
  } catch {
    // Without the right to it, the thread competes like any other.
  }
}
