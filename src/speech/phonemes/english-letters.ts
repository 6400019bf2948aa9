import type { Phone } from './phone.ts'

/** A letter-to-sound rule: what stands at the place, what must come before and after it, and its phones. */
type Rule = readonly [letters: string, phones: string, after?: RegExp | undefined, before?: RegExp]

const FRONT = /^[eiy]/
const END = /^$/
/** A consonant and a final silent e, perhaps with a plural. */
const SILENT_E = /^[bcdfghjklmnpqrstvz]e(?:s|d)?$/
const OPEN = /^[bcdfgjklmnprstvz][aeiouy]/
const START = /^$/

const RULES: readonly Rule[] = [
  ['tion', 'SH AH N'],
  ['ssion', 'SH AH N'],
  ['sion', 'ZH AH N'],
  ['ture', 'CH ER', END],
  ['cial', 'SH AH L'],
  ['tial', 'SH AH L'],
  ['cious', 'SH AH S'],
  ['tious', 'SH AH S'],
  ['ous', 'AH S', END],
  ['able', 'AH B AH L', END],
  ['ible', 'AH B AH L', END],
  ['ment', 'M AH N T'],
  ['ness', 'N AH S', END],
  ['less', 'L AH S', END],
  ['ful', 'F AH L'],
  ['ing', 'IH NG', END],
  ['ology', 'AA L AH JH IY'],
  ['augh', 'AO'],
  ['ough', 'AO'],
  ['eigh', 'EY'],
  ['igh', 'AY'],
  ['tch', 'CH'],
  ['dge', 'JH'],
  ['sch', 'S K'],
  ['ch', 'CH'],
  ['ck', 'K'],
  ['sh', 'SH'],
  ['th', 'TH'],
  ['ph', 'F'],
  ['wh', 'W'],
  ['gh', 'G', undefined, START],
  ['gh', ''],
  ['gn', 'N', undefined, START],
  ['kn', 'N', undefined, START],
  ['wr', 'R', undefined, START],
  ['ps', 'S', undefined, START],
  ['mb', 'M', END],
  ['ng', 'NG', END],
  ['nk', 'NG K'],
  ['qu', 'K W'],
  ['air', 'EH R'],
  ['ear', 'IH R'],
  ['eer', 'IH R'],
  ['oor', 'AO R'],
  ['our', 'AW ER', END],
  ['are', 'EH R', END],
  ['ire', 'AY ER', END],
  ['ore', 'AO R', END],
  ['ure', 'Y UH R', END],
  ['ar', 'AA R', /^(?:[^aeiouy]|$)/],
  ['or', 'AO R', /^(?:[^aeiouy]|$)/],
  ['er', 'ER', /^(?:[^aeiouy]|$)/],
  ['ir', 'ER', /^(?:[^aeiouy]|$)/],
  ['ur', 'ER', /^(?:[^aeiouy]|$)/],
  ['all', 'AO L'],
  ['al', 'AH L', END],
  ['ai', 'EY'],
  ['ay', 'EY'],
  ['au', 'AO'],
  ['aw', 'AO'],
  ['ee', 'IY'],
  ['ea', 'IY'],
  ['ei', 'EY'],
  ['ey', 'IY', END],
  ['eu', 'Y UW'],
  ['ew', 'Y UW'],
  ['ie', 'IY'],
  ['ia', 'IY AH'],
  ['io', 'IY OW'],
  ['oa', 'OW'],
  ['oi', 'OY'],
  ['oo', 'UW'],
  ['ou', 'AW'],
  ['ow', 'OW', END],
  ['ow', 'AW'],
  ['oy', 'OY'],
  ['ue', 'UW', END],
  ['ui', 'UW'],
  ['le', 'AH L', END, /[^aeiou]$/],
  ['a', 'EY', SILENT_E],
  ['a', 'EY', OPEN, /^[^aeiou]+$/],
  ['a', 'AH', END],
  ['a', 'AE'],
  ['e', '', END, /[aeiouy]/],
  ['e', '', /^s?$/, /[aeiouy].*[^sxz]$/],
  ['e', 'IY', SILENT_E],
  ['e', 'IY', END],
  ['e', 'EH'],
  ['i', 'AY', SILENT_E],
  ['i', 'IY', END],
  ['i', 'IH'],
  ['o', 'OW', SILENT_E],
  ['o', 'OW', /^(?:$|[bcdfgjklmnprstvz][aeiouy])/],
  ['o', 'OH'],
  ['u', 'Y UW', SILENT_E],
  ['u', 'UW', OPEN],
  ['u', 'UW', END],
  ['u', 'AH'],
  ['y', 'Y', /^[aeiou]/],
  ['y', 'AY', END, /^[^aeiouy]+$/],
  ['y', 'IY', END],
  ['y', 'IH'],
  ['cc', 'K S', FRONT],
  ['c', 'S', FRONT],
  ['c', 'K'],
  ['g', 'JH', /^(?:e|y|i[aeo])/],
  ['g', 'G'],
  ['j', 'JH'],
  ['x', 'Z', undefined, START],
  ['x', 'K S'],
  ['s', 'Z', END, /[aeioubdglmnrvw]$/],
  ['h', '', END],
  ['h', 'HH'],
  ['q', 'K'],
  ['w', '', END],
  ['b', 'B'],
  ['d', 'D'],
  ['f', 'F'],
  ['k', 'K'],
  ['l', 'L'],
  ['m', 'M'],
  ['n', 'N'],
  ['p', 'P'],
  ['r', 'R'],
  ['s', 'S'],
  ['t', 'T'],
  ['v', 'V'],
  ['w', 'W'],
  ['z', 'Z'],
]

/** A guess at an English word that no dictionary has, stressed on its first full vowel. */
export function phonesOfEnglishLetters(word: string): readonly Phone[] {
  const letters = word
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/([bdfgklmnprstz])\1/g, '$1')
  const sounds: string[] = []
  for (let at = 0; at < letters.length; ) {
    const rule = RULES.find((candidate) => applies(candidate, letters, at))
    if (rule !== undefined) sounds.push(...rule[1].split(' ').filter((phone) => phone !== ''))
    at += rule?.[0].length ?? 1
  }
  return withStress(sounds)
}

function applies([form, , after, before]: Rule, letters: string, at: number): boolean {
  return (
    letters.startsWith(form, at) &&
    (after?.test(letters.slice(at + form.length)) ?? true) &&
    (before?.test(letters.slice(0, at)) ?? true)
  )
}

const VOWEL = /^(?:[AEIOU][A-Z])$/

function withStress(sounds: readonly string[]): readonly Phone[] {
  const vowels = sounds.flatMap((sound, at) => (VOWEL.test(sound) ? [at] : []))
  const loud = vowels.find((at) => sounds[at] !== 'AH' && sounds[at] !== 'ER') ?? vowels[0]
  return sounds.map((sound, at) => (VOWEL.test(sound) ? `${sound}${at === loud ? 1 : 0}` : sound))
}
