import { INDIAN_PEOPLE } from './indian-people.ts'
import { HINDI_WORDS, INDIAN_PLACES } from './indian-places.ts'

/** Respellings of names and words of India by word, in lower case. */
export const INDIAN_WORDS: ReadonlyMap<string, string> = new Map(
  `${INDIAN_PEOPLE}${INDIAN_PLACES}${HINDI_WORDS}`
    .split(/\s+/)
    .filter((entry) => entry !== '')
    .flatMap((entry) => {
      const [spellings = '', respelling = ''] = entry.split('=')
      return spellings.split(',').map((spelling): [string, string] => [spelling, respelling])
    }),
)
