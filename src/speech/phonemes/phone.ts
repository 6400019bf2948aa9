/**
 * A phone: a letter pair of ARPAbet, vowels with their stress (`AA1`, `IH0`), as in the CMU dictionary. Three
 * are added for vowels that British voices tell apart and American ones do not: `OH` of "lot" (American
 * `AA`), `OF` of "cloth" (`AO`), `AS` of "bath" (`AE`).
 */
export type Phone = string

export type Accent = 'american' | 'british'

export const isVowel = (phone: Phone): boolean => /\d$/.test(phone)
export const stressOf = (phone: Phone): number => Number(phone.at(-1))
export const bareOf = (phone: Phone): string => phone.replace(/\d$/, '')
