import type { Item } from './piece.ts'

/** One number as it stands in a reply: the items from `from` up to, not including, `to`. */
export interface Mention {
  readonly from: number
  readonly to: number
  /** Undefined when the words allow more than one value ("two three thousand", "one lakh twenty"). */
  readonly value: number | undefined
  /** Said digit by digit, in pairs or groups; as said. */
  readonly digits?: string
  /** Has a word like hundred or lakh, so it is surely a quantity. */
  readonly scaled: boolean
}

export const pieceAt = (items: readonly Item[], index: number) => {
  const item = items[index]
  return item?.kind === 'number' ? item.piece : undefined
}
