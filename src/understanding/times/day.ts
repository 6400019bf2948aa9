import { foldSpelling } from '../languages/hi-numbers.ts'
import {
  clockWords,
  dayWords,
  hourWords,
  laterWords,
  minuteWords,
  monthNames,
  months,
  overmorrowWords,
  partOf,
  todayWords,
  tomorrowWords,
  weekdayNames,
  weekdays,
} from '../languages/times.ts'
import { isoDate, nextDate, type Wall, wallAt, weekdayOf } from './calendar.ts'
import type { Now, SpokenClock, SpokenDay } from './spoken-time.ts'
import type { Token } from './token.ts'

export interface DayFound {
  readonly day: SpokenDay
  readonly to: number
  /** Set when the words named the moment itself ("in two hours"). */
  readonly clock?: SpokenClock
}

const DAYS_PER_WEEK = 7
const MINUTES_PER_HOUR = 60
/** Moments counted from now are rounded up to this many minutes. */
const ROUNDED_MINUTES = 5
const AHEAD_DAYS_MAX = 366

/** The day that starts at `index`: "day after tomorrow", "next Monday", "25th December", "in two hours". */
export function dayAt(tokens: readonly Token[], index: number, now: Now): DayFound | undefined {
  return (
    spanFromNowAt(tokens, index, now) ??
    namedDayAt(tokens, index, now) ??
    weekdayAt(tokens, index, now) ??
    dateAt(tokens, index, now)
  )
}

const wordAt = (tokens: readonly Token[], index: number): string => tokens[index]?.word ?? ''
const dayOf = (day: number, label: string): SpokenDay => ({ date: isoDate(day), label })
const today = (now: Now): number => wallAt(now).day

function namedDayAt(tokens: readonly Token[], index: number, now: Now): DayFound | undefined {
  const word = wordAt(tokens, index)
  const isAfter = word === 'day' && wordAt(tokens, index + 1) === 'after'
  if (isAfter) {
    const to = tomorrowWords.has(wordAt(tokens, index + 2)) ? index + 3 : index + 2
    return { day: dayOf(today(now) + 2, 'Day after tomorrow'), to }
  }
  if (overmorrowWords.has(word)) return { day: dayOf(today(now) + 2, 'Day after tomorrow'), to: index + 1 }
  if (tomorrowWords.has(word) || isMisheardTomorrow(tokens, index))
    return { day: dayOf(today(now) + 1, 'Tomorrow'), to: index + 1 }
  return todayWords.has(word) ? { day: dayOf(today(now), 'Today'), to: index + 1 } : undefined
}

/** An English recogniser hears "kal" as "call": told by the Hindi time behind it. */
function isMisheardTomorrow(tokens: readonly Token[], index: number): boolean {
  if (wordAt(tokens, index) !== 'call') return false
  const next = wordAt(tokens, index + 1)
  const isHindiPart = partOf.has(next) && !/ing$|noon$|night$/.test(next)
  return (
    isHindiPart ||
    (tokens[index + 1]?.value !== undefined && clockWords.has(foldSpelling(wordAt(tokens, index + 2))))
  )
}

/** A weekday is always to come: on a Monday, "Monday" is the next one. */
function weekdayAt(tokens: readonly Token[], index: number, now: Now): DayFound | undefined {
  const weekday = weekdays.get(wordAt(tokens, index))
  if (weekday === undefined || !isWeekday(tokens, index)) return undefined
  const ahead = (weekday - weekdayOf(today(now)) + DAYS_PER_WEEK) % DAYS_PER_WEEK || DAYS_PER_WEEK
  return { day: dayOf(today(now) + ahead, weekdayNames[weekday] ?? ''), to: index + 1 }
}

/** Short forms are words of their own elsewhere. */
const isWeekday = (tokens: readonly Token[], index: number): boolean =>
  wordAt(tokens, index).length > 4 || ['on', 'next', 'this', 'coming'].includes(wordAt(tokens, index - 1))

/** "25th December", "December 25", "the 25th", "25/12", "25 tarikh". */
function dateAt(tokens: readonly Token[], index: number, now: Now): DayFound | undefined {
  const written = /^(\d{1,2})\/(\d{1,2})$/.exec(wordAt(tokens, index))
  if (written !== null) return dateFound(now, Number(written[1]), Number(written[2]) - 1, index + 1)
  const month = months.get(wordAt(tokens, index))
  const inMonth = tokens[index + 1]?.ordinal ?? tokens[index + 1]?.value
  if (month !== undefined && inMonth !== undefined) return dateFound(now, inMonth, month, index + 2)
  const { ordinal, value } = tokens[index] ?? { word: '' }
  const date = ordinal ?? value
  if (date === undefined) return undefined
  const at = wordAt(tokens, index + 1) === 'of' ? index + 2 : index + 1
  const named = months.get(wordAt(tokens, at))
  if (named !== undefined) return dateFound(now, date, named, at + 1)
  const isDate =
    /^tar[ie]+k?h?/.test(wordAt(tokens, index + 1)) || (ordinal !== undefined && isBareDate(tokens, index))
  return isDate ? dateFound(now, date, undefined, index + 1) : undefined
}

