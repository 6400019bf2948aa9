import type { Fenced } from '../calls/index.ts'
import type { HeldCall } from './held-call.ts'
import { type PersistDeps, persist } from './persist.ts'

/**
 * Writes the news of one call in the order in which it came, while the call goes on: nothing that is heard or
 * said waits for the database.
 */
export class CallNews {
  readonly #deps: PersistDeps
  readonly #held: HeldCall
  #last: Promise<Fenced> = Promise.resolve('kept')

  constructor(deps: PersistDeps, held: HeldCall) {
    this.#deps = deps
    this.#held = held
  }

  /** Resolves when it and all news before it are written; nobody has to wait. */
  tell(what: string, write: () => Promise<Fenced>): Promise<Fenced> {
    this.#last = this.#last.then((before) =>
      before === 'lost' ? before : persist(this.#deps, this.#held, what, write),
    )
    this.#last.catch(() => undefined) // whoever waits for `written` learns of it
    return this.#last
  }

  written(): Promise<Fenced> {
    return this.#last
  }
}
