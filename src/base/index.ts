/**
 * The instruments and words all rooms share.
 *
 * Terminology. *Clock*: the only source of time, from outside. *Scope*: owns what runs; closing it ends all
 * of it.
 * *Inbox*: a bounded queue read as an async iterable. *Invariant*: a bug of ours when it does not hold.
 */
export * from './clock.ts'
export * from './ids.ts'
export * from './inbox.ts'
export * from './invariant.ts'
export * from './log.ts'
export * from './money.ts'
export * from './random.ts'
export * from './scope.ts'
export * from './telephone.ts'
export * from './units.ts'
