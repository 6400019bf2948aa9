import {
  beforeClock,
  clockWords,
  countedWords,
  dayWords,
  hourWords,
  minuteWords,
  partOf,
  todayWords,
  tomorrowWords,
  weekdays,
} from '../languages/times.ts'
import type { SpokenClock } from './spoken-time.ts'
import type { Token } from './token.ts'

export interface ClockFound {
  readonly clock: SpokenClock
  readonly to: number
}

const HOURS = 24
const NOON = 12
const MINUTES_PER_HOUR = 60

/**
 * The time of day that starts at `index`: "11:30 am", "half past ten", "saadhe gyarah baje", "four", "noon".
 */
export function clockAt(tokens: readonly Token[], index: number): ClockFound | undefined {
  return (
    namedClockAt(tokens, index) ??
    writtenClockAt(tokens, index) ??
    pastOrToAt(tokens, index) ??
    raisedClockAt(tokens, index) ??
    hourAt(tokens, index)
  )
}

function namedClockAt(tokens: readonly Token[], index: number): ClockFound | undefined {
  const word = wordAt(tokens, index)
  if (word === 'noon' || word === 'midday')
    return { clock: { hour: NOON, minute: 0, sure: true }, to: index + 1 }
  return word === 'midnight' ? { clock: { hour: 0, minute: 0, sure: true }, to: index + 1 } : undefined
}

function writtenClockAt(tokens: readonly Token[], index: number): ClockFound | undefined {
  const written = tokens[index]?.written
  return written === undefined ? undefined : withHalf(tokens, written.hour, written.minute, index + 1)
}

/** "half past ten", "quarter to five", "ten minutes past six". */
function pastOrToAt(tokens: readonly Token[], index: number): ClockFound | undefined {
  const start = wordAt(tokens, index) === 'a' ? index + 1 : index
  const minutes = tokens[start]?.minutes ?? tokens[start]?.value
  const isSaid = minuteWords.has(wordAt(tokens, start + 1)) ? start + 2 : start + 1
  const direction = wordAt(tokens, isSaid)
  const hour = tokens[isSaid + 1]?.value
  if (minutes === undefined || minutes <= 0 || minutes >= MINUTES_PER_HOUR || hour === undefined)
    return undefined
  const isPast = direction === 'past'
  const isTo =
    direction === 'to' &&
    (tokens[start]?.minutes !== undefined || minutes % 5 === 0) &&
    !isSpanOfHours(tokens, start, minutes)
  if (!isPast && !isTo) return undefined
  return isPast
    ? withHalf(tokens, hour, minutes, isSaid + 2)
    : withHalf(tokens, hourBefore(hour), MINUTES_PER_HOUR - minutes, isSaid + 2)
}

/**
 * "ten to eleven" may be a span; "ten to eleven" after "at" is a time. Without "at", both ends being hours, a
 * span.
 */
const isSpanOfHours = (tokens: readonly Token[], index: number, minutes: number): boolean =>
  tokens[index]?.minutes === undefined && minutes <= NOON && wordAt(tokens, index - 1) !== 'at'

const hourBefore = (hour: number): number => (hour === 1 ? NOON : hour - 1)

/** "saadhe gyarah", "sava das", "paune paanch", "dedh baje". */
function raisedClockAt(tokens: readonly Token[], index: number): ClockFound | undefined {
  const token = tokens[index]
  const next = tokens[index + 1]
  if (token?.value !== undefined && token.value % 1 !== 0 && clockWords.has(next?.word ?? '')) {
    return withHalf(tokens, Math.floor(token.value), (token.value % 1) * MINUTES_PER_HOUR, index + 1)
  }
  const isRaised = token?.minutes !== undefined && !['half', 'quarter', 'quarters'].includes(token.word)
  const hour = next?.value
  if (!isRaised || hour === undefined || hour > NOON || hour % 1 !== 0) return undefined
  const minutes = token.minutes ?? 0
  return minutes < 0
    ? withHalf(tokens, hourBefore(hour), MINUTES_PER_HOUR + minutes, index + 2)
    : withHalf(tokens, hour, minutes, index + 2)
}

