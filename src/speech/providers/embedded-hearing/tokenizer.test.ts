import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digitTokens, isDigits } from './digit-tokens.ts'
import { Tokenizer } from './tokenizer.ts'

/** All single bytes, a few merges, and the English special tokens behind them. */
function smallTokenizer(merges: readonly string[]): Tokenizer {
  let next = 0x100
  const letters = Array.from({ length: 256 }, (_, byte) =>
    (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad)
      ? String.fromCharCode(byte)
      : String.fromCharCode(next++),
  )
  const texts = [...letters, ...merges.map((merge) => merge.replace(' ', ''))]
  const special = ['endoftext', 'startoftranscript', 'startofprev', 'nocaptions', 'notimestamps']
  return new Tokenizer(
    {
      model: { vocab: Object.fromEntries(texts.map((text, id) => [text, id])), merges: [...merges] },
      added_tokens: special.map((name, index) => ({ content: `<|${name}|>`, id: texts.length + index })),
    },
    { suppress_ids: [1, 2], suppress_ids_begin: [3] },
  )
}
const tokenizer = smallTokenizer(['Ġ o', 'n e', 'Ġo ne', 'Ġ t', 'Ġt w', 'Ġtw o', 'y e'])

describe('the tokenizer', () => {
  it('gives every text back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        fc.pre(text.isWellFormed())
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text)
      }),
    )
  })

  it('merges the pairs that were learned first first', () => {
    expect(tokenizer.encode(' one two')).toHaveLength(2)
    expect(tokenizer.encode('yes').length).toBe(2)
  })

  it('leaves control tokens out of texts and out of what may be said', () => {
    const { endOfText, startOfTranscript, noTimestamps } = tokenizer.special
    expect(tokenizer.decode([startOfTranscript, ...tokenizer.encode('hm'), endOfText])).toBe('hm')
    expect(tokenizer.suppressed).toContain(startOfTranscript)
    expect(tokenizer.suppressed).toContain(noTimestamps + 1)
    expect(tokenizer.suppressed).not.toContain(endOfText)
  })
})

describe('digits', () => {
  it('may be said as numerals, as words and with marks between, and may end', () => {
    const allowed = digitTokens(tokenizer).map((id) => tokenizer.decode([id]))
    expect(allowed).toEqual(expect.arrayContaining(['0', '9', ' one', ' two', ',', '-', '']))
    expect(allowed).not.toContain('y')
  })

  it('are told from words', () => {
    for (const text of ['98765 43210', 'Nine, eight, double five.', '1-2-3'])
      expect(isDigits(text)).toBe(true)
    for (const text of ['', 'I have two', 'one of them', '2 pm']) expect(isDigits(text)).toBe(false)
  })
})
