import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as understanding from './index.ts'

const now = { wallMs: Date.parse('2025-01-23T15:04:00+05:30'), offsetMinutes: 330 }
const words = fc
  .array(
    fc.constantFrom(
      ...'no not yes call me again , tomorrow at eleven half past double nine point and a crore lakh saadhe baje kal "I\'m" ₹1,50,000 11:30 25th 9876 . … am pm rupees'.split(
        ' ',
      ),
    ),
    { maxLength: 20 },
  )
  .map((list) => list.join(' '))
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), words)

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  readActs: understanding.readActs,
  readYesNo: understanding.readYesNo,
  isBackchannel: understanding.isBackchannel,
  readEnding: (text) => understanding.readEnding(text),
  readAmount: understanding.readAmount,
  readNumber: understanding.readNumber,
  readDigits: understanding.readDigits,
  readDateTime: (text) => understanding.readDateTime(text, now),
  readName: (text) => understanding.readName(text, { asked: true }),
  readChoice: (text) => understanding.readChoice(text, [{ value: text }, { value: 'two' }]),
  matchExamples: (text) => understanding.matchExamples(text, [{ id: 'a', examples: [text, 'hello there'] }]),
  sayDateTime: understanding.sayDateTime,
}

describe('whatever a recogniser writes', () => {
  it.each(Object.entries(readers))('%s does not throw', (_, read) => {
    fc.assert(fc.property(anyText, (text) => void read(text)))
  })

  it('is normal after normalising once', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = understanding.normalise(text)
        expect(understanding.normalise(once)).toBe(once)
      }),
    )
  })

  it('an amount said in Indian words is read back as itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (rupees) => {
        expect(understanding.readAmount(understanding.sayAmount(rupees))).toBe(rupees)
        expect(understanding.readAmount(understanding.writeAmount(rupees))).toBe(rupees)
      }),
    )
  })

  it('a telephone number said for the voice is read back as itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[6-9]\d{9}$/), (digits) => {
        expect(understanding.readTelephone(understanding.sayDigits(digits))).toBe(digits)
        expect(understanding.readTelephone(understanding.groupDigits(digits))).toBe(digits)
      }),
    )
  })
})
