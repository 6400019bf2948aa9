import { invariant } from './invariant.ts'

/** A bounded queue between one or more givers and one taker, who reads it as an async iterable. */
export class Inbox<T> implements AsyncIterable<T> {
  readonly #limit: number
  readonly #items: T[] = []
  #wake: (() => void) | undefined
  #ended = false

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Overflow is a bug of ours, never silence. Items given after `end` are dropped. */
  give(item: T): void {
    if (this.#ended) return
    invariant(this.#items.length < this.#limit, `inbox overflow: more than ${this.#limit} items wait`)
    this.#items.push(item)
    this.#wake?.()
  }

  /** What was given before is still delivered; then the iteration finishes. */
  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      const item = this.#items.shift()
      if (item !== undefined) yield item
      else if (this.#ended) return
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
        this.#wake = undefined
      }
    }
  }
}
