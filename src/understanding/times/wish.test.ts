import { expect, it } from 'vitest'
import { readDateTime } from './date-time.ts'
import { isWish } from './wish.ts'

const now = { wallMs: Date.parse('2025-01-20T15:30:00+05:30'), offsetMinutes: 330 }
const wishes = (text: string, asked: boolean): boolean => {
  const time = readDateTime(text, now)
  return time !== undefined && isWish(text, time, { asked })
}

it.each([
  'Yes, tomorrow at eleven',
  'kal subah das baje',
  'Please call me back on Monday',
  'I was busy, call me tomorrow at five',
  'Can you ring at 4 pm?',
  'Evening is better',
])('takes the time of "%s" for a wish, asked or not', (text) => {
  expect([wishes(text, true), wishes(text, false)]).toEqual([true, true])
})

it.each([
  'My car broke down on Monday',
  'I came on Monday at ten and nobody attended me',
  'I was there last Sunday',
  'Are you open on Sunday?',
  'I called you at 5 yesterday',
  'I will let you know by evening',
])('takes the time of "%s" for no wish, asked or not', (text) => {
  expect([wishes(text, true), wishes(text, false)]).toEqual([false, false])
})

it.each(['I want a test drive on Sunday', 'Two', 'Morning', 'My office closes at six'])(
  'takes "%s" for a time only where one was asked for',
  (text) => {
    expect([wishes(text, true), wishes(text, false)]).toEqual([true, false])
  },
)
