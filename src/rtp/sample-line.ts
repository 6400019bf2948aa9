/** One second: more than the longest patience and the longest packet together. */
const CAPACITY = 8_192
const INDEX_MASK = CAPACITY - 1

/** What stands at a place of the line. */
const ABSENT = 0
const PRESENT = 1
const TAKEN = 2

/** Audio by timestamp: samples written in any order and in packets of any length, read once in order. */
export class SampleLine {
  readonly #samples = new Int16Array(CAPACITY)
  readonly #places = new Uint8Array(CAPACITY)

  static readonly capacity = CAPACITY

  clear(): void {
    this.#places.fill(ABSENT)
  }

  /** False when all of it was there before: a duplicate. */
  write(timestamp: number, samples: Int16Array): boolean {
    let added = false
    for (let i = 0; i < samples.length; i++) {
      const index = (timestamp + i) & INDEX_MASK
      if (this.#places[index] === PRESENT) continue
      this.#samples[index] = samples[i] ?? 0
      this.#places[index] = PRESENT
      added = true
    }
    return added
  }

  /** How many samples from `timestamp` on are there, or are not, as `present` asks; up to `most`. */
  run(timestamp: number, present: boolean, most: number): number {
    let length = 0
    while (length < most && (this.#places[(timestamp + length) & INDEX_MASK] === PRESENT) === present)
      length++
    return length
  }

  /** Moves samples out. */
  take(timestamp: number, target: Int16Array): void {
    for (let i = 0; i < target.length; i++) {
      const index = (timestamp + i) & INDEX_MASK
      target[i] = this.#samples[index] ?? 0
      this.#places[index] = TAKEN
    }
  }

  /** Passes over samples that never came. */
  pass(timestamp: number, count: number): void {
    for (let i = 0; i < count; i++) this.#places[(timestamp + i) & INDEX_MASK] = ABSENT
  }

  /** True when the sample of the last second was there in time. */
  wasTaken(timestamp: number): boolean {
    return this.#places[timestamp & INDEX_MASK] === TAKEN
  }
}
