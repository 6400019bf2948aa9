import type { Random } from './random.ts'
import type { Id } from './units.ts'

export interface IdSource {
  /** A new id: 24 lower-case hex characters. */
  next<Kind extends string>(kind: Kind): Id<Kind>
}

const ID_FORM = /^[0-9a-f]{24}$/

/** The id in `text`, or undefined when it is not 24 lower-case hex characters. */
export function parseId<Kind extends string>(_kind: Kind, text: string): Id<Kind> | undefined {
  return ID_FORM.test(text) ? (text as Id<Kind>) : undefined
}

/** Ids drawn from `random`: repeatable in tests. */
export function idsFrom(random: Random): IdSource {
  const digit = () => Math.floor(random.next() * 16).toString(16)
  return { next: <Kind extends string>() => Array.from({ length: 24 }, digit).join('') as Id<Kind> }
}
