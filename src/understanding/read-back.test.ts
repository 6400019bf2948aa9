import { expect, it } from 'vitest'
import { groupDigits, sayAmount, sayDateTime, sayDigits, writeAmount } from './read-back.ts'

it('writes amounts in Indian groups', () => {
  expect([3_000, 150_000, 99.5, 12_345_678].map(writeAmount)).toEqual([
    '₹3,000',
    '₹1,50,000',
    '₹99.50',
    '₹1,23,45,678',
  ])
})

it('says amounts in Indian words', () => {
  expect(sayAmount(3_500)).toBe('three thousand five hundred rupees')
  expect(sayAmount(250_000)).toBe('two lakh fifty thousand rupees')
  expect(sayAmount(1)).toBe('one rupee')
  expect(sayAmount(5.5)).toBe('five rupees and fifty paise')
})

it('groups digits as people say them', () => {
  expect(groupDigits('9876543210')).toBe('98765 43210')
  expect(groupDigits('1234567')).toBe('123 4567')
  expect(sayDigits('9876543210')).toBe('nine eight seven six five, four three two one zero')
})

it('says times for the voice', () => {
  expect(sayDateTime('Tomorrow 11:30am')).toBe('tomorrow at 11:30 am')
  expect(sayDateTime('25 December 10am')).toBe('twenty five December at 10 am')
  expect(sayDateTime('Tomorrow morning')).toBe('tomorrow morning')
  expect(sayDateTime('Monday 4:05pm')).toBe('Monday at 4:05 pm')
})
