import type { Now } from './spoken-time.ts'

const MS_PER_MINUTE = 60_000
const MINUTES_PER_DAY = 1_440
/** Far enough for any 29 February. */
const MONTHS_AHEAD = 8 * 12 + 1

/** A wall as the human sees it: a day counted from 1970-01-01, and minutes since its midnight. */
export interface Wall {
  readonly day: number
  readonly minutes: number
}

export function wallAt(now: Now, laterMinutes = 0): Wall {
  const local = Math.floor(now.wallMs / MS_PER_MINUTE) + now.offsetMinutes + laterMinutes
  const day = Math.floor(local / MINUTES_PER_DAY)
  return { day, minutes: local - day * MINUTES_PER_DAY }
}

const dateOfDay = (day: number): Date => new Date(day * MINUTES_PER_DAY * MS_PER_MINUTE)

/** `2025-01-24` */
export const isoDate = (day: number): string => dateOfDay(day).toISOString().slice(0, 10)
export const dayOfIso = (iso: string): number =>
  Math.round(Date.parse(`${iso}T00:00:00Z`) / (MINUTES_PER_DAY * MS_PER_MINUTE))

/** 0 is Sunday. */
export const weekdayOf = (day: number): number => dateOfDay(day).getUTCDay()

/**
 * The next day that is `dayOfMonth` (and in `month`, 0 is January), today included; undefined if none is
 * near.
 */
export function nextDate(today: number, dayOfMonth: number, month?: number): number | undefined {
  const start = dateOfDay(today)
  const [year, thisMonth] = [start.getUTCFullYear(), start.getUTCMonth()]
  const candidates = Array.from({ length: MONTHS_AHEAD }, (_, step) => {
    const date = new Date(Date.UTC(year, thisMonth + step, dayOfMonth))
    const isReal = date.getUTCMonth() === (thisMonth + step) % 12
    const isWanted = month === undefined || date.getUTCMonth() === month
    return isReal && isWanted ? date.getTime() / (MINUTES_PER_DAY * MS_PER_MINUTE) : undefined
  })
  return candidates.find((day) => day !== undefined && day >= today)
}

/** `2025-01-24T11:00:00+05:30` */
export function isoTime(day: number, minutes: number, offsetMinutes: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const offset = Math.abs(offsetMinutes)
  const zone = `${offsetMinutes < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`
  return `${isoDate(day)}T${two(minutes / 60)}:${two(minutes % 60)}:00${zone}`
}
