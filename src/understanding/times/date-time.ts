import { afterLoneHour, beforeLoneHour, partOf, spanWords, untilWords } from '../languages/times.ts'
import { type ClockFound, clockAt } from './clock.ts'
import { composeTime } from './compose-time.ts'
import { dayAt } from './day.ts'
import type { DayPart, Now, SpokenClock, SpokenDay, SpokenTime } from './spoken-time.ts'
import { type Token, timeTokensOf } from './token.ts'

const HOURS_MAX = 12

/** What was said of a time so far; later words replace earlier ones. */
interface Said {
  readonly day?: SpokenDay
  readonly clock?: SpokenClock
  readonly part?: DayPart
  /** Where the last clock ended: another right behind "to" or "and" is the far end of a span. */
  readonly clockTo?: number
}

/**
 * The last day and time said: "tomorrow at eleven", "Monday shaam ko", "in two hours". `asked`: a time was
 * asked for, so that a number alone may be one ("can we do twelve?").
 */
export function readDateTime(
  text: string,
  now: Now,
  { asked = false }: { readonly asked?: boolean } = {},
): SpokenTime | undefined {
  const tokens = timeTokensOf(text)
  let said: Said = {}
  for (let index = 0; index < tokens.length; ) {
    const step = stepAt(tokens, index, said, now)
    if (step !== undefined && !isDenied(tokens, index, step.to)) said = step.said
    index = step?.to ?? index + 1
  }
  const { clockTo: _, ...parts } = said
  if (parts.day === undefined && tokens.some(({ word }) => word === 'yesterday')) return undefined
  const clock = parts.clock ?? (asked ? loneHour(tokens) : undefined)
  return composeTime({ ...parts, ...(clock && { clock }) }, now)
}

/** The one number of the reply, when it can be an hour and counts nothing. */
function loneHour(tokens: readonly Token[]): SpokenClock | undefined {
  const numbers = tokens.flatMap(({ value }, at) => (value === undefined ? [] : [{ value, at }]))
  const [only] = numbers
  if (only === undefined || numbers.length > 1) return undefined
  const { value, at } = only
  const isHour = value % 1 === 0 && value >= 1 && value <= HOURS_MAX
  if (
    !isHour ||
    !beforeLoneHour.has(tokens[at - 1]?.word ?? '') ||
    !afterLoneHour.has(tokens[at + 1]?.word ?? '')
  )
    return undefined
  return { hour: value, minute: 0, sure: false }
}

/** Two partial answers as one ("tomorrow", then "at eleven"); what the later one says wins. */
export function mergeDateTime(earlier: SpokenTime, later: SpokenTime, now: Now): SpokenTime {
  const day = later.day ?? earlier.day
  const part = later.part ?? earlier.part
  const clock = later.clock ?? (fits(earlier.clock, later.part) ? earlier.clock : undefined)
  return composeTime({ ...(day && { day }), ...(clock && { clock }), ...(part && { part }) }, now) ?? later
}

/** "Evening is better" leaves nothing of "eleven". */
function fits(clock: SpokenClock | undefined, part: DayPart | undefined): boolean {
  if (clock === undefined || part === undefined) return true
  const [from, to] = HOURS_OF[part]
  const hours = clock.sure ? [clock.hour] : [clock.hour, clock.hour + HOURS_MAX]
  return hours.some((hour) => hour >= from && hour <= to)
}

const HOURS_OF: Readonly<Record<DayPart, readonly [from: number, to: number]>> = {
  morning: [5, 12],
  afternoon: [12, 17],
  evening: [16, 21],
  night: [19, 24],
}

interface Step {
  readonly said: Said
  readonly to: number
}

function stepAt(tokens: readonly Token[], index: number, said: Said, now: Now): Step | undefined {
  const day = dayAt(tokens, index, now)
  if (day !== undefined) {
    const clock = day.clock ?? said.clock
    const isTonight = tokens[index]?.word === 'tonight'
    return {
      said: { ...said, day: day.day, ...(clock && { clock }), ...(isTonight && { part: 'night' }) },
      to: day.to,
    }
  }
  const clock = clockAt(tokens, index)
  const isUntil = untilWords.has(tokens[index - 1]?.word ?? '') && said.clockTo !== index - 1
  if (clock !== undefined && isUntil) return { said, to: clock.to }
  if (clock !== undefined) return { said: withClock(said, clock, tokens, index), to: clock.to }
  const part = partAt(tokens, index)
  return part === undefined ? undefined : { said: { ...said, part: part.part }, to: part.to }
}

/** Of "between four and five pm" the near end counts, in the half of the day of the far one. */
function withClock(said: Said, found: ClockFound, tokens: readonly Token[], index: number): Said {
  const near = said.clock
  const isFarEnd =
    near !== undefined && said.clockTo === index - 1 && spanWords.has(tokens[index - 1]?.word ?? '')
  if (!isFarEnd) return { ...said, clock: found.clock, clockTo: found.to }
  const far = found.clock
  if (near.sure || !far.sure) return { ...said, clockTo: found.to }
  const isLate = far.hour >= 12 && near.hour < 12 && near.hour + 12 <= far.hour
  return {
    ...said,
    clock: { ...near, hour: isLate ? near.hour + 12 : near.hour, sure: true },
    clockTo: found.to,
  }
}

/** "evening", "subah"; "after lunch" is the afternoon. "Good morning" greets. */
function partAt(
  tokens: readonly Token[],
  index: number,
): { readonly part: DayPart; readonly to: number } | undefined {
  const word = tokens[index]?.word ?? ''
  const before = tokens[index - 1]?.word ?? ''
  if (before === 'good') return undefined
  if (word === 'lunch' && before === 'after') return { part: 'afternoon', to: index + 1 }
  if (['office', 'work'].includes(word) && before === 'after') return { part: 'evening', to: index + 1 }
  const part = partOf.get(word)
  return part === undefined ? undefined : { part, to: index + 1 }
}

const DENIED_WORDS = 3
/**
 * "not tomorrow", "can not do Monday", and in Hindi "kal nahi"; "not sure, maybe tomorrow" denies nothing.
 */
function isDenied(tokens: readonly Token[], from: number, to: number): boolean {
  if (['nahi', 'nahin', 'mat'].includes(tokens[to]?.word ?? '')) return true
  for (let index = from - 1; index >= Math.max(0, from - DENIED_WORDS); index--) {
    const word = tokens[index]?.word ?? ''
    if ([',', 'but', 'maybe', 'sure', 'why', 'problem', 'or', 'and'].includes(word)) return false
    if (word === 'not') return tokens[index - 1]?.word !== 'why'
  }
  return false
}
