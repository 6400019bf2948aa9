/** How far `later` is ahead of `earlier` on the 16-bit circle: −32,768 to 32,767. */
export function sequenceDistance(later: number, earlier: number): number {
  return ((later - earlier) << 16) >> 16
}

/** The same for 32-bit timestamps. */
export function timestampDistance(later: number, earlier: number): number {
  return (later - earlier) | 0
}

/** A larger step is a source that started anew (RFC 3550 §A.1, MAX_DROPOUT). */
const DROPOUT_MAX = 3_000
/** A step back of less is a packet out of order (§A.1, MAX_MISORDER). */
const MISORDER_MAX = 100

/** `restarted`: the source began to count elsewhere. `stray`: so far off that it is to be ignored. */
export type SequencePlace = 'in-order' | 'old' | 'restarted' | 'stray'

/** Extends 16-bit sequence numbers past their wrap (RFC 3550 §A.1). */
export class ExtendedSequence {
  #first: number | undefined
  #highest = 0
  /** The number that would confirm that a far jump is a restart: two in a row. */
  #restart: number | undefined

  take(sequence: number): SequencePlace {
    if (this.#first === undefined) return this.#begin(sequence)
    const step = sequenceDistance(sequence, this.#highest & 0xffff)
    if (step > 0 && step < DROPOUT_MAX) {
      this.#highest += step
      this.#restart = undefined
      return 'in-order'
    }
    if (step <= 0 && step > -MISORDER_MAX) return 'old'
    if (sequence === this.#restart) return this.#begin(sequence, 'restarted')
    this.#restart = (sequence + 1) & 0xffff
    return 'stray'
  }

  /** The highest number so far, with the wraps counted in the upper 16 bits. */
  get highest(): number {
    return this.#highest
  }

  /** How many packets the source has sent, as its numbers tell. */
  get expected(): number {
    return this.#first === undefined ? 0 : this.#highest - this.#first + 1
  }

  #begin(sequence: number, as: SequencePlace = 'in-order'): SequencePlace {
    this.#first = sequence
    this.#highest = sequence
    this.#restart = undefined
    return as
  }
}
