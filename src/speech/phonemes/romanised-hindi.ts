import type { Phone } from './phone.ts'

/**
 * How a name or word of an Indian language sounds when it is written in Latin letters without diacritics, the
 * way people in India write it. Long and short `a` are written alike; their place in the word tells most.
 */
export function phonesOfRomanisedHindi(word: string): readonly Phone[] {
  return withStress(lengthened(soundsOf(word.toLowerCase())))
}

/** Letters at the start of what is left of the word, and their phones; vowels carry no stress yet (`AA*`). */
const RULES: readonly (readonly [RegExp, string])[] = [
  // Consonants. Aspiration is dropped: English voices have none inside words.
  [/^ksh/, 'K SH'],
  [/^x(?=.)/, 'K SH'],
  [/^x/, 'K S'],
  [/^(?:chch?h|c?ch)/, 'CH'],
  [/^(?:ss?h)/, 'SH'],
  [/^zh/, 'ZH'],
  [/^jn/, 'G Y'],
  [/^gy(?=[aeiou])/, 'G Y'],
  [/^(?:k?kh|q|ck|k+|c(?=[^eiy]|$))/, 'K'],
  [/^c/, 'S'],
  [/^ng(?=h?$)h?/, 'NG'],
  [/^n(?=[gk])/, 'NG'],
  [/^(?:g?gh|g+)/, 'G'],
  [/^(?:j?jh|j+)/, 'JH'],
  [/^(?:t?th|t+)/, 'T'],
  [/^(?:d?dh|d+)/, 'D'],
  [/^(?:p?ph|f+)/, 'F'],
  [/^p+/, 'P'],
  [/^(?:b?bh|b+)/, 'B'],
  [/^v+/, 'V'],
  [/^w+/, 'W'],
  [/^l+h?/, 'L'],
  [/^m+/, 'M'],
  [/^n+/, 'N'],
  [/^rh?r?/, 'R'],
  [/^s+/, 'S'],
  [/^z+/, 'Z'],
  [/^h(?=[aeiouy])/, 'HH'],
  [/^h/, ''],
  [/^y(?=[aeiou])/, 'Y'],
  // Vowels.
  [/^(?:aah|aa|ah(?![aeiou]))/, 'AA*'],
  [/^ai(?=[aeiou])/, 'AY*'],
  [/^(?:ai|ay(?=[^aeiou])|aey)/, 'AY*'],
  [/^ay$/, 'EY*'],
  [/^au/, 'AO*'],
  [/^ao$/, 'AW*'],
  [/^a$/, 'AA*'],
  [/^a/, 'a*'],
  [/^(?:ee|ii|ie$|y$|ey$|i$)/, 'IY*'],
  [/^y/, 'IH*'],
  [/^i(?=[aeou])/, 'IY*'],
  [/^i/, 'IH*'],
  [/^e(?=sh)/, 'EH*'],
  [/^(?:ei|e(?=[^aeiou](?:[aeiou]|$|h))|e$|e(?=[aeiou]))/, 'EY*'],
  [/^e/, 'EH*'],
  [/^(?:oo|uu|u$|ou|u(?=[aeio]))/, 'UW*'],
  [/^u/, 'UH*'],
  [/^oi|^oy/, 'OY*'],
  [/^o/, 'OW*'],
]

function soundsOf(word: string): readonly string[] {
  const sounds: string[] = []
  let rest = word.replace(/[^a-z]/g, '')
  while (rest !== '') {
    const [pattern, phones] = RULES.find(([form]) => form.test(rest)) ?? [/^./, '']
    sounds.push(...phones.split(' ').filter((phone) => phone !== ''))
    rest = rest.slice(pattern.exec(rest)?.[0].length ?? 1)
  }
  return sounds
}

const isVowelSound = (sound: string | undefined) => sound?.endsWith('*') === true

/** Whether each written `a` is long (`AA*`) or short (`AH*`). */
function lengthened(sounds: readonly string[]): readonly string[] {
  return sounds.map((sound, at) => (sound === 'a*' ? (isLongA(sounds, at) ? 'AA*' : 'AH*') : sound))
}

/**
 * Long where it is the only vowel ("Raj", "Das"), in the first of two syllables when the last is open or
 * short ("Rani", "Rahul", but "Ramesh", "Kamal"), before r and a consonant ("Sharma"), and in the endings of
 * "Prakash", "Prasad", "Kumar"; else short.
 */
function isLongA(sounds: readonly string[], at: number): boolean {
  const vowels = sounds.flatMap((sound, place) => (isVowelSound(sound) ? [place] : []))
  const after = sounds.slice(at + 1)
  const nextVowel = after.findIndex(isVowelSound)
  if (vowels.length === 1) return after.length === 1 || after[0] === 'R'
  if (nextVowel === -1) return after.length === 1 && isLongEnding(sounds, at)
  if (nextVowel > 1) return after[0] === 'R' && nextVowel === 2 && vowels[0] === at
  const last = sounds[vowels.at(-1) ?? 0] ?? ''
  const lastIsWeak = isVowelSound(sounds.at(-1)) || last === 'UH*'
  return vowels[0] === at && vowels.length === 2 && lastIsWeak
}

function isLongEnding(sounds: readonly string[], at: number): boolean {
  const [last, before] = [sounds[at + 1] ?? '', sounds[at - 1] ?? '']
  if (last === 'SH' || last === 'D' || last === 'Z' || last === 'S') return true
  return last === 'R' && before === 'M'
}

/**
 * The heaviest syllable is loud; of equal ones the last but the final one. A syllable is light (short and
 * open), heavy (long, or closed) or heaviest (long and closed); an open end counts as light. Two syllables of
 * which the first is a bare `a` ("Ajit") are loud on it: softly said, it is taken for an article.
 */
function withStress(sounds: readonly string[]): readonly Phone[] {
  const vowels = sounds.flatMap((sound, at) => (isVowelSound(sound) ? [at] : []))
  const weights = vowels.map((at, index) => weightOf(sounds, at, vowels[index + 1]))
  const heaviest = Math.max(...weights)
  const candidates = vowels.filter((_, index) => weights[index] === heaviest)
  const final = vowels.at(-1)
  const bareStart = vowels.length === 2 && sounds[0] === 'AH*'
  const loud = bareStart ? 0 : (candidates.findLast((at) => at !== final) ?? final)
  return sounds.map((sound, at) => sound.replace('*', at === loud ? '1' : '0'))
}

const LONG = /^(?:AA|IY|UW|EY|OW|AY|AW|AO|OY)/

function weightOf(sounds: readonly string[], at: number, nextVowel: number | undefined): number {
  const long = LONG.test(sounds[at] ?? '') ? 1 : 0
  const consonants = (nextVowel ?? sounds.length) - at - 1
  if (nextVowel === undefined) return consonants === 0 ? 0 : long + Math.min(consonants, 2)
  return long + (consonants >= 2 ? 1 : 0)
}
