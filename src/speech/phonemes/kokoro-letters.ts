import { type Accent, bareOf, isVowel, type Phone, stressOf } from './phone.ts'

const CONSONANTS: Readonly<Record<string, string>> = {
  B: 'b',
  CH: 'ʧ',
  D: 'd',
  DH: 'ð',
  F: 'f',
  G: 'ɡ',
  HH: 'h',
  JH: 'ʤ',
  K: 'k',
  L: 'l',
  M: 'm',
  N: 'n',
  NG: 'ŋ',
  P: 'p',
  R: 'ɹ',
  S: 's',
  SH: 'ʃ',
  T: 't',
  TH: 'θ',
  V: 'v',
  W: 'w',
  Y: 'j',
  Z: 'z',
  ZH: 'ʒ',
}

const AMERICAN: Readonly<Record<string, string>> = {
  AA: 'ɑ',
  AE: 'æ',
  AH: 'ʌ',
  AO: 'ɔ',
  AS: 'æ',
  AW: 'W',
  AY: 'I',
  EH: 'ɛ',
  ER: 'ɜɹ',
  EY: 'A',
  IH: 'ɪ',
  IY: 'i',
  OF: 'ɔ',
  OH: 'ɑ',
  OW: 'O',
  OY: 'Y',
  UH: 'ʊ',
  UW: 'u',
}

const BRITISH: Readonly<Record<string, string>> = {
  ...AMERICAN,
  AA: 'ɑː',
  AE: 'a',
  AO: 'ɔː',
  AS: 'ɑː',
  ER: 'ɜː',
  IY: 'iː',
  OF: 'ɒ',
  OH: 'ɒ',
  OW: 'Q',
  UW: 'uː',
}

/** Vowels before an r that is not sounded. */
const BRITISH_BEFORE_R: Readonly<Record<string, string>> = {
  IY: 'ɪə',
  IH: 'ɪə',
  EH: 'ɛː',
  EY: 'ɛː',
  AE: 'ɛː',
  UH: 'ʊə',
  UW: 'ʊə',
  AY: 'Iə',
  AW: 'Wə',
}

/**
 * A word in the letters that Kokoro's English voices were trained on; stress marks stand before the vowel.
 */
export function kokoroLetters(phones: readonly Phone[], accent: Accent): string {
  return phones
    .map((phone, at) => {
      if (!isVowel(phone)) return consonant(phones, at, accent)
      const mark = stressOf(phone) === 1 ? 'ˈ' : stressOf(phone) === 2 ? 'ˌ' : ''
      return `${mark}${accent === 'american' ? americanVowel(phones, at) : britishVowel(phones, at)}`
    })
    .join('')
}

function consonant(phones: readonly Phone[], at: number, accent: Accent): string {
  const phone = phones[at] ?? ''
  if (accent === 'british' && phone === 'R' && isSilentR(phones, at)) return ''
  return CONSONANTS[phone] ?? ''
}

/** After a vowel and not before one. */
function isSilentR(phones: readonly Phone[], at: number): boolean {
  return isVowel(phones[at - 1] ?? '') && !isVowel(phones[at + 1] ?? '')
}

function americanVowel(phones: readonly Phone[], at: number): string {
  const phone = phones[at] ?? ''
  if (phone === 'AH0') return isSyllabic(phones, at) ? 'ᵊ' : 'ə'
  if (phone === 'ER0') return 'əɹ'
  return AMERICAN[bareOf(phone)] ?? ''
}

function britishVowel(phones: readonly Phone[], at: number): string {
  const phone = phones[at] ?? ''
  const linking = isVowel(phones[at + 1] ?? '') ? 'ɹ' : ''
  if (phone === 'AH0') return isSyllabic(phones, at) ? 'ᵊ' : 'ə'
  if (phone === 'ER0') return `ə${linking}`
  if (bareOf(phone) === 'ER') return `ɜː${linking}`
  const beforeR =
    phones[at + 1] === 'R' && isSilentR(phones, at + 1) ? BRITISH_BEFORE_R[bareOf(phone)] : undefined
  if (beforeR !== undefined) return beforeR
  if (phone === 'IY0' && at === phones.length - 1) return 'i'
  return BRITISH[bareOf(phone)] ?? ''
}

/** "button", "little": no vowel of their own before the last consonant. */
function isSyllabic(phones: readonly Phone[], at: number): boolean {
  const [before = '', after = ''] = [phones[at - 1], phones[at + 1]]
  if (at + 2 !== phones.length) return false
  return (after === 'L' && /^[TDPBKGSZ]$/.test(before)) || (after === 'N' && /^[TDSZ]$/.test(before))
}
