import { indexOfGreatest, logSumExp, suppress } from './log-probabilities.ts'
import { isLooping } from './token-loop.ts'
import type { Tokenizer } from './tokenizer.ts'
import type { DecoderPast, WhisperEngine } from './whisper-engine.ts'

/** Speech brings at most about this many tokens a second; more is a loop. */
const TOKENS_PER_SECOND = 9
const TOKENS_EXTRA = 12
const TOKENS_MAX = 200
const PROMPT_TOKENS_MAX = 120

export interface Decoding {
  readonly tokens: readonly number[]
  readonly text: string
  /** Of all tokens together, the closing one included. */
  readonly logProbability: number
  /** The same a token: 0 is certain. */
  readonly meanLogProbability: number
  /** The loop guard or the limit ended it. */
  readonly looped: boolean
}

/** Where every decoding of one utterance begins: what precedes the first token, already run. */
export interface DecodingStart {
  /** Log probabilities of the first token, what must not come first taken out. */
  readonly first: Float32Array
  readonly past: DecoderPast
  /** The probability that nobody speaks. */
  readonly noSpeech: number
  readonly tokensMax: number
}

export interface DecodingContext {
  readonly engine: WhisperEngine
  readonly tokenizer: Tokenizer
  readonly signal: AbortSignal
}

/** Runs prompt and task tokens over what the engine has listened to. */
export async function beginDecoding(
  { engine, tokenizer }: DecodingContext,
  options: { readonly language: string; readonly prompt: string | undefined; readonly seconds: number },
): Promise<DecodingStart> {
  const prompt = promptTokens(tokenizer, options.prompt)
  const ids = [...prompt, ...taskTokens(tokenizer, options.language)]
  const { logits, past } = await engine.step(ids, [prompt.length, ids.length - 1], undefined)
  const [afterStart = new Float32Array(0), first = new Float32Array(0)] = logits
  const noSpeech = Math.exp((afterStart[tokenizer.special.noSpeech] ?? 0) - logSumExp(afterStart))
  suppress(first, tokenizer.suppressedFirst)
  const tokensMax = Math.min(TOKENS_MAX, Math.ceil(options.seconds * TOKENS_PER_SECOND) + TOKENS_EXTRA)
  return { first: normalised(first, tokenizer), past, noSpeech, tokensMax }
}

/** Log probabilities of what comes after `token`. */
export async function nextAfter(
  { engine, tokenizer, signal }: DecodingContext,
  token: number,
  past: DecoderPast,
): Promise<{ readonly next: Float32Array; readonly past: DecoderPast }> {
  signal.throwIfAborted()
  const step = await engine.step([token], [0], past)
  return { next: normalised(step.logits[0] ?? new Float32Array(0), tokenizer), past: step.past }
}

/**
 * The likeliest token after the likeliest token. With `allowed`, only of those; each still counts with its
 * probability among all, so that a poor fit shows.
 */
export async function decodeGreedily(
  context: DecodingContext,
  start: DecodingStart,
  allowed?: readonly number[],
): Promise<Decoding> {
  const { endOfText } = context.tokenizer.special
  const tokens: number[] = []
  let logProbability = 0
  let { first: next, past } = start
  for (;;) {
    const token = allowed === undefined ? indexOfGreatest(next) : best(next, allowed)
    logProbability += next[token] ?? 0
    tokens.push(token)
    if (token === endOfText || tokens.length >= start.tokensMax) break
    if (allowed === undefined && isLooping(tokens)) break
    ;({ next, past } = await nextAfter(context, token, past))
  }
  return {
    tokens,
    text: context.tokenizer.decode(tokens).trim(),
    logProbability,
    meanLogProbability: logProbability / tokens.length,
    looped: tokens.at(-1) !== endOfText,
  }
}

function best(next: Float32Array, allowed: readonly number[]): number {
  return allowed.reduce((a, b) => ((next[b] ?? 0) > (next[a] ?? 0) ? b : a))
}

function normalised(logits: Float32Array, tokenizer: Tokenizer): Float32Array {
  suppress(logits, tokenizer.suppressed)
  const sum = logSumExp(logits)
  for (let index = 0; index < logits.length; index += 1) logits[index] = (logits[index] ?? 0) - sum
  return logits
}

function promptTokens(tokenizer: Tokenizer, prompt: string | undefined): readonly number[] {
  if (prompt === undefined || prompt.trim() === '') return []
  const tokens = tokenizer.encode(` ${prompt.trim()}`)
  return [tokenizer.special.startOfPrevious, ...tokens.slice(-PROMPT_TOKENS_MAX)]
}

function taskTokens({ special }: Tokenizer, language: string): readonly number[] {
  const { startOfTranscript, transcribe, noTimestamps } = special
  if (transcribe === undefined) return [startOfTranscript, noTimestamps]
  const spoken = special.language(language.slice(0, 2).toLowerCase()) ?? special.language('en')
  return [startOfTranscript, ...(spoken === undefined ? [] : [spoken]), transcribe, noTimestamps]
}
