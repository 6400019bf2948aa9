export interface Choice {
  readonly value: string
  readonly synonyms?: readonly string[]
}

/** The value of the one choice that was said, by its name, a synonym or its place ("the second one"). */
export function readChoice(_text: string, _choices: readonly Choice[]): string | undefined {
  return undefined
}
