import type { Phone } from './phone.ts'

/** The names of the letters, for what is spelled. */
const NAMES: Readonly<Record<string, string>> = {
  a: 'EY1',
  b: 'B IY1',
  c: 'S IY1',
  d: 'D IY1',
  e: 'IY1',
  f: 'EH1 F',
  g: 'JH IY1',
  h: 'EY1 CH',
  i: 'AY1',
  j: 'JH EY1',
  k: 'K EY1',
  l: 'EH1 L',
  m: 'EH1 M',
  n: 'EH1 N',
  o: 'OW1',
  p: 'P IY1',
  q: 'K Y UW1',
  r: 'AA1 R',
  s: 'EH1 S',
  t: 'T IY1',
  u: 'Y UW1',
  v: 'V IY1',
  w: 'D AH1 B AH0 L Y UW0',
  x: 'EH1 K S',
  y: 'W AY1',
  z: 'Z EH1 D',
}

/** One word a letter; the last of them is the loudest. */
export function phonesOfLetters(word: string): readonly (readonly Phone[])[] {
  const letters = [...word.toLowerCase()].flatMap((letter) => NAMES[letter] ?? [])
  return letters.map((name, at) => (at === letters.length - 1 ? name : name.replace('1', '2')).split(' '))
}

/** Words in capitals that are said letter by letter although they could be read as words. */
const SPELLED = new Set(
  (
    'AC AI AM API APR ATM BA CA CEO CV DOB EMI FAQ FD GB GPS GST HR IBM ID INR IP IST IT ITI KB KYC LED MBA MD MP MRP NRI OTP ' +
    'PA PC PDF PF PG PM PO PR QR RC SBI SMS TV UAE UI UK UPI URL US USA USB VIP WC AAY ICICI HDFC LIC EPF ESI NEFT RTGS IMPS IFSC TDS'
  ).split(' '),
)
/** Words in capitals that are read although they are short forms. */
const READ = new Set(
  'PAN PIN SIM RAM NASA COVID AADHAAR SIP SEBI NEET NABARD ASAP OK YONO BHIM RERA'.split(' '),
)

/** Whether a word is said letter by letter; `isWord` tells whether the dictionary has it. */
export function isSpelled(word: string, isWord: boolean): boolean {
  if (!/^[A-Z]{2,6}s?$/.test(word) || READ.has(word)) return false
  const capitals = word.replace(/s$/, '')
  return SPELLED.has(capitals) || !isWord || !/[AEIOUY]/.test(capitals)
}
