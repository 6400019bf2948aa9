import type { DayPart } from '../times/spoken-time.ts'
import { foldSpelling } from './hi-numbers.ts'

/** Forms of one thing a line each, apart by spaces; Hindi ones by folded spelling. */
const byPlace = (rows: readonly string[]): ReadonlyMap<string, number> =>
  new Map(
    rows.flatMap((row, place) =>
      row.split(' ').flatMap((form): [string, number][] => [
        [form, place],
        [foldSpelling(form), place],
      ]),
    ),
  )
const set = (words: string): ReadonlySet<string> =>
  new Set(words.split(/\s+/).flatMap((word) => [word, foldSpelling(word)]))

/** 0 is Sunday. */
export const weekdays = byPlace([
  'sunday sundays ravivar itvar itwar raviwar',
  'monday mondays somvar somwar mon',
  'tuesday tuesdays mangalvar mangalwar mangal tues',
  'wednesday wednesdays budhvar budhwar budh wensday',
  'thursday thursdays guruvar guruwar brihaspativar thurs veervar',
  'friday fridays shukravar shukrawar shukrvar',
  'saturday saturdays shanivar shaniwar shanichar',
])
export const weekdayNames = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const
/** 0 is January. "may" and "march" are months only beside a date. */
export const months = byPlace([
  'january jan janvari',
  'february feb farvari febuary',
  'march mar',
  'april apr aprail',
  'may',
  'june jun',
  'july jul julai',
  'august aug agast',
  'september sep sept sitambar',
  'october oct aktubar',
  'november nov navambar',
  'december dec disambar',
])
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
/** 0 is the first. */
const ORDINALS = byPlace([
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
])
export const ordinalOf = (word: string): number | undefined => {
  const figure = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)?.[1]
  if (figure !== undefined) return Number(figure)
  if (word === 'thirtieth') return 30
  const place = ORDINALS.get(word)
  return place === undefined ? undefined : place + 1
}

const parts: Readonly<Record<DayPart, string>> = {
  morning: 'morning mornings subah subha savere sawere suba forenoon',
  afternoon: 'afternoon afternoons dopahar dopeher dupahar dopehar',
  evening: 'evening evenings shaam sham saam shyam',
  night: 'night nights raat rat tonight',
}
export const partOf: ReadonlyMap<string, DayPart> = new Map(
  (Object.keys(parts) as DayPart[]).flatMap((part) =>
    parts[part].split(' ').flatMap((word): [string, DayPart][] => [
      [word, part],
      [foldSpelling(word), part],
    ]),
  ),
)

export const todayWords = set('today aaj todays tonight aj')
export const tomorrowWords = set('tomorrow kal tomorrows tommorow tomorow tmrw kall')
export const overmorrowWords = set('parso parson parsu overmorrow')
/** After a number: it is a time. */
export const clockWords = set('oclock baje bajay bje baje bajkar')
/** Before a number: it is a time. */
export const beforeClock = set(
  'at by around about after before till until from between say @ approximately post sharp only',
)
export const hourWords = set('hour hours hr hrs ghanta ghante ghanton')
export const minuteWords = set('minute minutes min mins minat')
export const dayWords = set('day days din dino')
/** Behind a span of time: it is counted from now. */
export const laterWords = set('later baad bad from hence mein me')
/** Behind a number that stands for an hour where a time was asked for; nothing, or such a word. */
export const afterLoneHour: ReadonlySet<string> = new Set([
  '',
  ',',
  ...set('is would will works suits should only sharp if please instead then okay good fine maybe sir madam'),
])
/** Before it; nothing, or such a word. */
export const beforeLoneHour: ReadonlySet<string> = new Set([
  '',
  ',',
  ...set(
    'do make it say prefer maybe actually around then um yes okay no think keep have only sorry mean be want is',
  ),
])
/** A time behind such a word is the end of something. */
export const untilWords = set('till until upto')
/** Between the two ends of a span. */
export const spanWords = set('to and or se ya till until')
/** After a number: it counts something and is no time. */
export const countedWords = set(
  'people persons rupees rupee percent months weeks years times lakh lakhs thousand hundred crore kids items pieces',
)
