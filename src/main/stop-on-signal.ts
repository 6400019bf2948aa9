import type { Clock, Ms } from '../base/index.ts'

/** One Ctrl-C may arrive twice: from the terminal and handed on by the launcher. */
const SAME_SIGNAL_MS: Ms = 700

/** Aborted at the first SIGINT, SIGTERM or SIGHUP; a second, later one ends the process at once. */
export function stopOnSignal(clock: Clock, onStop: () => void): AbortSignal {
  const controller = new AbortController()
  let firstMs: Ms | undefined
  const stop = () => {
    if (firstMs === undefined) {
      firstMs = clock.monotonic()
      onStop()
      controller.abort(new Error('stopped by a signal'))
    } else if (clock.monotonic() - firstMs > SAME_SIGNAL_MS) process.exit(130)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  return controller.signal
}
