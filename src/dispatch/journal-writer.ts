import type { AttemptId } from '../base/index.ts'
import { invariant, type Ms } from '../base/index.ts'
import type { Fenced, JournalStore } from '../calls/index.ts'
import type { ConversationEvent } from '../conversation/index.ts'
import type { HeldCall } from './held-call.ts'
import { type PersistDeps, persist } from './persist.ts'

const FLUSH_EVERY_MS: Ms = 250
/** Hours of talk: more than that waits only when the database is gone for good. */
const WAITING_MAX = 100_000

export interface JournalWriterOptions extends PersistDeps {
  readonly journals: Pick<JournalStore, 'append'>
  readonly held: HeldCall
  readonly attempt: AttemptId
}

/** Keeps an attempt's events in batches, in order, with their place; one batch is under way at a time. */
export class JournalWriter {
  readonly #options: JournalWriterOptions
  #waiting: ConversationEvent[] = []
  #nextSequence = 0
  #flushing: Promise<Fenced> = Promise.resolve('kept')
  #scheduled = false

  constructor(options: JournalWriterOptions) {
    this.#options = options
  }

  add(event: ConversationEvent): void {
    invariant(this.#waiting.length < WAITING_MAX, 'the journal cannot be written any more')
    this.#waiting.push(event)
    if (this.#scheduled) return
    this.#scheduled = true
    this.#options.clock.after(FLUSH_EVERY_MS, () => {
      this.#scheduled = false
      void this.flush()
    })
  }

  /** Resolves when all that was added is kept, or the lease is lost. */
  flush(): Promise<Fenced> {
    this.#flushing = this.#flushing.then((before) => (before === 'lost' ? before : this.#write()))
    this.#flushing.catch(() => undefined) // the last flush is waited for
    return this.#flushing
  }

  async #write(): Promise<Fenced> {
    const events = this.#waiting.splice(0)
    if (events.length === 0) return 'kept'
    const { journals, held, attempt } = this.#options
    const first = this.#nextSequence
    this.#nextSequence += events.length
    return persist(this.#options, held, 'journal', () =>
      journals.append(attempt, held.lease.token, first, events),
    )
  }
}
