import { cardinal, ordinal, year } from './number-words.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|' +
  'oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'

/** "11:30 am" → "eleven thirty AM"; "18:30" → "six thirty PM"; "11am" → "eleven AM". */
export function spokenClockTimes(text: string): string {
  return text
    .replace(
      /\b(\d{1,2})(?:[:.](\d{2}))?\s*([ap])(?:m\b|\.\s?m\b\.?)/gi,
      (all, hour: string, minute: string | undefined, half: string) =>
        Number(hour) > 12 || Number(minute ?? 0) > 59 ? all : clock(Number(hour), Number(minute ?? 0), half),
    )
    .replace(/\b([01]?\d|2[0-3]):([0-5]\d)\b/g, (_, hour: string, minute: string) =>
      clock(((Number(hour) + 11) % 12) + 1, Number(minute), Number(hour) < 12 ? 'a' : 'p'),
    )
}

function clock(hour: number, minute: number, half: string): string {
  const minutes = minute === 0 ? '' : minute < 10 ? ` oh ${cardinal(minute)}` : ` ${cardinal(minute)}`
  return `${cardinal(hour)}${minutes} ${half.toUpperCase()}M`
}

/** Day before month, as in India: "12/03/2025", "2025-03-12", "12 March 2025", "March 12, 2025", "12 Mar". */
export function spokenDates(text: string): string {
  return text
    .replace(/\b(\d{4})-(\d{2})-(\d{2})\b/g, (all, y: string, m: string, d: string) => date(d, m, y) ?? all)
    .replace(
      /\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b/g,
      (all, d: string, m: string, y: string) => date(d, m, y) ?? all,
    )
    .replace(
      new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTH})\\b\\.?(?:,? (\\d{4})\\b)?`, 'gi'),
      (all, d: string, m: string, y: string | undefined) => date(d, monthNumber(m), y) ?? all,
    )
    .replace(
      new RegExp(`\\b(${MONTH})\\b\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4})\\b)?`, 'gi'),
      (all, m: string, d: string, y: string | undefined) => date(d, monthNumber(m), y) ?? all,
    )
}

function monthNumber(name: string): string {
  const start = name.slice(0, 3).toLowerCase()
  return String(MONTHS.findIndex((month) => month.toLowerCase().startsWith(start)) + 1)
}

/** Undefined when there is no such day. */
function date(day: string, month: string, yearText: string | undefined): string | undefined {
  const name = MONTHS[Number(month) - 1]
  if (name === undefined || Number(day) < 1 || Number(day) > 31) return undefined
  return `${ordinal(Number(day))} ${name}${yearText === undefined ? '' : ` ${year(Number(yearText))}`}`
}
