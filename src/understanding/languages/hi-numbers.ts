import type { Piece } from '../numbers/piece.ts'
import { enNumbers } from './en-numbers.ts'

/** 0 to 99 as people type them; spelling is folded, so one or two forms each are enough. */
const SMALL = `shunya/sunya/jiro ek/yek do teen char panch/pach/paach/pancha chhe/chhah/chheh/cheh saat aath/aat nau/nao
das/dus gyarah/gyara/giyarah barah/bara terah chaudah/choda pandrah/pandra solah/sola satrah atharah/athara
unnis/unnees
bees ikkis/ikkees bais/baees/bayis teis/teyis chaubis/chobis pachis/pachchis chhabbis sattais/satais
atthais/attais/athais untis/unattis
tees iktis/ikattis battis taintis/tentis/tetis chautis/chauntis paintis/petis chhattis saintis/setis
adtis/artis/adatis untalis/unchalis/unatalis
chalis/chaalees iktalis/iktaalis bayalis/bialis tentalis/taintalis/tetalis chavalis/chauvalis
paintalis/petalis chhiyalis saintalis/setalis adtalis/artalis/adatalis unchas/unanchas/unachas
pachas ikyavan/ikavan bavan/baavan tirpan/tirepan chauvan/chovan pachpan/pachapan chhappan sattavan/satavan
atthavan/athavan unsath/unasath
saath iksath/ikasath basath/basat tirsath/tiresath chausath paisath/painsath chhiyasath sadsath/sarsath
adsath/adasath/arsath unhattar/unahattar
sattar ikhattar/ikahattar bahattar tihattar chauhattar/chohattar pachhattar/pachahattar/pachattar
chhihattar sathattar/satahattar athattar/athahattar unasi/unnasi
assi ikyasi bayasi tirasi chaurasi pachasi chhiyasi satasi/sattasi athasi/atthasi navasi/nauasi
nabbe/nabbey/navve ikyanve/ikyanave banve/banave tiranve/tiranave chauranve/chauranave pachanve/pachanave/panchanve chhiyanve/chhiyanave sattanve/satanve/sattanave atthanve/athanve/atthanave ninyanve/ninyanave/ninanve`

/**
 * Spellings that mean the same: long and short vowels, doubled letters, v/w, z/j, a last silent h or nasal.
 */
export function foldSpelling(word: string): string {
  return word
    .replaceAll('aa', 'a')
    .replace(/ee|ii|y(?=[^aeiou]|$)/g, 'i')
    .replace(/oo|uu/g, 'u')
    .replaceAll('w', 'v')
    .replaceAll('z', 'j')
    .replaceAll('chh', 'ch')
    .replace(/([a-z])\1/g, '$1')
    .replace(/(?<=[a-z]{2}[aeiou])h$/, '')
}

/** Words that are as often English or something else: numbers only beside a Hindi number or unit. */
const WEAK =
  'do so to teen tin sat saat no nau das dus bees bis tees tis char che chhe ath aath saath pach bara sola aat saw nao bais basat athais van too et'
export const hiWeak: ReadonlySet<string> = new Set(WEAK.split(' ').map(foldSpelling))

const scale = (value: number, words: string): [string, Piece][] =>
  words.split(' ').map((word) => [foldSpelling(word), { kind: 'scale', value }])
const fraction = (words: string, value: number, added?: true): [string, Piece][] =>
  words
    .split(' ')
    .map((word) => [
      foldSpelling(word),
      added ? { kind: 'fraction', value, added } : { kind: 'fraction', value },
    ])
const mixed = (words: string, value: number): [string, Piece][] =>
  words.split(' ').map((word) => [foldSpelling(word), { kind: 'small', value }])

/** English numbers as Devanagari writes them, back in Latin letters. */
const BORROWED: Readonly<Record<string, string>> = {
  van: 'one',
  too: 'two',
  thri: 'three',
  faaiv: 'five',
  siks: 'six',
  sevan: 'seven',
  et: 'eight',
  eit: 'eight',
  nain: 'nine',
  naain: 'nine',
  teven: 'eleven',
  tventi: 'twenty',
  thrti: 'thirty',
  thirti: 'thirty',
  forti: 'forty',
  fifti: 'fifty',
  siksti: 'sixty',
  seventi: 'seventy',
  eti: 'eighty',
  nainti: 'ninety',
  handred: 'hundred',
  handrad: 'hundred',
  handraid: 'hundred',
  thaaujend: 'thousand',
  thaaujaind: 'thousand',
  dabal: 'double',
  tripal: 'triple',
}
const borrowed = Object.entries(BORROWED).flatMap(([word, original]): [string, Piece][] => {
  const piece = enNumbers.get(original)
  return piece === undefined ? [] : [[foldSpelling(word), piece]]
})

/** By folded spelling. */
export const hiNumbers: ReadonlyMap<string, Piece> = new Map<string, Piece>([
  ...borrowed,
  ...SMALL.split(/\s+/).flatMap((forms, value) =>
    forms.split('/').map((form): [string, Piece] => [foldSpelling(form), { kind: 'small', value }]),
  ),
  ...scale(100, 'sau so saw sou'),
  ...scale(1_000, 'hazaar hajar hazar hajaar hazaaron'),
  ...scale(100_000, 'laakh lakh'),
  ...scale(10_000_000, 'karod crore karor'),
  ...mixed('dedh derh ded', 1.5),
  ...mixed('dhai dhaai adhai', 2.5),
  ...fraction('saadhe sadhe sade sare sarhe saarhe', 0.5, true),
  ...fraction('sava sawa', 0.25, true),
  ...fraction('paune pone pauna', -0.25, true),
  ...fraction('aadha adha aadhe', 0.5),
])
/** "tinso", "charso": a unit and its hundred heard as one word. */
export const hiSqueezed: ReadonlyMap<string, number> = new Map([
  ['pan', 5],
  ['tin', 3],
  ['che', 6],
  ['sat', 7],
  ['ath', 8],
  ['nau', 9],
  ['do', 2],
  ['ek', 1],
  ['char', 4],
])
export const hiCurrency: ReadonlySet<string> = new Set(
  'rupaye rupay rupaya rupiya rupiyaa rupaiya rupye rupai rupe rupi rupis rupij rupae rupia rupeej'
    .split(' ')
    .map(foldSpelling),
)
export const hiPaise: ReadonlySet<string> = new Set('paise paisa paisey'.split(' ').map(foldSpelling))
/** Units that show a weak word before them to be a number. */
export const hiUnits: ReadonlySet<string> = new Set(
  'baje bajay bje bajhe ghante ghanta din mahine minat hafte saal'.split(' ').map(foldSpelling),
)
export const hiCorrections: readonly string[] = [
  'nahi',
  'nahin',
  'matlab',
  'mera matlab',
  'balki',
  'maaf kijiye',
  'galti se',
]
