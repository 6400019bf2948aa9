import type { Piece } from '../numbers/piece.ts'

const small = (value: number): Piece => ({ kind: 'small', value })
const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'
const listed = (words: string, piece: (index: number) => Piece): [string, Piece][] =>
  words.split(' ').map((word, index) => [word, piece(index)])
const scale = (value: number, words: string) => listed(words, () => ({ kind: 'scale', value }))

export const enNumbers: ReadonlyMap<string, Piece> = new Map<string, Piece>([
  ...listed(UNITS, small),
  ...listed(TENS, (index) => ({ kind: 'tens', value: (index + 2) * 10 })),
  ...scale(100, 'hundred hundreds'),
  ...scale(1_000, 'thousand thousands k'),
  ...scale(100_000, 'lakh lakhs lac lacs lack lacks lakhs'),
  ...scale(10_000_000, 'crore crores cr karor'),
  ...scale(1_000_000, 'million millions'),
  ...listed('double triple quadruple', (index) => ({ kind: 'repeat', times: index + 2 })),
  ['half', { kind: 'fraction', value: 0.5 }],
  ['quarters', { kind: 'fraction', value: 0.25 }],
  ['quarter', { kind: 'fraction', value: 0.25 }],
  ['point', { kind: 'point' }],
  ['and', { kind: 'and' }],
  ['a', { kind: 'article' }],
  ['an', { kind: 'article' }],
  ['nought', small(0)],
  ['naught', small(0)],
  ...listed('oh o', () => ({ kind: 'homophone', value: 0 })),
  ...listed('to too tu', () => ({ kind: 'homophone', value: 2 })),
  ...listed('for fore', () => ({ kind: 'homophone', value: 4 })),
  ...listed('won wan', () => ({ kind: 'homophone', value: 1 })),
  ...listed('ate', () => ({ kind: 'homophone', value: 8 })),
  ...listed('tree', () => ({ kind: 'homophone', value: 3 })),
])
/** Scales that say nothing without a number before them. */
export const enNeedsCount: ReadonlySet<string> = new Set(
  'hundreds thousands lakhs lacs crores millions lack lacks k cr'.split(' '),
)
export const enCurrency: ReadonlySet<string> = new Set('rupees rupee bucks buck'.split(' '))
export const enPaise: ReadonlySet<string> = new Set('paise paisa'.split(' '))

/** After such a word a number counts something else than money. */
export const enCountUnits: ReadonlySet<string> = new Set(
  `am pm oclock minute minutes min mins second seconds hour hours day days week weeks month months year years
   percent people persons members kids children times time items pieces units kilos kg km kilometers meters
   feet
   sqft bhk st nd rd th star stars moment one more dollars dollar euros euro pounds pound dirhams degrees
   first second third fourth fifth sixth seventh eighth ninth january february march april may june july
   august
   september october november december jan feb mar apr jun jul aug sep sept oct nov dec`.split(/\s+/),
)
/** After such a word a number is a name. */
export const enLabelWords: ReadonlySet<string> = new Set(
  `number room flat floor sector block plot ward gate house age aged pin code pincode account phone mobile otp
   ending since year page line step option extension at by before after`.split(/\s+/),
)
/** Numbers before the last of these are taken back. */
export const enCorrections: readonly string[] = [
  'no',
  'sorry',
  'i mean',
  'i meant',
  'actually',
  'rather',
  'instead',
  'make it',
  'make that',
  'correction',
  'wait',
  'scratch that',
  'oops',
]
/** Before a number: it is not the one. */
export const enNegations: ReadonlySet<string> = new Set('not isnt never nor than'.split(' '))
/** Before a number: only about so much, or another side of it. */
export const enBounds: readonly string[] = [
  'more than',
  'less than',
  'greater than',
  'fewer than',
  'over',
  'under',
  'above',
  'below',
  'few',
  'several',
  'some',
  'couple of',
  'many',
]
