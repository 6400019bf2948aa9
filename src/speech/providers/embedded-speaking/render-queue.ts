/** Who waits for a clause. */
export interface Waiter {
  deliver(samples: Int16Array): void
  refuse(retryable: boolean): void
}

export interface RenderJob {
  /** The clause's place in the cache: two jobs of one key are one. */
  readonly key: string
  readonly clause: string
  readonly voice: string
  readonly live: boolean
  readonly waiters: ReadonlySet<Waiter>
}

export type Asked = Omit<RenderJob, 'waiters'>

/**
 * What is still to be rendered: live clauses before those ahead of their time, the oldest first. A clause
 * that is asked for twice is rendered once, at the higher of the two priorities; one that nobody waits for
 * any more is not rendered.
 */
export class RenderQueue {
  readonly #limit: number
  readonly #live = new Map<string, RenderJob>()
  readonly #ahead = new Map<string, RenderJob>()

  constructor(limit: number) {
    this.#limit = limit
  }

  /** `full` when too much waits already; a live clause is always taken. */
  add(asked: Asked, waiter: Waiter): 'added' | 'full' {
    const known = this.#live.get(asked.key) ?? this.#ahead.get(asked.key)
    if (known === undefined && !asked.live && this.#ahead.size >= this.#limit) return 'full'
    const live = asked.live || known?.live === true
    this.#forget(asked.key)
    const line = live ? this.#live : this.#ahead
    line.set(asked.key, { ...asked, live, waiters: new Set(known?.waiters).add(waiter) })
    return 'added'
  }

  cancel(key: string, waiter: Waiter): void {
    const job = this.#live.get(key) ?? this.#ahead.get(key)
    if (job === undefined) return
    const waiters = new Set(job.waiters)
    waiters.delete(waiter)
    if (waiters.size === 0) this.#forget(key)
    else (job.live ? this.#live : this.#ahead).set(key, { ...job, waiters })
  }

  take(): RenderJob | undefined {
    const job = this.#live.values().next().value ?? this.#ahead.values().next().value
    if (job !== undefined) this.#forget(job.key)
    return job
  }

  #forget(key: string): void {
    this.#live.delete(key)
    this.#ahead.delete(key)
  }
}
