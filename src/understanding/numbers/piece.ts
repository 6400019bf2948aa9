/** What one word adds to a number. */
export type Piece =
  /** Whole by itself: 0–19, and in Hindi 0–99. */
  | { readonly kind: 'small'; readonly value: number }
  /** 20, 30 … 90 in English: a unit may follow. */
  | { readonly kind: 'tens'; readonly value: number }
  /** 100, 1,000, 1,00,000, 1,00,00,000. */
  | { readonly kind: 'scale'; readonly value: number }
  /** Written in figures. */
  | { readonly kind: 'figure'; readonly value: number; readonly digits: string }
  /** "double", "triple". */
  | { readonly kind: 'repeat'; readonly times: number }
  /** "half", "quarter"; with `added`, as in "saadhe teen", it changes the number after it. */
  | { readonly kind: 'fraction'; readonly value: number; readonly added?: true }
  | { readonly kind: 'point' | 'and' | 'article' }
  /** A word that is a digit only among digits: "oh", "to", "for". */
  | { readonly kind: 'homophone'; readonly value: number }

/** One word of a reply, and what it means for numbers. */
export type Item =
  | { readonly kind: 'number'; readonly word: string; readonly piece: Piece }
  | { readonly kind: 'currency' | 'paise' | 'break' | 'word'; readonly word: string }
