import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spokenText } from './spoken-text.ts'

describe('spoken text', () => {
  it.each([
    ['Pay ₹1,50,000 now.', 'Pay one lakh fifty thousand rupees now.'],
    ['Rs. 2.5 lakh and ₹3 cr', 'two point five lakh rupees and three crore rupees'],
    ['It costs ₹99.50 or Rs 1/-', 'It costs ninety nine rupees and fifty paise or one rupee'],
    ['₹1,05,00,000', 'one crore five lakh rupees'],
    ['$20 and €5.05', 'twenty dollars and five euros and five cents'],
  ])('says amounts as people in India do: %s', (written, said) => {
    expect(spokenText(written)).toBe(said)
  })

  it.each([
    ['at 11 am', 'at eleven AM'],
    ['at 11am.', 'at eleven AM.'],
    ['11:30 a.m. today', 'eleven thirty AM today'],
    ['by 18:05', 'by six oh five PM'],
    ['at 5:00 PM', 'at five PM'],
  ])('says times of the day: %s', (written, said) => {
    expect(spokenText(written)).toBe(said)
  })

  it.each([
    ['on 12/03/2025', 'on twelfth March twenty twenty five'],
    ['on 2025-03-01', 'on first March twenty twenty five'],
    ['15 March', 'fifteenth March'],
    ['March 15, 2008', 'fifteenth March two thousand eight'],
    ['the 2nd of Aug', 'the second August'],
    ['in 1999', 'in nineteen ninety nine'],
  ])('says dates, the day before the month: %s', (written, said) => {
    expect(spokenText(written)).toBe(said)
  })

  it.each([
    ['call 9876543210', 'call nine eight seven, six five four, three two one zero'],
    ['call 98765 43210 today', 'call nine eight seven, six five four, three two one zero today'],
    ['+91-9876543210', 'plus nine one, nine eight seven, six five four, three two one zero'],
    ['1800 123 4567', 'one eight hundred, one two three, four five six seven'],
    ['your OTP is 4821', 'your OTP is four eight two one'],
    ['order number 48213.', 'order number four eight two one three.'],
    ['007', 'zero zero seven'],
  ])('reads telephone numbers and codes digit by digit: %s', (written, said) => {
    expect(spokenText(written)).toBe(said)
  })

  it.each([
    ['rohit.s21@example.com', 'rohit dot s two one, at example dot com'],
    ['see www.example.in.', 'see WWW dot example dot in.'],
    ['https://example.com/', 'example dot com'],
  ])('reads addresses sign by sign: %s', (written, said) => {
    expect(spokenText(written)).toBe(said)
  })

  it.each([
    ['Dr. Rao of Acme Pvt. Ltd.', 'doctor Rao of Acme private limited.'],
    ['No. 5 it is. No.', 'number five it is. No.'],
    ['e.g. 12.5% of it', 'for example twelve point five percent of it'],
    ['10-15 days, 24/7', 'ten to fifteen days, twenty four seven'],
    ['the 21st, and/or the 3rd', 'the twenty first, and or the third'],
    ['tea & biscuits + water', 'tea and biscuits plus water'],
    ['5 km in 3.25 hrs', 'five kilometres in three point two five hours'],
    ['Wait — what… (really)?', 'Wait, what, really?'],
  ])('says short forms and signs in words: %s', (written, said) => {
    expect(spokenText(written)).toBe(said)
  })

  it('leaves no digit and no sign behind, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(spokenText(text)).not.toMatch(/[0-9₹%@#&+=*_()[\]{}]/)
      }),
    )
  })
})
