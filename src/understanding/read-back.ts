/** 3000 → "₹3,000", in Indian groups; paise only when there are any. */
export function writeAmount(_rupees: number): string {
  return ''
}

/** 3500 → "three thousand five hundred rupees": for the voice. */
export function sayAmount(_rupees: number): string {
  return ''
}

/** "9876543210" → "98765 43210"; other lengths in threes and fours. */
export function groupDigits(_digits: string): string {
  return ''
}

/** "9876543210" → "nine eight seven six five, four three two one zero": for the voice. */
export function sayDigits(_digits: string): string {
  return ''
}

/** "Tomorrow 11:30am" → "tomorrow at eleven thirty A M": for the voice. */
export function sayDateTime(_spoken: string): string {
  return ''
}
