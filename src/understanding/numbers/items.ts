import { editDistance } from '../edit-distance.ts'
import { enCurrency, enNumbers, enPaise } from '../languages/en-numbers.ts'
import {
  foldSpelling,
  hiCurrency,
  hiNumbers,
  hiPaise,
  hiSqueezed,
  hiUnits,
  hiWeak,
} from '../languages/hi-numbers.ts'
import { normalise } from '../words.ts'
import type { Item, Piece } from './piece.ts'

/** Words longer than this are noise. */
const LETTERS_MAX = 30
const NEAR_LETTERS_MIN = 5
const CUT_LETTERS_MIN = 4
const COUNTED_MIN = 3
/** A slip may change this share of a number word's letters. */
const NEAR_SHARE_MAX = 0.3

const known = (kind: 'currency' | 'paise', words: ReadonlySet<string>): [string, Item][] =>
  [...words].map((word) => [word, { kind, word }])
const english = new Map<string, Item>([
  ...[...enNumbers].map(([word, piece]): [string, Item] => [word, { kind: 'number', word, piece }]),
  ...known('currency', enCurrency),
  ...known('paise', enPaise),
])
const hindi = new Map<string, Item>([
  ...[...hiNumbers].map(([word, piece]): [string, Item] => [word, { kind: 'number', word, piece }]),
  ...known('currency', hiCurrency),
  ...known('paise', hiPaise),
])
/** Long enough that a word near one of them is a slip and not another word. */
const nearable = [...english.keys()].filter((word) => word.length > NEAR_LETTERS_MIN)

/**
 * The words of a reply with what each means for numbers: joined words opened ("fiftyrupees"), cut ones joined
 * ("s eventeen"), and slips ("hunred") mended, but only beside something that is surely about a number.
 */
export function itemsOf(text: string): readonly Item[] {
  const words = normalise(text)
    .split(' ')
    .filter((word) => word !== '')
  const plain = joinCut(words.flatMap(openJoined))
  const counted = countedInHindi(plain)
  const firm = plain.map((word, index) =>
    firmItem(word, plain[index - 1], plain[index + 1], counted.has(index)),
  )
  return firm.map((item, index) =>
    item.kind === 'word' && (isAboutNumber(firm[index - 1]) || isAboutNumber(firm[index + 1]))
      ? mended(item)
      : item,
  )
}

function firmItem(
  word: string,
  before: string | undefined,
  after: string | undefined,
  counted: boolean,
): Item {
  if (word === ',') return { kind: 'break', word }
  if (/^\d+(\.\d+)?$/.test(word)) return { kind: 'number', word, piece: figure(word) }
  const item = english.get(word)
  const isStrong = item !== undefined && !(item.kind === 'number' && item.piece.kind === 'homophone')
  if (isStrong) return item
  const folded = foldSpelling(word)
  const other = hindi.get(folded)
  if (other === undefined) return item ?? { kind: 'word', word }
  return hiWeak.has(folded) && !counted && !standsInHindi(before, after)
    ? (item ?? { kind: 'word', word })
    : { ...other, word }
}

/** Where at least three words that could be Hindi numbers follow one another, all of them are. */
function countedInHindi(words: readonly string[]): ReadonlySet<number> {
  const counted = new Set<number>()
  let start = 0
  for (let index = 0; index <= words.length; index++) {
    if (hindi.get(foldSpelling(words[index] ?? ''))?.kind === 'number') continue
    if (index - start >= COUNTED_MIN) for (let at = start; at < index; at++) counted.add(at)
    start = index + 1
  }
  return counted
}

const figure = (digits: string): Piece => ({ kind: 'figure', value: Number(digits), digits })

/** A weak word is a number before a Hindi unit, money or scale, or beside a number that only Hindi has. */
function standsInHindi(before: string | undefined, after: string | undefined): boolean {
  const next = foldSpelling(after ?? '')
  if (hiCurrency.has(foldSpelling(before ?? '')) || enCurrency.has(before ?? '')) return true
  if (hiUnits.has(next) || hiCurrency.has(next) || enCurrency.has(after ?? '')) return true
  return isFirmHindi(after) || isFirmHindi(before)
}

