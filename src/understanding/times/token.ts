import { ordinalOf } from '../languages/times.ts'
import { itemsOf } from '../numbers/items.ts'
import type { Item } from '../numbers/piece.ts'

/** A word of a reply as days and times see it. */
export interface Token {
  readonly word: string
  /** A whole number, or 1.5 and 2.5 of "dedh" and "dhai". */
  readonly value?: number
  /** 25 of "25th" and "twenty fifth". */
  readonly ordinal?: number
  /** Minutes of "half", "quarter", "saadhe", "sava", "paune". */
  readonly minutes?: number
  /** "11:30", "11.30" */
  readonly written?: { readonly hour: number; readonly minute: number }
}

const MINUTES_PER_HOUR = 60

export function timeTokensOf(text: string): readonly Token[] {
  const items = itemsOf(text)
  const tokens: Token[] = []
  for (let index = 0; index < items.length; index++) {
    const item = items[index]
    if (item === undefined) continue
    const joined = tensAt(items, index)
    tokens.push(joined ?? tokenOf(item))
    if (joined !== undefined) index++
  }
  return tokens
}

/** "twenty five" and "twenty fifth". */
function tensAt(items: readonly Item[], index: number): Token | undefined {
  const [item, next] = [items[index], items[index + 1]]
  if (item?.kind !== 'number' || item.piece.kind !== 'tens' || next === undefined) return undefined
  const tens = item.piece.value
  const ordinal = ordinalOf(next.word)
  if (ordinal !== undefined && ordinal < 10) return { word: next.word, ordinal: tens + ordinal }
  const isUnit =
    next.kind === 'number' && next.piece.kind === 'small' && next.piece.value > 0 && next.piece.value < 10
  return isUnit ? { word: next.word, value: tens + next.piece.value } : undefined
}

function tokenOf(item: Item): Token {
  const { word } = item
  const written = /^(\d{1,2})[:.](\d{2})$/.exec(word)
  if (written !== null) return { word, written: { hour: Number(written[1]), minute: Number(written[2]) } }
  const ordinal = ordinalOf(word)
  if (ordinal !== undefined) return { word, ordinal }
  if (item.kind !== 'number') return { word }
  const { piece } = item
  if (piece.kind === 'small' || piece.kind === 'tens' || piece.kind === 'figure')
    return { word, value: piece.value }
  return piece.kind === 'fraction' ? { word, minutes: piece.value * MINUTES_PER_HOUR } : { word }
}