/** "on the 25th"; "the first one" is no date. */
const isBareDate = (tokens: readonly Token[], index: number): boolean =>
  ['the', 'on', 'by'].includes(wordAt(tokens, index - 1)) &&
  !['one', 'option', 'time', 'person', 'choice', 'floor', 'thing', 'question', 'plan', 'half'].includes(
    wordAt(tokens, index + 1),
  ) &&
  ((tokens[index]?.ordinal ?? 0) > 3 ||
    ['on', 'by'].includes(wordAt(tokens, index - 1)) ||
    wordAt(tokens, index - 2) === 'on')

function dateFound(now: Now, date: number, month: number | undefined, to: number): DayFound | undefined {
  if (date < 1 || date > 31 || date % 1 !== 0 || (month !== undefined && (month < 0 || month > 11)))
    return undefined
  const day = nextDate(today(now), date, month)
  if (day === undefined) return undefined
  const name = monthNames[Number(isoDate(day).slice(5, 7)) - 1] ?? ''
  return { day: dayOf(day, `${date} ${name}`), to }
}

/** "in two hours", "after half an hour", "ek ghante baad", "two days later". */
function spanFromNowAt(tokens: readonly Token[], index: number, now: Now): DayFound | undefined {
  const isLed = ['in', 'after', 'within'].includes(wordAt(tokens, index))
  const span = spanAt(tokens, isLed ? index + 1 : index)
  if (span === undefined || !(isLed || laterWords.has(wordAt(tokens, span.to)))) return undefined
  const to = laterWords.has(wordAt(tokens, span.to)) ? span.to + 1 : span.to
  if (span.days !== undefined) {
    const ahead = span.days
    return { day: dayOf(today(now) + ahead, labelAhead(ahead, today(now) + ahead)), to }
  }
  const wall = rounded(wallAt(now, span.minutes))
  const clock = {
    hour: Math.floor(wall.minutes / MINUTES_PER_HOUR),
    minute: wall.minutes % MINUTES_PER_HOUR,
    sure: true,
  }
  return { day: dayOf(wall.day, labelAhead(wall.day - today(now), wall.day)), clock, to }
}

function labelAhead(ahead: number, day: number): string {
  if (ahead <= 2) return ['Today', 'Tomorrow', 'Day after tomorrow'][ahead] ?? 'Today'
  if (ahead < DAYS_PER_WEEK) return weekdayNames[weekdayOf(day)] ?? ''
  const [, month = '1', date = '1'] = isoDate(day).split('-')
  return `${Number(date)} ${monthNames[Number(month) - 1] ?? ''}`
}

function rounded(wall: Wall): Wall {
  const minutes = Math.ceil(wall.minutes / ROUNDED_MINUTES) * ROUNDED_MINUTES
  return minutes < 24 * MINUTES_PER_HOUR ? { day: wall.day, minutes } : { day: wall.day + 1, minutes: 0 }
}

interface Span {
  readonly minutes: number
  readonly days?: number
  readonly to: number
}

function spanAt(tokens: readonly Token[], index: number): Span | undefined {
  const count = countAt(tokens, index)
  if (count === undefined) return undefined
  const unit = wordAt(tokens, count.to)
  const to = count.to + 1
  if (hourWords.has(unit))
    return {
      minutes: count.value * MINUTES_PER_HOUR + halfBehind(tokens, to),
      to: halfBehind(tokens, to) > 0 ? to + 3 : to,
    }
  if (minuteWords.has(unit)) return { minutes: count.value, to }
  const isDays = dayWords.has(unit) && count.value % 1 === 0 && count.value <= AHEAD_DAYS_MAX
  return isDays ? { minutes: 0, days: count.value, to } : undefined
}

/** "an hour and a half" */
const halfBehind = (tokens: readonly Token[], index: number): number =>
  wordAt(tokens, index) === 'and' && tokens[index + 2]?.minutes === 30 ? 30 : 0

/** "two", "a", "half an", "one and a half". */
function countAt(
  tokens: readonly Token[],
  index: number,
): { readonly value: number; readonly to: number } | undefined {
  const token = tokens[index]
  if (token?.minutes !== undefined && token.minutes > 0) {
    const to = ['a', 'an'].includes(wordAt(tokens, index + 1)) ? index + 2 : index + 1
    return { value: token.minutes / MINUTES_PER_HOUR, to }
  }
  if (token?.word === 'a' || token?.word === 'an') return { value: 1, to: index + 1 }
  if (token?.value === undefined || token.value > AHEAD_DAYS_MAX) return undefined
  const hasHalf = wordAt(tokens, index + 1) === 'and' && tokens[index + 3]?.minutes === 30
  return hasHalf ? { value: token.value + 0.5, to: index + 4 } : { value: token.value, to: index + 1 }
}
