import type { Decoding, DecodingContext, DecodingStart } from './decode.ts'
import { nextAfter } from './decode.ts'
import type { Tokenizer } from './tokenizer.ts'
import type { DecoderPast } from './whisper-engine.ts'

/** Answers as paths of tokens: what may follow each beginning. */
export interface AnswerTrie {
  readonly next: ReadonlyMap<number, AnswerTrie>
  /** The answer that is complete here. */
  readonly answer: string | undefined
}

interface GrowingTrie extends AnswerTrie {
  readonly next: Map<number, GrowingTrie>
  answer: string | undefined
}

/**
 * Each answer in the ways Whisper may write it: "yes please" also as "Yes please", "Yes please." and "yes
 * please."
 * All lead to the answer as it was given.
 */
export function answerTrie(answers: readonly string[], tokenizer: Tokenizer): AnswerTrie {
  const root: GrowingTrie = { next: new Map(), answer: undefined }
  for (const answer of answers) {
    for (const written of writings(answer)) grow(root, tokenizer.encode(` ${written}`), answer)
  }
  return root
}

function writings(answer: string): readonly string[] {
  const plain = answer.trim().replace(/[.!?]+$/, '')
  if (plain === '') return []
  const capital = `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`
  return [plain, capital, `${plain}.`, `${capital}.`, `${capital}!`]
}

function grow(root: GrowingTrie, tokens: readonly number[], answer: string): void {
  let node = root
  for (const token of tokens) {
    const child = node.next.get(token) ?? { next: new Map(), answer: undefined }
    node.next.set(token, child)
    node = child
  }
  node.answer ??= answer
}

interface Path {
  readonly trie: AnswerTrie
  readonly tokens: readonly number[]
  readonly logProbability: number
  /** The answer, when the path is complete. */
  readonly done: string | undefined
  readonly from: DecoderPast
}

/**
 * More decoder runs than this for one short utterance are not worth it; the best complete answer so far wins.
 */
const EXPANSIONS_MAX = 48

/**
 * The likeliest of the answers. Always extends the likeliest beginning; as going on never makes a path
 * likelier, the first complete one is the best. `atLeast`: log probability below which an answer is not worth
 * finding.
 */
export async function searchAnswers(
  context: DecodingContext,
  start: DecodingStart,
  trie: AnswerTrie,
  atLeast: number,
): Promise<Decoding | undefined> {
  const open: Path[] = []
  const endOfText = context.tokenizer.special.endOfText
  extend(
    open,
    { trie, tokens: [], logProbability: 0, done: undefined, from: start.past },
    start.first,
    start.past,
    endOfText,
  )
  for (let expansions = 0; expansions < EXPANSIONS_MAX; ) {
    const path = takeLikeliest(open)
    if (path === undefined || path.logProbability < atLeast) return undefined
    if (path.done !== undefined) return asDecoding(path, path.done)
    const token = path.tokens.at(-1) ?? endOfText
    const { next, past } = await nextAfter(context, token, path.from)
    extend(open, path, next, past, endOfText)
    expansions += 1
  }
  return undefined
}

function extend(open: Path[], path: Path, next: Float32Array, past: DecoderPast, endOfText: number): void {
  const grown = (token: number, trie: AnswerTrie, done: string | undefined): Path => ({
    trie,
    tokens: [...path.tokens, token],
    logProbability: path.logProbability + (next[token] ?? Number.NEGATIVE_INFINITY),
    done,
    from: past,
  })
  for (const [token, child] of path.trie.next) open.push(grown(token, child, undefined))
  if (path.trie.answer !== undefined) open.push(grown(endOfText, path.trie, path.trie.answer))
}

function takeLikeliest(open: Path[]): Path | undefined {
  let best = 0
  for (let index = 1; index < open.length; index += 1) {
    if ((open[index]?.logProbability ?? 0) > (open[best]?.logProbability ?? 0)) best = index
  }
  return open.splice(best, 1)[0]
}

const asDecoding = ({ tokens, logProbability }: Path, answer: string): Decoding => ({
  tokens,
  text: answer,
  logProbability,
  meanLogProbability: logProbability / tokens.length,
  looped: false,
})