function isFirmHindi(word: string | undefined): boolean {
  const folded = foldSpelling(word ?? '')
  return hindi.get(folded)?.kind === 'number' && !hiWeak.has(folded)
}

const isAboutNumber = (item: Item | undefined): boolean =>
  item !== undefined &&
  (item.kind === 'currency' ||
    (item.kind === 'number' && !['and', 'article', 'homophone', 'point'].includes(item.piece.kind)))

function mended(item: Item): Item {
  const near = nearestNumberWord(item.word)
  const meant = near === undefined ? undefined : english.get(near)
  return meant ?? item
}

/** The one number or money word a slip away, or cut short after at least four letters. */
function nearestNumberWord(word: string): string | undefined {
  if (word.length > LETTERS_MAX) return undefined
  const longer = nearable.filter((other) => other.startsWith(word) && word.length * 2 >= other.length)
  if (word.length >= CUT_LETTERS_MIN && longer.length > 0) return oneMeaning(longer)
  if (word.length < NEAR_LETTERS_MIN) return undefined
  return oneMeaning(
    nearable.filter((other) => editDistance(word, other) <= Math.floor(other.length * NEAR_SHARE_MAX)),
  )
}

const oneMeaning = (words: readonly string[]): string | undefined =>
  new Set(words.map(meaningOf)).size === 1 ? words[0] : undefined

const meaningOf = (word: string): string => {
  const item = english.get(word)
  return item?.kind === 'number' ? JSON.stringify(item.piece) : (item?.kind ?? '')
}

/** "s eventeen" to "seventeen", "thous nd" to "thousand": neither half is a word that numbers know. */
function joinCut(words: readonly string[]): readonly string[] {
  const joined: string[] = []
  for (let index = 0; index < words.length; index++) {
    const [word = '', next = ''] = [words[index], words[index + 1]]
    const whole =
      isLetters(word) && isLetters(next) && !isKnown(word) && !isKnown(next)
        ? cutWhole(word, next)
        : undefined
    joined.push(whole ?? word)
    if (whole !== undefined) index++
  }
  return joined
}

function cutWhole(head: string, tail: string): string | undefined {
  const whole = head + tail
  if (whole.length > LETTERS_MAX) return undefined
  if (english.has(whole) && whole.length >= NEAR_LETTERS_MIN) return whole
  const isCutShort =
    head.length >= 3 && tail.length <= 3 && nearable.some((word) => word.startsWith(head) && word !== head)
  return isCutShort
    ? nearable.find((word) => word.startsWith(head) && editDistance(whole, word) <= 2)
    : undefined
}

const isLetters = (word: string): boolean => /^[a-z]+$/.test(word)
const isKnown = (word: string): boolean => english.has(word) || isFirmHindi(word)

/** "fivehundredrupees" to its three words, "tinso" to three hundred; any other word stays as it is. */
function openJoined(word: string): readonly string[] {
  if (word.length < NEAR_LETTERS_MIN || word.length > LETTERS_MAX || !isLetters(word) || english.has(word))
    return [word]
  if (hindi.has(foldSpelling(word))) return [word]
  const squeezed = /^(.+?)(?:sau|so|saw)$/.exec(word)
  const unit = hiSqueezed.get(foldSpelling(squeezed?.[1] ?? ''))
  if (unit !== undefined) return [String(unit), 'hundred']
  return cover(word) ?? [word]
}

/** The word as a row of number and money words, each of three letters at least; undefined when it is none. */
function cover(word: string): readonly string[] | undefined {
  if (word === '') return []
  for (let length = Math.min(word.length, 9); length >= 3; length--) {
    const head = word.slice(0, length)
    if (!english.has(head)) continue
    const rest = cover(word.slice(length))
    if (rest !== undefined) return [head, ...rest]
  }
  return undefined
}
