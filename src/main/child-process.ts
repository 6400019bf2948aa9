import process from 'node:process'
import type { Ms } from '../base/index.ts'

/** A child outlives its parent by less than a second. */
const ORPHAN_EXIT_MS: Ms = 800

type ParentMessage = { readonly type: 'start'; readonly start: unknown } | { readonly type: 'stop' }

/**
 * The child's side of `superviseProcess`: runs `work` with what the parent sent, tells the parent what
 * `work` reports as ready, and aborts the signal when the parent says stop or is gone.
 */
export function runAsChild<Start, Ready = Record<string, never>>(
  work: (start: Start, signal: AbortSignal, ready: (info: Ready) => void) => Promise<void>,
): void {
  const controller = new AbortController()
  // A terminal's Ctrl-C reaches every process; the parent decides what it means.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => controller.abort(new Error('SIGTERM')))
  process.once('disconnect', () => {
    controller.abort(new Error('the parent process is gone'))
    setTimeout(() => process.exit(0), ORPHAN_EXIT_MS)
  })
  process.on('message', (message: ParentMessage) => {
    if (message.type === 'stop') controller.abort(new Error('stopped by the parent process'))
    else void run(message.start as Start)
  })
  // A parent that is gone is noticed by `disconnect`; that it cannot be told is no error.
  const tellReady = (ready: Ready) => process.send?.({ type: 'ready', ready }, () => undefined)
  const run = async (start: Start) => {
    try {
      await work(start, controller.signal, tellReady)
      process.exit(0)
    } catch (error) {
      if (controller.signal.aborted) process.exit(0)
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
      process.send?.({ type: 'failed', why }, () => process.exit(1))
    }
  }
}

/** Resolves when the signal is aborted. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
