import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { invariant } from '../../../base/index.ts'
import type { WhisperFiles } from '../../models/whisper-graph.ts'

const tokenizerFile = z.object({
  model: z.object({
    vocab: z.record(z.string(), z.number()),
    /** Pairs in the order in which they were learned, as "a b" or ["a", "b"]. */
    merges: z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])),
  }),
  added_tokens: z.array(z.object({ content: z.string(), id: z.number() })),
})
const configFile = z.object({ suppress_ids: z.array(z.number()), suppress_ids_begin: z.array(z.number()) })

/**
 * How GPT-2's tokenizer cuts a text before it merges: contractions, words with their space, numbers, the
 * rest.
 */
const PIECES = /'(?:s|t|re|ve|m|ll|d)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu

export interface SpecialTokens {
  readonly endOfText: number
  readonly startOfTranscript: number
  readonly startOfPrevious: number
  readonly noSpeech: number
  readonly noTimestamps: number
  /** Only models of many languages have these. */
  readonly transcribe: number | undefined
  language(code: string): number | undefined
}

/** Byte-level byte-pair encoding, Whisper's way between text and tokens. */
export class Tokenizer {
  readonly special: SpecialTokens
  /** Never said: notes, music signs, and tokens of control. */
  readonly suppressed: readonly number[]
  /** Never said first. */
  readonly suppressedFirst: readonly number[]
  readonly #vocabulary: ReadonlyMap<string, number>
  readonly #ranks: ReadonlyMap<string, number>
  readonly #texts: readonly (string | undefined)[]

  constructor(tokenizer: z.infer<typeof tokenizerFile>, config: z.infer<typeof configFile>) {
    this.#vocabulary = new Map(Object.entries(tokenizer.model.vocab))
    this.#ranks = new Map(
      tokenizer.model.merges.map((pair, rank) => [typeof pair === 'string' ? pair : pair.join(' '), rank]),
    )
    const texts: (string | undefined)[] = []
    for (const [text, id] of this.#vocabulary) texts[id] = text
    this.#texts = texts
    this.special = specialTokens(new Map(tokenizer.added_tokens.map(({ content, id }) => [content, id])))
    const { endOfText, noTimestamps } = this.special
    const control = new Set([...config.suppress_ids, this.special.startOfTranscript, this.special.noSpeech])
    this.suppressed = [...control, ...timestamps(noTimestamps)].filter((id) => id !== endOfText)
    this.suppressedFirst = config.suppress_ids_begin
  }

  static async load(files: WhisperFiles): Promise<Tokenizer> {
    const [tokenizer, config] = await Promise.all(
      [files.tokenizer, files.config].map(
        async (path): Promise<unknown> => JSON.parse(await readFile(path, 'utf8')),
      ),
    )
    return new Tokenizer(tokenizerFile.parse(tokenizer), configFile.parse(config))
  }

  encode(text: string): readonly number[] {
    return [...text.matchAll(PIECES)].flatMap(([piece]) => this.#merge(piece))
  }

  decode(tokens: readonly number[]): string {
    const letters = tokens.filter((id) => id < this.special.endOfText).map((id) => this.#texts[id] ?? '')
    const bytes = [...letters.join('')].map((letter) => byteByLetter.get(letter) ?? 0)
    return Buffer.from(bytes).toString('utf8')
  }

  /** Every token that stands for text, with that text. */
  *entries(): Generator<readonly [number, string]> {
    for (let id = 0; id < this.special.endOfText; id += 1) yield [id, this.decode([id])]
  }

  /** Joins neighbours, the pair learned first before others, until no known pair is left. */
  #merge(piece: string): readonly number[] {
    const parts = [...Buffer.from(piece)].map((byte) => letterByByte[byte] ?? '')
    for (;;) {
      const best = this.#bestPair(parts)
      if (best === undefined) break
      parts.splice(best, 2, `${parts[best]}${parts[best + 1]}`)
    }
    return parts.map((part) => {
      const id = this.#vocabulary.get(part)
      invariant(id !== undefined, 'every single byte is a token')
      return id
    })
  }

  #bestPair(parts: readonly string[]): number | undefined {
    let best: { readonly index: number; readonly rank: number } | undefined
    for (let index = 0; index + 1 < parts.length; index += 1) {
      const rank = this.#ranks.get(`${parts[index]} ${parts[index + 1]}`)
      if (rank !== undefined && (best === undefined || rank < best.rank)) best = { index, rank }
    }
    return best?.index
  }
}

function specialTokens(added: ReadonlyMap<string, number>): SpecialTokens {
  const named = (...names: readonly string[]) => {
    const id = names.map((name) => added.get(`<|${name}|>`)).find((found) => found !== undefined)
    invariant(id !== undefined, `the tokenizer has no ${names[0]}`)
    return id
  }
  const endOfText = named('endoftext')
  const multilingual = endOfText === MULTILINGUAL_END
  return {
    endOfText,
    startOfTranscript: named('startoftranscript'),
    startOfPrevious: named('startofprev'),
    noSpeech: named('nospeech', 'nocaptions'),
    noTimestamps: named('notimestamps'),
    transcribe: multilingual ? named('transcribe') : undefined,
    language: (code) => (multilingual ? added.get(`<|${code}|>`) : undefined),
  }
}

/** Where the vocabulary of many languages ends; the English one is shorter by a token. */
const MULTILINGUAL_END = 50_257
/** Steps of 20 ms from 0 to 30 s. */
const TIMESTAMPS = 1_501

const timestamps = (noTimestamps: number) =>
  Array.from({ length: TIMESTAMPS }, (_, index) => noTimestamps + 1 + index).concat(noTimestamps)

/**
 * Each byte is written as one printable letter: itself where it is printable Latin-1, else one from U+0100
 * on.
 */
const letterByByte: readonly string[] = (() => {
  let next = 0x100
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad)
    return String.fromCharCode(printable ? byte : next++)
  })
})()
const byteByLetter: ReadonlyMap<string, number> = new Map(letterByByte.map((letter, byte) => [letter, byte]))
