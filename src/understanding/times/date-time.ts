import type { Now, SpokenTime } from './spoken-time.ts'

/** The last day and time said: "tomorrow at eleven", "Monday shaam ko", "in two hours". */
export function readDateTime(_text: string, _now: Now): SpokenTime | undefined {
  return undefined
}

/** Two partial answers as one ("tomorrow", then "at eleven"); what the later one says wins. */
export function mergeDateTime(earlier: SpokenTime, _later: SpokenTime, _now: Now): SpokenTime {
  return earlier
}
