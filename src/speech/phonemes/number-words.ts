/** Numbers as people in India say them: by lakh and crore. */

const BELOW_TWENTY = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen',
  'sixteen seventeen eighteen nineteen',
]
  .join(' ')
  .split(' ')
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** Scales from the largest; what is above a crore is counted in crores. */
const SCALES = [
  { size: 10_000_000, word: 'crore' },
  { size: 100_000, word: 'lakh' },
  { size: 1_000, word: 'thousand' },
  { size: 100, word: 'hundred' },
] as const

/** A whole number from 0 to 2^53. */
export function cardinal(value: number): string {
  const scale = SCALES.find(({ size }) => value >= size)
  if (scale === undefined) return belowHundred(value)
  const rest = value % scale.size
  const joint = rest > 0 && rest < 100 && scale.size === 100 ? ' and ' : ' '
  const head = `${cardinal(Math.floor(value / scale.size))} ${scale.word}`
  return rest === 0 ? head : `${head}${joint}${cardinal(rest)}`
}

function belowHundred(value: number): string {
  const small = BELOW_TWENTY[value]
  if (small !== undefined) return small
  const ten = TENS[Math.floor(value / 10) - 2] ?? ''
  return value % 10 === 0 ? ten : `${ten} ${BELOW_TWENTY[value % 10]}`
}

const ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
}

/** "first", "twenty second", "one hundredth". */
export function ordinal(value: number): string {
  const words = cardinal(value).split(' ')
  const last = words.pop() ?? ''
  const changed = ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`)
  return [...words, changed].join(' ')
}

/** Digit by digit. */
export function digitWords(digits: string): string {
  return [...digits].map((digit) => BELOW_TWENTY[Number(digit)]).join(' ')
}

/** "1,50,000" or "2.5" in words; digits after the point one by one, a leading zero makes all of it digits. */
export function decimal(text: string): string {
  const [whole = '0', fraction] = text.replaceAll(',', '').split('.')
  const spoken = isCode(whole) ? digitWords(whole) : cardinal(Number(whole))
  return fraction === undefined || /^0*$/.test(fraction) ? spoken : `${spoken} point ${digitWords(fraction)}`
}

/** Leading zeros, or more digits than a number that is counted has. */
function isCode(whole: string): boolean {
  return (whole.length > 1 && whole.startsWith('0')) || whole.length > 12
}

/** "twenty twenty five", "two thousand", "nineteen oh five". */
export function year(value: number): string {
  const [century, rest] = [Math.floor(value / 100), value % 100]
  if (century === 20 && rest < 10) return cardinal(value)
  if (rest === 0) return `${cardinal(century)} hundred`
  return `${cardinal(century)} ${rest < 10 ? 'oh ' : ''}${cardinal(rest)}`
}
