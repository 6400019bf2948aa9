/** One request that waits or is being heard. */
export interface HearingJob<Asked> {
  /** Says which utterance of which call it is. */
  readonly key: string
  readonly asked: Asked
  /** Aborted when nobody wants the answer any more. */
  readonly controller: AbortController
}

/** First come, first heard; but of each utterance only the newest request is worth hearing. */
export class HearingQueue<Asked> {
  readonly #waiting: HearingJob<Asked>[] = []
  #running: HearingJob<Asked> | undefined

  /** Takes the place in the line of an older request for the same utterance. */
  add(key: string, asked: Asked): void {
    const job = { key, asked, controller: new AbortController() }
    if (this.#running?.key === key) this.#running.controller.abort(new Superseded())
    const place = this.#waiting.findIndex((other) => other.key === key)
    if (place >= 0) this.#waiting[place] = job
    else this.#waiting.push(job)
  }

  /** Forgets what nobody waits for any more. */
  drop(isUnwanted: (asked: Asked) => boolean): void {
    if (this.#running !== undefined && isUnwanted(this.#running.asked)) {
      this.#running.controller.abort(new Superseded())
    }
    const wanted = this.#waiting.filter(({ asked }) => !isUnwanted(asked))
    this.#waiting.splice(0, this.#waiting.length, ...wanted)
  }

  /** The next job, which runs until the next `take`. */
  take(): HearingJob<Asked> | undefined {
    this.#running = this.#waiting.shift()
    return this.#running
  }
}

/** Nobody waits for the answer. */
export class Superseded extends Error {
  override readonly name = 'Superseded'
}
