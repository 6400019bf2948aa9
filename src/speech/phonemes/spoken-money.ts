import { cardinal, decimal } from './number-words.ts'

const UNITS: Readonly<Record<string, string>> = {
  k: 'thousand',
  l: 'lakh',
  lac: 'lakh',
  lacs: 'lakh',
  cr: 'crore',
}
const CURRENCIES = [
  { sign: '₹|\\brs\\.?|\\binr', one: 'rupee', many: 'rupees', hundredth: 'paise' },
  { sign: '\\$|\\busd', one: 'dollar', many: 'dollars', hundredth: 'cents' },
  { sign: '€|\\beur', one: 'euro', many: 'euros', hundredth: 'cents' },
  { sign: '£|\\bgbp', one: 'pound', many: 'pounds', hundredth: 'pence' },
] as const

const AMOUNT =
  '\\s*(\\d[\\d,]*)(?:\\.(\\d+))?(?:\\s*(k|l|lacs?|lakhs?|cr|crores?|thousand|million|billion)\\b)?(?:/-)?'

/** "₹1,50,000" → "one lakh fifty thousand rupees"; "Rs. 2.5 lakh" → "two point five lakh rupees". */
export function spokenMoney(text: string): string {
  return CURRENCIES.reduce((spoken, currency) => {
    const form = new RegExp(`(?:${currency.sign})${AMOUNT}`, 'gi')
    return spoken.replace(form, (_, whole: string, fraction: string | undefined, unit: string | undefined) =>
      amount({ whole: whole.replaceAll(',', ''), fraction, unit: unit?.toLowerCase() }, currency),
    )
  }, text)
}

interface Amount {
  readonly whole: string
  readonly fraction: string | undefined
  readonly unit: string | undefined
}

function amount({ whole, fraction, unit }: Amount, currency: (typeof CURRENCIES)[number]): string {
  if (unit !== undefined) {
    const number = decimal(fraction === undefined ? whole : `${whole}.${fraction}`)
    return `${number} ${UNITS[unit] ?? unit} ${currency.many}`
  }
  const rupees = `${cardinal(Number(whole))} ${Number(whole) === 1 ? currency.one : currency.many}`
  const hundredths = Number((fraction ?? '').padEnd(2, '0').slice(0, 2))
  return hundredths === 0 ? rupees : `${rupees} and ${cardinal(hundredths)} ${currency.hundredth}`
}
