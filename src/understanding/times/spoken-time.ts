import type { EpochMs } from '../../base/index.ts'

/** The moment a human's "tomorrow" is counted from. */
export interface Now {
  readonly wallMs: EpochMs
  /** Minutes east of UTC; India, +05:30, is 330. */
  readonly offsetMinutes: number
}
export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night'

/** A day and a time as far as they were said. */
export interface SpokenTime {
  /** For people: "Tomorrow 11am", "Monday 4pm", "25 December 10am", "Tomorrow morning". */
  readonly spoken: string
  /** `2025-01-24T11:00:00+05:30`, once the time is known; a time without a day means its next coming. */
  readonly iso?: string
  /** What was not said and would be worth asking for. */
  readonly missing?: 'day' | 'time'
  readonly day?: SpokenDay
  readonly clock?: SpokenClock
  readonly part?: DayPart
}
export interface SpokenDay {
  /** `2025-01-24` */
  readonly date: string
  /** "Tomorrow", "Monday", "25 December" */
  readonly label: string
}
export interface SpokenClock {
  /** 0–23 if `sure`, else as said (1–12) and to be placed by the part of the day or business hours. */
  readonly hour: number
  readonly minute: number
  readonly sure: boolean
}
