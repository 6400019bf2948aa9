import { describe, expect, it } from 'vitest'
import { mergeDateTime, readDateTime } from './date-time.ts'

/** A Thursday afternoon in India. */
const now = { wallMs: Date.parse('2025-01-23T15:04:00+05:30'), offsetMinutes: 330 }
const replies: readonly (readonly [string, string | undefined])[] = [
  ['tomorrow at eleven', 'Tomorrow 11am'],
  ['Tomorrow 11 a.m.', 'Tomorrow 11am'],
  ['call me tomorrow at 11:30', 'Tomorrow 11:30am'],
  ['today at 5', 'Today 5pm'],
  ['today 5 pm', 'Today 5pm'],
  ['on Monday at four', 'Monday 4pm'],
  ["next monday 4 o'clock", 'Monday 4pm'],
  ['25th December at 10', '25 December 10am'],
  ['tomorrow morning', 'Tomorrow morning'],
  ['day after tomorrow at half past ten', 'Day after tomorrow 10:30am'],
  ['quarter to five', 'Today 4:45pm'],
  ['in two hours', 'Today 5:05pm'],
  ['after half an hour', 'Today 3:35pm'],
  ['kal subah', 'Tomorrow morning'],
  ['kal subah 11 baje', 'Tomorrow 11am'],
  ['shaam ko 6 baje', 'Today 6pm'],
  ['11 baje', 'Tomorrow 11am'],
  ['tomorrow evening', 'Tomorrow evening'],
  ['tomorrow at 6 in the evening', 'Tomorrow 6pm'],
  ['no not tomorrow, Monday at 3', 'Monday 3pm'],
  ['tomorrow at ten, sorry, eleven', 'Tomorrow 11am'],
  ['between four and five tomorrow', 'Tomorrow 4pm'],
  ['after lunch', 'Today afternoon'],
  ['eleven thirty', 'Tomorrow 11:30am'],
  ['at eleven', 'Tomorrow 11am'],
  ['saadhe gyarah baje kal', 'Tomorrow 11:30am'],
  ['kal saadhe paanch baje', 'Tomorrow 5:30pm'],
  ['parso dopahar ko', 'Day after tomorrow afternoon'],
  ['call subah karo', 'Tomorrow morning'],
  ['december twenty fifth', '25 December'],
  ['on the 27th', '27 January'],
  ['in 3 days', 'Sunday'],
  ['I have two kids', undefined],
  ['five hundred rupees', undefined],
  ['good morning', undefined],
  ['hello', undefined],
  ['yes', undefined],
  ['tonight at nine', 'Today 9pm'],
  ['ek ghante baad', 'Today 4:05pm'],
  ['do ghante baad', 'Today 5:05pm'],
  ['today at 9', 'Today 9pm'],
  ['today at 11 am', 'Tomorrow 11am'],
  ['tomorrow at noon', 'Tomorrow 12pm'],
  ['tomorrow 4 to 5 pm', 'Tomorrow 4pm'],
  ['Monday', 'Monday'],
  ['ten past six tomorrow', 'Tomorrow 6:10pm'],
  ['tomorrow at ten thirty in the morning', 'Tomorrow 10:30am'],
  ['tomorrow seven in the morning', 'Tomorrow 7am'],
  ['25/12', '25 December'],
  ['saturday after 2', 'Saturday 2pm'],
  ['You can call me tomorrow around eleven AM', 'Tomorrow 11am'],
  ['not today, tomorrow', 'Tomorrow'],
  ['this is the second time', undefined],
  ['one moment', undefined],
  ['call me on 9876543210', undefined],
  ['tomorrow by 16:30', 'Tomorrow 4:30pm'],
  ['tomorrow at quarter past three', 'Tomorrow 3:15pm'],
  ['one and a half hours later', 'Today 4:35pm'],
  ['5', 'Today 5pm'],
  ['friday evening at seven', 'Friday 7pm'],
  ['paune chaar baje', 'Today 3:45pm'],
  ['dedh baje kal', 'Tomorrow 1:30pm'],
  ['somvar ko 4 baje', 'Monday 4pm'],
  ['next thursday', 'Thursday'],
  ['half past', undefined],
  ['tomorrow at eleven a m', 'Tomorrow 11am'],
  ['Tomorrow, at 11.', 'Tomorrow 11am'],
  ['twenty fifth of december at ten am', '25 December 10am'],
  ['1st march', '1 March'],
  ['call me on the first', '1 February'],
  ['how about tomorrow, same time', 'Tomorrow'],
]

describe('days and times', () => {
  it.each(replies)('reads "%s" as %s', (text, spoken) => {
    expect(readDateTime(text, now)?.spoken).toBe(spoken)
  })

  it('gives the moment with the zone of the human', () => {
    expect(readDateTime('tomorrow at eleven', now)).toMatchObject({
      spoken: 'Tomorrow 11am',
      iso: '2025-01-24T11:00:00+05:30',
    })
    expect(readDateTime('tomorrow at eleven', now)).not.toHaveProperty('missing')
  })

  it('says which half is missing', () => {
    expect(readDateTime('tomorrow', now)).toMatchObject({ spoken: 'Tomorrow', missing: 'time' })
    expect(readDateTime('at eleven', now)).toMatchObject({ missing: 'day', iso: '2025-01-24T11:00:00+05:30' })
  })

  it('makes one of two partial answers', () => {
    const merge = (one: string, other: string) => {
      const [earlier, later] = [readDateTime(one, now), readDateTime(other, now)]
      return earlier && later && mergeDateTime(earlier, later, now).spoken
    }
    expect(merge('tomorrow', 'at eleven')).toBe('Tomorrow 11am')
    expect(merge('tomorrow evening', 'at six')).toBe('Tomorrow 6pm')
    expect(merge('at six', 'monday')).toBe('Monday 6pm')
    expect(merge('tomorrow at ten', 'no, on saturday')).toBe('Saturday 10am')
  })

  it('finds the next 29 February', () => {
    expect(readDateTime('on 29th february at ten', now)?.iso).toBe('2028-02-29T10:00:00+05:30')
    const leap = { wallMs: Date.parse('2027-12-31T23:59:00+05:30'), offsetMinutes: 330 }
    expect(readDateTime('29 february at ten', leap)?.iso).toBe('2028-02-29T10:00:00+05:30')
    expect(readDateTime('tomorrow at nine', leap)?.iso).toBe('2028-01-01T09:00:00+05:30')
  })
})
