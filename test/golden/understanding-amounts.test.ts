import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readAmount, readDigits, readTelephone } from '../../src/understanding/index.ts'

const RIGHT_SHARE_MIN = 0.95
const WRONG_SHARE_MAX = 0.02
/** Shorter rows are everyday words. */
const SENTENCE_WORDS_MIN = 4
const HINDI_RIGHT_SHARE_MIN = 0.8
const HINDI_WRONG_SHARE_MAX = 0.05

const rows = readFileSync('test/data/spoken-amounts.csv', 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => line.split(','))
  .map(([language, , text = '', value, usable]) => ({ language, text, value: Number(value), usable }))
const usable = rows.filter((row) => row.language === 'en' && row.usable === 'yes')

describe('amounts as people in India said them', () => {
  it('reads at least 95 of 100 right and at most 2 wrong', () => {
    const got = usable.map(({ text, value }) => ({ text, value, got: readAmount(text) }))
    const right = got.filter((row) => row.got === row.value)
    const wrong = got.filter((row) => row.got !== undefined && row.got !== row.value)
    expect(usable).toHaveLength(143)
    expect(right.length / usable.length, 'right').toBeGreaterThanOrEqual(RIGHT_SHARE_MIN)
    expect(wrong.length / usable.length, JSON.stringify(wrong)).toBeLessThanOrEqual(WRONG_SHARE_MAX)
  })

  it('finds none where the words lost the amount', () => {
    const lost = rows.filter((row) => row.usable === 'no amount')
    expect(lost).toHaveLength(5)
    expect(lost.map(({ text }) => readAmount(text))).toEqual(lost.map(() => undefined))
  })

  it('has no row by heart', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join('src', file), 'utf8').toLowerCase())
    const sentences = rows.filter(({ text }) => text.split(' ').length >= SENTENCE_WORDS_MIN)
    const known = sentences.filter(({ text }) => sources.some((source) => source.includes(text)))
    expect(known).toEqual([])
  })

  it('reads most of the Hindi ones, in Devanagari, through the same tables', () => {
    const hindi = rows.filter((row) => row.language === 'hi')
    const got = hindi.map(({ text, value }) => ({ value, got: readAmount(text) }))
    const right = got.filter((row) => row.got === row.value).length
    const wrong = got.filter((row) => row.got !== undefined && row.got !== row.value).length
    expect(right / hindi.length).toBeGreaterThanOrEqual(HINDI_RIGHT_SHARE_MIN)
    expect(wrong / hindi.length).toBeLessThanOrEqual(HINDI_WRONG_SHARE_MAX)
  })
})

