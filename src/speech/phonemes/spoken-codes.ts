import { digitWords } from './number-words.ts'

/** Telephone numbers, codes and addresses: what is said sign by sign, in groups that can be written down. */
export function spokenCodes(text: string): string {
  return spokenReferences(spokenTelephones(spokenLinks(text)))
}

/** "rohit.sharma21@example.com" → "rohit dot sharma two one at example dot com". */
function spokenLinks(text: string): string {
  return text
    .replace(/\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g, (address) => signBySign(address).replace(' at ', ', at '))
    .replace(/\bhttps?:\/\/(\S+?)(?=[.,!?]*(?:\s|$))/g, '$1')
    .replace(/\b(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|in|org|net|co|io|ai)\b/gi, signBySign)
}

function signBySign(address: string): string {
  return address
    .replace(/^www\./i, 'WWW dot ')
    .replaceAll('@', ' at ')
    .replaceAll('.', ' dot ')
    .replaceAll('_', ' underscore ')
    .replaceAll('-', ' dash ')
    .replaceAll('+', ' plus ')
    .replace(/\d+/g, (digits) => ` ${digitWords(digits)} `)
    .replace(/ +/g, ' ')
    .trim()
}

/** A "+91" of its own, then 98765 43210 as nine eight seven, six five four, three two one zero. */
function spokenTelephones(text: string): string {
  return text
    .replace(
      /(?<![\d,.])1800[- ]?(\d{3})[- ]?(\d{3,4})\b/g,
      (_, first: string, second: string) => `one eight hundred, ${digitWords(first)}, ${digitWords(second)}`,
    )
    .replace(
      /(?<![\d,.])(\+\d{2})?[- ]?(\d{5})[- ]?(\d{5})\b(?![,.]?\d)/g,
      (_, country: string | undefined, a: string, b: string) => telephone(country, `${a}${b}`),
    )
    .replace(/(?<![\d,.])(\+\d{1,3})[- ]?(\d{7,11})\b/g, (_, country: string, digits: string) =>
      telephone(country, digits),
    )
    .replace(/(?<![\d,.+])\d{7,}(?![\d,]*\d|\.\d)/g, (digits) => ` ${inGroups(digits)} `)
}

function telephone(country: string | undefined, digits: string): string {
  const prefix = country === undefined ? '' : `plus ${digitWords(country.slice(1))}, `
  return ` ${prefix}${inGroups(digits)}`
}

/** Threes, the rest with the last one: 3-3-4 of ten. */
function inGroups(digits: string): string {
  const groups: string[] = []
  let rest = digits
  while (rest.length > 4) {
    groups.push(rest.slice(0, 3))
    rest = rest.slice(3)
  }
  return [...groups, rest].map(digitWords).join(', ')
}

const NUMBERED = 'otp|pin|code|order|account|ticket|reference|invoice|booking|policy|id|flat|room|extension'
const REFERENCE = new RegExp(
  `\\b((?:${NUMBERED})\\b(?: (?:number|no\\.?|id|is|#))* ?[:#]? ?)(\\d{3,6})\\b(?![,.]\\d)`,
  'gi',
)

/** "OTP is 4821": a number that names something is read digit by digit. */
function spokenReferences(text: string): string {
  return text.replace(REFERENCE, (_, name: string, digits: string) => `${name}${digitWords(digits)}`)
}
