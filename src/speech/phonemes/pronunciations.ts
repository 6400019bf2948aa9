/**
 * How an assistant's own words sound: respellings by word, any case ("Kaveri" → "kaa-VAY-ree"). In a text a
 * respelling stands between slashes, so that the same words said otherwise are another text.
 */
export type Pronunciations = Readonly<Record<string, string>>

/** A respelling in a text, as `withPronunciations` writes it. */
export const RESPELLED = /(?<=^|\s)\/([A-Za-z]+(?:-[A-Za-z]+)*)\/(?=$|[\s.,;:!?'])/g

/** The text with each listed word replaced by its respelling. */
export function withPronunciations(text: string, pronunciations: Pronunciations): string {
  const respellings = new Map(
    Object.entries(pronunciations).map(([word, respelling]) => [word.toLowerCase(), respelling]),
  )
  return text.replace(/\p{L}[\p{L}\p{M}]*/gu, (word) => {
    const respelling = respellings.get(word.toLowerCase())
    return respelling === undefined || !/^[A-Za-z]+(?:-[A-Za-z]+)*$/.test(respelling)
      ? word
      : `/${respelling}/`
  })
}