/** "eleven", "eleven thirty", "11 am", "4 oclock": a bare hour only where a time stands. */
function hourAt(tokens: readonly Token[], index: number): ClockFound | undefined {
  const value = tokens[index]?.value
  if (value === undefined || value % 1 !== 0) return undefined
  if (value >= 100 && value < HOURS * 100) return joinedAt(tokens, index, value)
  if (value > HOURS || value === 0) return undefined
  const minute = minuteAt(tokens, index + 1)
  const found = withHalf(tokens, value, minute?.minute ?? 0, minute?.to ?? index + 1)
  if (found === undefined || isCounted(tokens, minute?.to ?? index + 1)) return undefined
  const isMarked = found.clock.sure || found.to > (minute?.to ?? index + 1)
  return isMarked || standsAsTime(tokens, index, found.to) ? found : undefined
}

/** "1130 am": only with its half of the day. */
function joinedAt(tokens: readonly Token[], index: number, value: number): ClockFound | undefined {
  const isHalf = ['am', 'pm'].includes(wordAt(tokens, index + 1))
  return isHalf ? withHalf(tokens, Math.floor(value / 100), value % 100, index + 1) : undefined
}

function minuteAt(
  tokens: readonly Token[],
  index: number,
): { readonly minute: number; readonly to: number } | undefined {
  const token = tokens[index]
  if (token?.word === 'oh' || token?.word === 'o' || token?.word === 'zero') {
    const unit = tokens[index + 1]?.value
    return unit !== undefined && unit < 10 ? { minute: unit, to: index + 2 } : undefined
  }
  const value = token?.value
  const isMinute =
    value !== undefined &&
    value % 1 === 0 &&
    (token?.word === '00' || (value >= 10 && value < MINUTES_PER_HOUR))
  return isMinute ? { minute: value, to: index + 1 } : undefined
}

/** The clock with the "am", "pm", "o'clock" or "baje" behind it; undefined when there is no such time. */
function withHalf(
  tokens: readonly Token[],
  hour: number,
  minute: number,
  index: number,
): ClockFound | undefined {
  if (hour > HOURS - 1 || hour % 1 !== 0 || minute >= MINUTES_PER_HOUR) return undefined
  const to = clockWords.has(wordAt(tokens, index)) ? index + 1 : index
  const half = wordAt(tokens, to)
  if ((half === 'am' || half === 'pm') && hour >= 1 && hour <= NOON) {
    return { clock: { hour: (hour % NOON) + (half === 'pm' ? NOON : 0), minute, sure: true }, to: to + 1 }
  }
  return { clock: { hour, minute, sure: hour > NOON || hour === 0 }, to }
}

const isCounted = (tokens: readonly Token[], index: number): boolean => {
  const word = wordAt(tokens, index)
  return (
    [countedWords, dayWords, hourWords, minuteWords].some((words) => words.has(word)) ||
    tokens[index]?.value !== undefined
  )
}

function standsAsTime(tokens: readonly Token[], from: number, to: number): boolean {
  const before = wordAt(tokens, wordAt(tokens, from - 1) === ',' ? from - 2 : from - 1)
  const after = wordAt(tokens, to) === 'in' ? wordAt(tokens, to + 2) : wordAt(tokens, to)
  const isBesideDay = isDayWord(before) || isDayWord(after) || partOf.has(before) || partOf.has(after)
  const isAll = tokens.filter(({ word }) => !IDLE.has(word)).length === to - from
  return (
    beforeClock.has(before) || TAKEN_BACK.has(before) || (before === 'ko' && from > 1) || isBesideDay || isAll
  )
}
/** After such a word a bare number replaces the time before it. */
const TAKEN_BACK = new Set(['sorry', 'no', 'mean', 'meant', 'actually', 'it', 'rather'])
const IDLE = new Set([
  'yes',
  'okay',
  'um',
  'uh',
  'maybe',
  'haan',
  'ji',
  ',',
  'please',
  'sharp',
  'only',
  'no',
  'not',
  'sorry',
  'it',
  'is',
  'call',
  'me',
])

const isDayWord = (word: string): boolean =>
  todayWords.has(word) || tomorrowWords.has(word) || weekdays.has(word)
const wordAt = (tokens: readonly Token[], index: number): string => tokens[index]?.word ?? ''
