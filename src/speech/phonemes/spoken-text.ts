import { cardinal, decimal, ordinal, year } from './number-words.ts'
import { RESPELLED } from './pronunciations.ts'
import { spokenCodes } from './spoken-codes.ts'
import { spokenMoney } from './spoken-money.ts'
import { spokenClockTimes, spokenDates } from './spoken-times.ts'

/**
 * A written sentence as it is said, in Indian English: letters, apostrophes and the punctuation that makes
 * pauses. Words in capitals stay so: they may have to be spelled; respellings stay between their slashes.
 */
export function spokenText(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[‘’]/g, "'")
    .replace(/[“”"*_`~<>|\\^]/g, (sign) => (sign === '_' || sign === '*' ? sign : ' '))
    .replace(/\s+[–—-]\s+|—/g, ', ')
    .replace(/(?<=\d)–(?=\d)/g, '-')
    .replace(/\s+/g, ' ')
  const said = [
    spokenCodes,
    spokenMoney,
    spokenDates,
    spokenClockTimes,
    spokenNumbers,
    spokenShortForms,
    spokenSigns,
  ]
  return tidied(said.reduce((sentence, say) => say(sentence), plain))
}

function spokenNumbers(text: string): string {
  return text
    .replace(/\b24\/7\b/g, 'twenty four seven')
    .replace(/(\d[\d,]*(?:\.\d+)?)\s*%/g, (_, number: string) => `${decimal(number)} percent`)
    .replace(/\b(\d+)(?:st|nd|rd|th)\b/gi, (_, number: string) => ordinal(Number(number)))
    .replace(
      /\b(in|since|of|year|from|by) ((?:19|20)\d{2})\b(?![,.]?\d)/gi,
      (_, word: string, y: string) => `${word} ${year(Number(y))}`,
    )
    .replace(
      /\b(\d{1,5})\s?-\s?(\d{1,5})\b/g,
      (_, from: string, to: string) => `${cardinal(Number(from))} to ${cardinal(Number(to))}`,
    )
    .replace(/\b1\/2\b/g, 'half')
    .replace(
      /\b(\d+)\/(\d+)\b/g,
      (_, over: string, under: string) => `${cardinal(Number(over))} by ${cardinal(Number(under))}`,
    )
    .replace(/-(?=\d)/g, ' minus ')
    .replace(/\d[\d,]*\d(?:\.\d+)?|\d(?:\.\d+)?/g, (number) => ` ${decimal(number)} `)
}

/** Short forms that end in a point, which is not the end of a sentence. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  'mr.': 'mister',
  'mrs.': 'missus',
  'ms.': 'miz',
  'dr.': 'doctor',
  'prof.': 'professor',
  'smt.': 'shrimati',
  'st.': 'street',
  'rd.': 'road',
  'no.': 'number',
  'pvt.': 'private',
  'ltd.': 'limited',
  'approx.': 'approximately',
  'dept.': 'department',
  'govt.': 'government',
  'apt.': 'apartment',
  'vs.': 'versus',
  'e.g.': 'for example',
  'i.e.': 'that is',
  'etc.': 'et cetera',
  'a.m.': 'AM',
  'p.m.': 'PM',
}
/** The same without a point, where no other word is written so. */
const UNITS: Readonly<Record<string, string>> = {
  km: 'kilometres',
  kms: 'kilometres',
  kg: 'kilograms',
  kgs: 'kilograms',
  hrs: 'hours',
  mins: 'minutes',
  sqft: 'square feet',
  pvt: 'private',
  ltd: 'limited',
  vs: 'versus',
  govt: 'government',
}

function spokenShortForms(text: string): string {
  return text
    .replace(/\bno\.(?= (?:zero|one|two|three|four|five|six|seven|eight|nine|ten))/gi, 'number')
    .replace(/(?<![\w.])(?:[a-z]\.){2,}|\b[a-z]+\./gi, (form, at: number) =>
      longForm(form, text.slice(at + form.length)),
    )
    .replace(/\b[a-z]+\b/gi, (word) =>
      word === word.toUpperCase() ? word : (UNITS[word.toLowerCase()] ?? word),
    )
}

/** "No." and "St." at the end of a sentence are words of their own. */
function longForm(form: string, rest: string): string {
  const long = SHORT_FORMS[form.toLowerCase()]
  if (long === undefined)
    return /^(?:[a-z]\.){2,}$/i.test(form) ? form.replaceAll('.', '').toUpperCase() : form
  const ends = rest.trim() === ''
  if (
    ['no.', 'st.', 'rd.'].includes(form.toLowerCase()) &&
    (ends || /^ [A-Z]/.test(rest)) &&
    form.toLowerCase() === 'no.'
  ) {
    return form
  }
  return ends ? `${long}.` : long
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/&/g, ' and '],
  [/\+/g, ' plus '],
  [/=/g, ' equals '],
  [/@/g, ' at '],
  [/#/g, ' number '],
  [/₹/g, ' rupees '],
  [/%/g, ' percent '],
  [/…|\.{2,}/g, ', '],
  [/[()[\]{}]/g, ', '],
  [/।/g, '.'],
  [/[*_]/g, ' '],
]

function spokenSigns(text: string): string {
  return SIGNS.reduce((spoken, [sign, words]) => spoken.replace(sign, words), spokenSlashes(text))
}

/** Around a respelling they stay; between words they are "or"; others are not said. */
function spokenSlashes(text: string): string {
  const slashes = new RegExp(
    `(${RESPELLED.source})|(\\band/or\\b)|((?<=\\p{L})(?:/|\\s/\\s)(?=\\p{L}))|/`,
    'giu',
  )
  return text.replace(
    slashes,
    (slash, respelled?: string, _inner?: string, andOr?: string, between?: string) => {
      if (respelled !== undefined) return slash
      if (andOr !== undefined) return 'and or'
      return between === undefined ? ' ' : ' or '
    },
  )
}

/** One space between words, none before a stop, no stop twice, none at the start. */
function tidied(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.!?;:])/g, '')
    .replace(/[,;:]+(?=[,;:.!?])/g, '')
    .replace(/([.!?])[.,;:]+/g, '$1')
    .replace(/^[\s,.;:!?]+/, '')
    .trim()
}
