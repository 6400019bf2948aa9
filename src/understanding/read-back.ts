const PAISE_PER_RUPEE = 100
const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const SCALES = [
  [10_000_000, 'crore'],
  [100_000, 'lakh'],
  [1_000, 'thousand'],
  [100, 'hundred'],
] as const
const HUNDRED = 100
const LAKH = 100_000
const TELEPHONE_DIGITS = 10

/** 3000 → "₹3,000", 150000 → "₹1,50,000"; paise only when there are any. */
export function writeAmount(rupees: number): string {
  const paise = Math.round(rupees * PAISE_PER_RUPEE)
  const whole = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 0 }).format(
    Math.floor(paise / PAISE_PER_RUPEE),
  )
  const rest = paise % PAISE_PER_RUPEE
  return rest === 0 ? `₹${whole}` : `₹${whole}.${String(rest).padStart(2, '0')}`
}

/** 3500 → "three thousand five hundred rupees": for the voice. */
export function sayAmount(rupees: number): string {
  const paise = Math.round(Math.abs(rupees) * PAISE_PER_RUPEE)
  const whole = Math.floor(paise / PAISE_PER_RUPEE)
  const rest = paise % PAISE_PER_RUPEE
  const spoken = `${sayNumber(whole)} ${whole === 1 ? 'rupee' : 'rupees'}`
  return rest === 0 ? spoken : `${spoken} and ${sayNumber(rest)} paise`
}

/** A whole number in Indian words: 150000 → "one lakh fifty thousand", 100020 → "one lakh and twenty". */
export function sayNumber(value: number): string {
  if (!Number.isSafeInteger(value)) return String(value)
  for (const [scale, name] of SCALES) {
    if (value < scale) continue
    const rest = value % scale
    const glue = scale >= LAKH && rest < HUNDRED ? ' and ' : ' '
    return `${sayNumber(Math.floor(value / scale))} ${name}${rest === 0 ? '' : glue + sayNumber(rest)}`
  }
  if (value < UNITS.length) return UNITS[Math.max(0, value)] ?? ''
  const unit = value % 10
  return `${TENS[Math.floor(value / 10)] ?? ''}${unit === 0 ? '' : ` ${UNITS[unit] ?? ''}`}`
}

/** "9876543210" → "98765 43210"; other lengths in threes, the last of two to four. */
export function groupDigits(digits: string): string {
  return groupsOf(digits).join(' ')
}

/** "9876543210" → "nine eight seven six five, four three two one zero": for the voice. */
export function sayDigits(digits: string): string {
  return groupsOf(digits)
    .map((group) => [...group].map((digit) => UNITS[Number(digit)] ?? digit).join(' '))
    .join(', ')
}

function groupsOf(digits: string): readonly string[] {
  if (digits.length === TELEPHONE_DIGITS) return [digits.slice(0, 5), digits.slice(5)]
  const groups: string[] = []
  let rest = digits
  while (rest.length > 4) {
    groups.push(rest.slice(0, 3))
    rest = rest.slice(3)
  }
  return rest === '' ? groups : [...groups, rest]
}

/** "Tomorrow 11:30am" → "tomorrow at 11:30 am": as people write what they say, for the voice and the transcript. */
export function sayDateTime(spoken: string): string {
  const match = /^(.*?)\s*\b(\d{1,2}(?::\d{2})?)(am|pm)$/.exec(spoken)
  if (match === null) return sayDay(spoken)
  const [, day = '', clock = '', half = ''] = match
  return day === '' ? `${clock} ${half}` : `${sayDay(day)} at ${clock} ${half}`
}

const sayDay = (day: string): string => {
  const date = /^(\d{1,2}) (\w+)$/.exec(day)
  if (date !== null) return `${sayNumber(Number(date[1]))} ${date[2] ?? ''}`
  return /^(?:Today|Tomorrow|Day after)/.test(day) ? day.slice(0, 1).toLowerCase() + day.slice(1) : day
}
