/** Owns everything started inside it: `close` aborts the rest and waits for all of it. */
export interface Scope {
  readonly signal: AbortSignal
  /**
   * Starts owned work. A failure that is not the scope's own closing goes to `onFailure` and closes the
   * scope.
   */
  start(name: string, work: (signal: AbortSignal) => Promise<void>): void
  /** Releases run in reverse order after all work has ended. */
  onClose(release: () => Promise<void> | void): void
  close(reason?: unknown): Promise<void>
}

export class ScopeClosed extends Error {
  override readonly name = 'ScopeClosed'
}

export function openScope(options: { readonly onFailure: (name: string, error: unknown) => void }): Scope {
  const controller = new AbortController()
  const running = new Set<Promise<void>>()
  const releases: (() => Promise<void> | void)[] = []
  let closing: Promise<void> | undefined

  const finish = async () => {
    await Promise.all(running)
    for (const release of releases.toReversed()) {
      try {
        await release()
      } catch (error) {
        options.onFailure('release', error)
      }
    }
  }
  const close = (reason?: unknown): Promise<void> => {
    if (closing === undefined) {
      controller.abort(reason ?? new ScopeClosed('scope closed'))
      closing = finish()
    }
    return closing
  }
  return {
    signal: controller.signal,
    start(name, work) {
      const task: Promise<void> = work(controller.signal)
        .catch((error: unknown) => {
          if (controller.signal.aborted) return
          options.onFailure(name, error)
          void close(error)
        })
        .finally(() => running.delete(task))
      running.add(task)
    },
    onClose: (release) => void releases.push(release),
    close,
  }
}
