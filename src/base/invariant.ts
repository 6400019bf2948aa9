/** A bug of ours: it ends the call or request it happened in, and is counted. */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation'
}

export function invariant(condition: boolean, why: string): asserts condition {
  if (!condition) throw new InvariantViolation(why)
}

/** Closes an exhaustive switch: a new member that nobody handles does not compile. */
export function unreachable(value: never): never {
  throw new InvariantViolation(`unreachable: ${JSON.stringify(value)}`)
}
