/** One second: more than the longest patience and the longest packet together. */
const CAPACITY = 8_192
const INDEX_MASK = CAPACITY - 1

/** Audio by timestamp: samples written in any order and in packets of any length, read once in order. */
export class SampleLine {
  readonly #samples = new Int16Array(CAPACITY)
  readonly #present = new Uint8Array(CAPACITY)

  static readonly capacity = CAPACITY

  clear(): void {
    this.#present.fill(0)
  }

  /** False when all of it was there before: a duplicate. */
  write(timestamp: number, samples: Int16Array): boolean {
    let added = false
    for (let i = 0; i < samples.length; i++) {
      const index = (timestamp + i) & INDEX_MASK
      if (this.#present[index] === 1) continue
      this.#samples[index] = samples[i] ?? 0
      this.#present[index] = 1
      added = true
    }
    return added
  }

  /**
   * How many samples from `timestamp` on are there (or not there, as `present` asks) without a change, up
   * to `most`.
   */
  run(timestamp: number, present: boolean, most: number): number {
    const wanted = present ? 1 : 0
    let length = 0
    while (length < most && this.#present[(timestamp + length) & INDEX_MASK] === wanted) length++
    return length
  }

  /** Moves samples out: their places become free. */
  take(timestamp: number, target: Int16Array): void {
    for (let i = 0; i < target.length; i++) {
      const index = (timestamp + i) & INDEX_MASK
      target[i] = this.#samples[index] ?? 0
      this.#present[index] = 0
    }
  }
}
