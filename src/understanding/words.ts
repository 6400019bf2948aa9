import { romanise } from './languages/devanagari.ts'
import { enSpelling, enSubjects } from './languages/en-spelling.ts'

/** A reply is a breath, not a book; what comes after is not read. */
const LETTERS_MAX = 1_000

/**
 * The words of a recogniser in one form: lower case, contractions opened, amounts and times apart from their
 * units, Devanagari in Latin letters, each break of the sentence one comma. Normalising twice changes
 * nothing.
 */
export function normalise(text: string): string {
  const plain = romanise(text.slice(0, LETTERS_MAX).normalize('NFKC').toLowerCase()).normalize('NFKC')
  const words = openSigns(plain)
    .split(' ')
    .flatMap((word) => openWord(word).split(' '))
    .filter((word) => word !== '')
  return tidyBreaks(joinLetters(words)).join(' ')
}

/** The words of a reply without its breaks. */
export function wordsOf(text: string): readonly string[] {
  return normalise(text)
    .split(' ')
    .filter((word) => word !== '' && word !== ',')
}

/** Signs to words and spaces: `₹1,50,000/-` to `rupees 150000`, `11a.m.` to `11 am`. */
function openSigns(text: string): string {
  return text
    .replace(/[’‘`´]/g, "'")
    .replace(/₹/g, ' rupees ')
    .replace(/\$/g, ' dollars ')
    .replace(/%/g, ' percent ')
    .replace(/&/g, ' and ')
    .replace(/\+(?=\s*\d)/g, ' plus ')
    .replace(/(?<![\d,])\d{1,3}(?:,\d{2,3})*,\d{3}(?![\d,]*\d)/g, (number) => number.replaceAll(',', ''))
    .replace(/\b([ap])\.\s?m\b\.?/g, '$1m')
    .replace(/(\d)\/-/g, '$1 ')
    .replace(/(\d)(?!(?:st|nd|rd|th)(?![a-z]))(?=\p{L})/gu, '$1 ')
    .replace(/(\p{L}\.?)(?=\d)/gu, '$1 ')
    .replace(/(?<!\d)[.:/]|[.:/](?!\d)|[,;!?…–—]/g, (sign) => (sign === '/' ? ' ' : ' , '))
    .replace(/[^\p{L}\p{M}\p{N}.:/,']+/gu, ' ')
}

function openWord(word: string): string {
  const [stem = '', tail] = splitApostrophe(word)
  if (tail === undefined) return spelled(stem)
  switch (tail) {
    case 't':
      return spelled(`${stem}t`)
    case 'll':
      return `${stem} will`
    case 're':
      return `${stem} are`
    case 've':
      return `${stem} have`
    case 'm':
      return `${stem} am`
    case 'd':
      return `${stem} would`
    case 's':
      return enSubjects.has(stem) ? `${stem} is` : spelled(`${stem}s`)
    default:
      return spelled(`${stem}${tail}`)
  }
}

/** At the last apostrophe; others are dropped. */
function splitApostrophe(word: string): readonly string[] {
  const at = word.lastIndexOf("'")
  const stem = word.slice(0, Math.max(at, 0)).replaceAll("'", '')
  const tail = word.slice(at + 1)
  return at === -1 || stem === '' || tail === '' ? [word.replaceAll("'", '')] : [stem, tail]
}

const spelled = (word: string): string =>
  Object.hasOwn(enSpelling, word) ? (enSpelling[word] ?? word) : word

/** "11 a m" to "11 am" and "i m busy" to "i am busy": a recogniser spells letter by letter. */
function joinLetters(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    const before = words[index - 1] ?? ''
    if (word === 'm' && before === 'i') return ['am']
    if (word === 'm' && (before === 'a' || before === 'p')) return [`${before}m`]
    const openedByNext = (word === 'a' || word === 'p') && words[index + 1] === 'm'
    return openedByNext ? [] : [word]
  })
}

/** One comma a break, none at the edges. */
function tidyBreaks(words: readonly string[]): readonly string[] {
  const kept = words.filter((word, index) => word !== ',' || (index > 0 && words[index - 1] !== ','))
  return kept.at(-1) === ',' ? kept.slice(0, -1) : kept
}
