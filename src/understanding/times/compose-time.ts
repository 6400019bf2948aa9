import { dayOfIso, isoDate, isoTime, wallAt } from './calendar.ts'
import type { DayPart, Now, SpokenClock, SpokenDay, SpokenTime } from './spoken-time.ts'

interface Parts {
  readonly day?: SpokenDay
  readonly clock?: SpokenClock
  readonly part?: DayPart
}

const NOON = 12
const MINUTES_PER_HOUR = 60
/** Business hours: a bare nine, ten or eleven is in the morning, a bare one to eight after noon. */
const MORNING_FROM = 9
/** No bare hour is moved later than this. */
const EVENING_TO = 21
const PART_ENDS: Readonly<Record<DayPart, number>> = { morning: 12, afternoon: 17, evening: 21, night: 24 }

/**
 * The words for people, the moment for machines, and what is still missing; undefined when nothing was said.
 */
export function composeTime(parts: Parts, now: Now): SpokenTime | undefined {
  const { day, clock, part } = parts
  if (clock === undefined) return composeDay(parts, now)
  const { hour, shift } = placed(clock, part)
  const minutes = hour * MINUTES_PER_HOUR + clock.minute
  const moment = day === undefined ? nextComing(minutes, now) : onDay(day, minutes, { ...parts, clock }, now)
  const at = moment.day + (day === undefined ? 0 : shift)
  return {
    spoken: `${moment.label} ${writeClock(moment.minutes)}`,
    iso: isoTime(at, moment.minutes, now.offsetMinutes),
    ...(day === undefined && { missing: 'day' }),
    ...parts,
  }
}

/** "Tomorrow", "Tomorrow morning"; a part alone is today's, or tomorrow's when today's is over. */
function composeDay(parts: Parts, now: Now): SpokenTime | undefined {
  const { day, part } = parts
  if (day === undefined && part === undefined) return undefined
  const isOver = part !== undefined && wallAt(now).minutes >= PART_ENDS[part] * MINUTES_PER_HOUR
  const label = day?.label ?? (isOver ? 'Tomorrow' : 'Today')
  return { spoken: part === undefined ? label : `${label} ${part}`, missing: 'time', ...parts }
}

/** The hour of 24 that is meant, and the day after for hours after midnight said with "night". */
function placed(
  clock: SpokenClock,
  part: DayPart | undefined,
): { readonly hour: number; readonly shift: number } {
  const { hour, sure } = clock
  if (sure) return { hour, shift: 0 }
  if (part === 'morning') return { hour: hour % NOON, shift: 0 }
  if (part === 'night')
    return hour === NOON
      ? { hour: 0, shift: 1 }
      : { hour: hour > 5 ? hour + NOON : hour, shift: hour > 5 ? 0 : 1 }
  if (part !== undefined) return { hour: (hour % NOON) + NOON, shift: 0 }
  return { hour: hour >= MORNING_FROM ? hour : hour + NOON, shift: 0 }
}

interface Moment {
  readonly day: number
  readonly label: string
  readonly minutes: number
}

function nextComing(minutes: number, now: Now): Moment {
  const wall = wallAt(now)
  return minutes > wall.minutes
    ? { day: wall.day, label: 'Today', minutes }
    : { day: wall.day + 1, label: 'Tomorrow', minutes }
}

/** A time of today that is over was meant later today if it can be, else tomorrow. */
function onDay(day: SpokenDay, minutes: number, { clock, part }: Parts, now: Now): Moment {
  const wall = wallAt(now)
  if (day.date !== isoDate(wall.day) || minutes > wall.minutes)
    return { day: dayOfIso(day.date), label: day.label, minutes }
  const later = minutes + NOON * MINUTES_PER_HOUR
  const mayBeLater =
    clock?.sure === false &&
    part === undefined &&
    later > wall.minutes &&
    later <= EVENING_TO * MINUTES_PER_HOUR
  return mayBeLater
    ? { day: wall.day, label: day.label, minutes: later }
    : { day: wall.day + 1, label: 'Tomorrow', minutes }
}

/** 690 → "11:30am" */
function writeClock(minutes: number): string {
  const hour = Math.floor(minutes / MINUTES_PER_HOUR)
  const minute = minutes % MINUTES_PER_HOUR
  const shown = hour % NOON === 0 ? NOON : hour % NOON
  return `${shown}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`}${hour < NOON ? 'am' : 'pm'}`
}
