import { dictionary } from 'cmu-pronouncing-dictionary'
import { ENGLISH_EXCEPTIONS } from './english-exceptions.ts'
import type { Phone } from './phone.ts'

/** The phones of an English word as the dictionary has it, or built from a word that it has. */
export function phonesOfEnglishWord(word: string): readonly Phone[] | undefined {
  return listed(word) ?? inflected(word)
}

function listed(word: string): readonly Phone[] | undefined {
  const text =
    ENGLISH_EXCEPTIONS.get(word) ?? (Object.hasOwn(dictionary, word) ? dictionary[word] : undefined)
  return text === undefined ? undefined : britishVowels(text.split(' '), word)
}

/**
 * The dictionary is American, where "lot" and "palm", "cloth" and "thought", "bath" and "trap" have one vowel
 * each; the spelling tells them apart for the British voices.
 */
function britishVowels(phones: readonly Phone[], word: string): readonly Phone[] {
  return phones.map((phone, at) => {
    const stress = phone.at(-1) ?? ''
    if (phones[at + 1] === 'R') return phone
    if (phone.startsWith('AA') && /o|wa|qua/.test(word)) return `OH${stress}`
    if (phone.startsWith('AO') && CLOTH.test(word)) return `OF${stress}`
    return phone.startsWith('AE') && BATH.test(word) ? `AS${stress}` : phone
  })
}

const CLOTH = /^(?!.*(?:a[luw]|ough|oa|our|war|oor)).*o/
const BATH =
  /^(?:.*(?:ask|after|class|glass|grass|pass(?!en)|past|plant|chance|branch|grant|dance(?!r?o)|laugh|staff|path|bath|rather|half|calf|demand|command|advance|advantage|france|craft|draft|sample|example|basket|afford|answer|mast(?:er)|last|fast|cast|vast|graph)|can't|aunt|task|mask).*$/

/** An ending, the spellings that its stem may have without it, and how the ending sounds after the stem. */
interface Ending {
  readonly form: RegExp
  readonly stems: (word: string) => readonly string[]
  readonly sound: (last: Phone) => readonly Phone[]
}

const HISSES = /^(?:S|Z|SH|ZH|CH|JH)$/
const VOICELESS = /^(?:P|T|K|F|TH)$/
const plural = (last: Phone) => (HISSES.test(last) ? ['IH0', 'Z'] : VOICELESS.test(last) ? ['S'] : ['Z'])
const past = (last: Phone) =>
  /^[TD]$/.test(last) ? ['IH0', 'D'] : VOICELESS.test(last) || HISSES.test(last) ? ['T'] : ['D']

/** "planning" → "plann", "plan", "planne". */
const stemsWithout = (ending: string) => (word: string) => {
  const stem = word.slice(0, -ending.length)
  return [`${stem}e`, stem, stem.replace(/(.)\1$/, '$1'), stem.replace(/i$/, 'y')]
}
const plainStem = (ending: string) => (word: string) => [word.slice(0, -ending.length)]

const ENDINGS: readonly Ending[] = [
  { form: /'s$/, stems: plainStem("'s"), sound: plural },
  { form: /s'$/, stems: plainStem("'"), sound: () => [] },
  { form: /ies$/, stems: (word) => [`${word.slice(0, -3)}y`], sound: plural },
  { form: /[^s]s$/, stems: plainStem('s'), sound: plural },
  { form: /es$/, stems: plainStem('es'), sound: plural },
  { form: /ed$/, stems: stemsWithout('ed'), sound: past },
  { form: /ing$/, stems: stemsWithout('ing'), sound: () => ['IH0', 'NG'] },
  { form: /ers$/, stems: stemsWithout('ers'), sound: () => ['ER0', 'Z'] },
  { form: /er$/, stems: stemsWithout('er'), sound: () => ['ER0'] },
  { form: /able$/, stems: stemsWithout('able'), sound: () => ['AH0', 'B', 'AH0', 'L'] },
  { form: /ly$/, stems: plainStem('ly'), sound: () => ['L', 'IY0'] },
  { form: /ness$/, stems: stemsWithout('ness'), sound: () => ['N', 'AH0', 'S'] },
  { form: /less$/, stems: plainStem('less'), sound: () => ['L', 'AH0', 'S'] },
]

const PREFIXES: Readonly<Record<string, string>> = {
  un: 'AH0 N',
  re: 'R IY0',
  non: 'N AA0 N',
  pre: 'P R IY0',
  multi: 'M AH1 L T IY0',
  auto: 'AO1 T OW0',
}

function inflected(word: string): readonly Phone[] | undefined {
  for (const { form, stems, sound } of ENDINGS) {
    if (!form.test(word)) continue
    const stem = stems(word)
      .filter((candidate) => candidate.length >= 3)
      .map(listed)
      .find((phones) => phones !== undefined)
    if (stem !== undefined) return [...stem, ...sound(stem.at(-1) ?? '')]
  }
  for (const [prefix, phones] of Object.entries(PREFIXES)) {
    const rest =
      word.startsWith(prefix) && word.length >= prefix.length + 4
        ? listed(word.slice(prefix.length))
        : undefined
    if (rest !== undefined) return [...phones.split(' '), ...rest]
  }
  return undefined
}

const PART_LETTERS_MIN = 4

/** "callcentre": two words of the dictionary written as one, the second less loud. */
export function phonesOfCompound(word: string): readonly Phone[] | undefined {
  for (let cut = word.length - PART_LETTERS_MIN; cut >= PART_LETTERS_MIN; cut--) {
    const [first, second] = [listed(word.slice(0, cut)), listed(word.slice(cut))]
    if (first !== undefined && second !== undefined) {
      return [...first, ...second.map((phone) => phone.replace('1', '2'))]
    }
  }
  return undefined
}
