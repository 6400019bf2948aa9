/**
 * The words of a recogniser in one form: lower case, contractions opened, amounts and times apart from their
 * units, each break of the sentence one comma. Normalising twice changes nothing.
 */
export function normalise(text: string): string {
  return text
}
