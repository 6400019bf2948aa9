import { enNumbers } from '../languages/en-numbers.ts'
import { hiNumbers } from '../languages/hi-numbers.ts'
import {
  clockWords,
  dayWords,
  hourWords,
  laterWords,
  minuteWords,
  months,
  overmorrowWords,
  partOf,
  todayWords,
  tomorrowWords,
  weekdays,
} from '../languages/times.ts'

/** All words that days and times are made of. */
export const timeWords: ReadonlySet<string> = new Set([
  ...[enNumbers, hiNumbers, months, partOf, weekdays].flatMap((words) => [...words.keys()]),
  ...[
    clockWords,
    dayWords,
    hourWords,
    laterWords,
    minuteWords,
    overmorrowWords,
    todayWords,
    tomorrowWords,
  ].flatMap((words) => [...words]),
  'am',
  'pm',
  'noon',
  'midnight',
])
