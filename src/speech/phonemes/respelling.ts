import type { Phone } from './phone.ts'

/**
 * Letters of a respelling, the longest first, and the phones they stand for; `*` takes the syllable's stress.
 */
const SOUNDS: readonly (readonly [string, string])[] = [
  ['aa', 'AA*'],
  ['ay', 'EY*'],
  ['ai', 'AY*'],
  ['aw', 'AO*'],
  ['ee', 'IY*'],
  ['eh', 'EH*'],
  ['ih', 'IH*'],
  ['oo', 'UW*'],
  ['oh', 'OW*'],
  ['ow', 'AW*'],
  ['oy', 'OY*'],
  ['uh', 'AH*'],
  ['ah', 'AA*'],
  ['er', 'ER*'],
  ['or', 'AO* R'],
  ['ur', 'ER*'],
  ['ch', 'CH'],
  ['sh', 'SH'],
  ['th', 'TH'],
  ['dh', 'DH'],
  ['zh', 'ZH'],
  ['ng', 'NG'],
  ['a', 'AH*'],
  ['e', 'EH*'],
  ['i', 'IH*'],
  ['o', 'OW*'],
  ['u', 'UH*'],
  ['b', 'B'],
  ['c', 'K'],
  ['d', 'D'],
  ['f', 'F'],
  ['g', 'G'],
  ['h', 'HH'],
  ['j', 'JH'],
  ['k', 'K'],
  ['l', 'L'],
  ['m', 'M'],
  ['n', 'N'],
  ['p', 'P'],
  ['q', 'K'],
  ['r', 'R'],
  ['s', 'S'],
  ['t', 'T'],
  ['v', 'V'],
  ['w', 'W'],
  ['y', 'Y'],
  ['z', 'Z'],
]

/**
 * How a word sounds, written as people write it for each other: syllables joined by hyphens, the loud one in
 * capitals ("kaa-VAY-ree"); without capitals the first is loud.
 */
export function phonesOfRespelling(respelling: string): readonly Phone[] {
  const syllables = respelling.split('-')
  const loud = Math.max(
    0,
    syllables.findIndex((syllable) => /^[A-Z]+$/.test(syllable)),
  )
  return syllables.flatMap((syllable, at) =>
    phonesOfSyllable(syllable.toLowerCase(), at === loud ? '1' : '0'),
  )
}

function phonesOfSyllable(syllable: string, stress: string): readonly Phone[] {
  const phones: Phone[] = []
  let rest = syllable
  while (rest !== '') {
    const sound = SOUNDS.find(([letters]) => rest.startsWith(letters))
    if (sound !== undefined) phones.push(...sound[1].replace('*', stress).split(' '))
    rest = rest.slice(sound?.[0].length ?? 1)
  }
  return phones
}