const none = undefined
const amounts: readonly (readonly [string, number | undefined])[] = [
  // plain, in words and figures
  ['It is four hundred and fifty rupees.', 450],
  ['thousand rupees', 1_000],
  ['₹1,50,000', 150_000],
  ['Rs. 9,876', 9_876],
  ['Rs 499/-', 499],
  ['10000 rupees', 10_000],
  ['2 hundred 50 rupees', 250],
  ['5k', 5_000],
  ['around 20 k', 20_000],
  ['I can do six thousand two hundred and ten.', 6_210],
  ['two thousand, three hundred and fifty', 2_350],
  ['a hundred and one', 101],
  ['five rupees fifty paise', 5.5],
  ['seven hundred bucks', 700],
  // as India groups them
  ['two lakh fifty thousand', 250_000],
  ['four lakh thirty two thousand five hundred sixty seven', 432_567],
  ['1 lakh 20,000', 120_000],
  ['three crore', 30_000_000],
  ['ten thousand crore', 100_000_000_000],
  ['one crore twenty five lakh rupees', 12_500_000],
  ['half a crore', 5_000_000],
  ['one and a half lakh', 150_000],
  ['two point five lakhs', 250_000],
  ['2.5 lakh rupees', 250_000],
  ['a lakh and a half', 150_000],
  ['three quarters of a lakh', 75_000],
  ['two and a half thousand', 2_500],
  ['half a million', 500_000],
  // short ways of saying
  ['fifteen hundred', 1_500],
  ['twenty five hundred', 2_500],
  ['three fifty', 350],
  ['one twenty five', 125],
  ['twelve fifty rupees', 1_250],
  ['nineteen fifty nine rupees', 1_959],
  ['one thousand one fifty', 1_150],
  ['two oh five', 205],
  ['nine nine nine', 999],
  ['double five', 55],
  ['rupees seven double zero', 700],
  ['four nine nine rupees', 499],
  // Hindi in Latin letters
  ['dedh sau', 150],
  ['dhai hazaar', 2_500],
  ['dhai lakh', 250_000],
  ['pachas', 50],
  ['paanch sau', 500],
  ['teen sau pachas rupaye', 350],
  ['saadhe teen hazaar', 3_500],
  ['sava do lakh', 225_000],
  ['paune do lakh', 175_000],
  ['sava sau rupaye', 125],
  ['do hazaar', 2_000],
  ['das rupaye', 10],
  ['bees hazar', 20_000],
  ['ek lakh', 100_000],
  ['chaar sau unsath rupaye', 459],
  ['ninyanve rupaye', 99],
  // Devanagari
  ['ढाई सौ रुपये', 250],
  ['मैं तीन हज़ार रुपये दूँगा', 3_000],
  // slips of the recogniser
  ['eight hundrd rupees', 800],
  ['send two thousan rupees', 2_000],
  ['for ninty rupees', 90],
  ['sixhundred rupees', 600],
  ['fifty ruppees', 50],
  ['s eventeen rupees', 17],
  // the last correction wins
  ['no, not two thousand, three thousand', 3_000],
  ['it is 2000, sorry, 3000 rupees', 3_000],
  ['three thousand, not two thousand', 3_000],
  ['five hundred, I mean six hundred', 600],
  ['ten thousand, no wait, twelve thousand', 12_000],
  ['make it eight hundred instead of seven hundred', 800],
  // beside telephone numbers
  ['send fifty rupees to nine eight seven six five four three two one zero', 50],
  ['recharge nine eight seven six five four three two one zero with one hundred rupees', 100],
  ['nine eight seven six five four three two one zero two fifty rupees', 250],
  ['rupees five nine eight seven six five four three two one zero', 5],
  ['rupees one five zero to nine eight seven six five four three two one zero', 150],
  ['my number is 98765 43210 and the amount is 500', 500],
  ['transfer 700 rupees to 9876543210', 700],
  ['double nine eight seven six five four three two one ten rupees', 10],
  ['nine nine five three one two four five eight seven rupees fifty', 50],
  ['pay five hundred to double nine double eight seven six five four three two', 500],
  ['recharge nine one two three four five six seven eight nine of rupees one hundred ninety nine', 199],
  // beside times and counts
  ['pay 200 rupees at 5 pm', 200],
  ['I can pay five hundred on the fifteenth', 500],
  ['two thousand in three months', 2_000],
  // none is better than wrong
  ['forty fifty rupees', none],
  ['two three thousand', none],
  ['between five and ten thousand', none],
  ['five or six hundred', none],
  ['more than five hundred', none],
  ['a few thousand', none],
  ['one lakh twenty', none],
  ['one lakh one rupees', 100_001],
  ['transfer five to nine eight seven six five four three two one zero', 5],
  ['hundreds of rupees', none],
  ['call me at five', none],
  ['one moment please', none],
  ['this one', none],
  ['I have two kids', none],
  ['eighty percent', none],
  ['i have no money', none],
  ['you can do so', none],
  ['I lack money', none],
  ['send it on twenty fifth december', none],
]

describe('amounts in other words', () => {
  it.each(amounts)('reads "%s" as %s', (text, value) => {
    expect(readAmount(text)).toBe(value)
  })
})

const telephones: readonly (readonly [string, string | undefined])[] = [
  ['my number is nine eight seven six five four three two one zero', '9876543210'],
  ['nine eight double seven six triple zero one two', '9877600012'],
  ['plus nine one 98765 43210', '9876543210'],
  ['+91-98765-43210', '9876543210'],
  ['zero nine eight seven six five four three two one zero', '9876543210'],
  ['ninety eight seventy six fifty four thirty two ten', '9876543210'],
  ['call me on 987-654-3210', '9876543210'],
  ['nine eight seven um six five four uh three two one zero', '9876543210'],
  ['it is nine eight seven six five and then four three two one zero', '9876543210'],
  ['nine to seven six for four three two oh ate', '9276443208'],
  ['98765 four three two one zero', '9876543210'],
  ['nine eight seven six five sorry six four three two one zero', '9876643210'],
  ['98765, 43211, sorry, 43210', '9876543210'],
  ['nine eight seven six five no nine eight seven six four three two one zero five', '9876432105'],
  ['nau aath saat chhe paanch chaar teen do ek shunya', '9876543210'],
  ['transfer 500 rupees to 9876543210', '9876543210'],
  ['rupees five nine eight seven six five four three two one zero', '9876543210'],
  ['nine eight seven six five four three two one zero two fifty rupees', '9876543210'],
  [
    'recharge mobile number nine nine one zero double two three four five six with two hundred fifty rupees',
    '9910223456',
  ],
  ['nine nine five three one two four five eight seven rupees fifty', '9953124587'],
  ['pay five hundred to double nine double eight seven six five four three two', '9988765432'],
  ['nine eight seven six five', undefined],
  ['two hundred rupees', undefined],
]

describe('telephone numbers inside sentences', () => {
  it.each(telephones)('reads "%s" as %s', (text, digits) => {
    expect(readTelephone(text)).toBe(digits)
  })

  it('reads shorter digits too', () => {
    expect(readDigits('my otp is 4 5 6 7')).toBe('4567')
    expect(readDigits('one two three four')).toBe('1234')
    expect(readDigits('hello')).toBeUndefined()
  })
})
