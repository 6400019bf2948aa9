import { LEG_SAMPLE_RATE, resample } from '../../../audio/index.ts'
import type { Ms } from '../../../base/index.ts'
import { HEARING_SAMPLE_RATE } from '../../models/whisper/log-mel.ts'
import type { WhisperFiles } from '../../models/whisper-graph.ts'
import type { Expectation, Transcript } from '../../speech-to-text.ts'
import { answerTrie, searchAnswers } from './answer-search.ts'
import {
  beginDecoding,
  type Decoding,
  type DecodingContext,
  type DecodingStart,
  decodeGreedily,
} from './decode.ts'
import { digitTokens, isDigits } from './digit-tokens.ts'
import { Tokenizer } from './tokenizer.ts'
import { WhisperEngine, WINDOW_SAMPLES } from './whisper-engine.ts'

export type Heard = Pick<Transcript, 'text' | 'confidence' | 'rejected'>

export interface Utterance {
  /** 8 kHz, as the leg brought it. */
  readonly samples: Int16Array
  readonly language: string
  readonly expectation: Expectation
}

/** Silence in front: short answers right at the start of a window are misheard. */
const OPEN_LEAD_MS: Ms = 100
const SHORT_ANSWER_LEAD_MS: Ms = 300
const TAIL_MS: Ms = 1_000

/** Above this nobody speaks. Only the English models know it well. */
const NO_SPEECH_MAX = 0.6
/** Below this mean log probability free words are not believed. */
const FREE_CONFIDENCE_MIN = -1
/** Below this mean log probability an answer from the list does not fit what was heard. */
const ANSWER_CONFIDENCE_MIN = -1.5
/** One word alone is always doubted; when somebody clearly speaks, that much doubt is usual. */
const ANSWER_CONFIDENCE_MIN_WHEN_SPOKEN = -2.6
const CLEARLY_SPOKEN = 0.4
/**
 * How much less likely (in all) than free words an expected answer may be. Measured: answers misheard freely
 * lie at most 5 behind, open sentences at least 8; certain free words are to be believed.
 */
const EXPECTATION_BONUS = 5
const EXPECTATION_BONUS_WHEN_CERTAIN = 2
const CERTAIN = -0.35

/** Hears utterances, one after the other. */
export class Hearing {
  readonly #engine: WhisperEngine
  readonly #tokenizer: Tokenizer
  readonly #digits: readonly number[]

  constructor(engine: WhisperEngine, tokenizer: Tokenizer) {
    this.#engine = engine
    this.#tokenizer = tokenizer
    this.#digits = digitTokens(tokenizer)
  }

  static async load(files: WhisperFiles): Promise<Hearing> {
    return new Hearing(await WhisperEngine.load(files), await Tokenizer.load(files))
  }

  /** Rejects with the signal's reason as soon as it is aborted, between two tokens. */
  async hear(utterance: Utterance, signal: AbortSignal): Promise<Heard> {
    const { expectation } = utterance
    const context = { engine: this.#engine, tokenizer: this.#tokenizer, signal }
    const audio = hearingAudio(
      utterance.samples,
      expectation.kind === 'open' ? OPEN_LEAD_MS : SHORT_ANSWER_LEAD_MS,
    )
    let { start, free } = await listenAndDecode(context, utterance, audio)
    if (free.looped) ({ start, free } = await listenAndDecode(context, utterance, wholeWindow(audio)))
    const expected = await this.#expected(context, start, free, expectation)
    return expected ?? this.#judge(free, start)
  }

  close(): Promise<void> {
    return this.#engine.close()
  }

  /** What was expected, when it was said; free words, when they are clearly likelier, are an answer too. */
  async #expected(
    context: DecodingContext,
    start: DecodingStart,
    free: Decoding,
    expectation: Expectation,
  ): Promise<Heard | undefined> {
    if (expectation.kind === 'open') return undefined
    const found =
      expectation.kind === 'digits'
        ? await this.#digitsFound(context, start, free)
        : await answerFound(context, start, free, expectation.answers)
    if (found === undefined || found.looped || !isBelievable(found, start, expectation)) return undefined
    if (found.logProbability < free.logProbability - bonusOver(free)) return undefined
    return { text: found.text, confidence: found.meanLogProbability }
  }

  async #digitsFound(context: DecodingContext, start: DecodingStart, free: Decoding): Promise<Decoding> {
    return isDigits(free.text) ? free : decodeGreedily(context, start, this.#digits)
  }

  #judge(free: Decoding, { noSpeech }: DecodingStart): Heard {
    const heard = { text: free.text, confidence: free.meanLogProbability }
    const isEnglishOnly = this.#tokenizer.special.transcribe === undefined
    const nothing = wordsOf(free.text) === '' || (isEnglishOnly && noSpeech > NO_SPEECH_MAX)
    if (nothing) return { ...heard, rejected: 'no-speech' }
    if (free.looped || free.meanLogProbability < FREE_CONFIDENCE_MIN)
      return { ...heard, rejected: 'uncertain' }
    return heard
  }
}

async function listenAndDecode(
  context: DecodingContext,
  { expectation, language, samples }: Utterance,
  audio: Float32Array,
): Promise<{ readonly start: DecodingStart; readonly free: Decoding }> {
  await context.engine.listen(audio)
  const prompt = expectation.kind === 'open' ? expectation.prompt : undefined
  const start = await beginDecoding(context, { language, prompt, seconds: samples.length / LEG_SAMPLE_RATE })
  return { start, free: await decodeGreedily(context, start) }
}

const bonusOver = (free: Decoding) =>
  free.meanLogProbability >= CERTAIN ? EXPECTATION_BONUS_WHEN_CERTAIN : EXPECTATION_BONUS

function isBelievable(found: Decoding, { noSpeech }: DecodingStart, { kind }: Expectation): boolean {
  const isSpoken = kind === 'choice' && noSpeech < CLEARLY_SPOKEN
  return found.meanLogProbability >= (isSpoken ? ANSWER_CONFIDENCE_MIN_WHEN_SPOKEN : ANSWER_CONFIDENCE_MIN)
}

async function answerFound(
  context: DecodingContext,
  start: DecodingStart,
  free: Decoding,
  answers: readonly string[],
): Promise<Decoding | undefined> {
  const said = answers.find((answer) => wordsOf(answer) === wordsOf(free.text))
  if (said !== undefined) return { ...free, text: said }
  const trie = answerTrie(answers, context.tokenizer)
  return searchAnswers(context, start, trie, free.logProbability - bonusOver(free))
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim()

/** 8 kHz PCM → 16 kHz floats with silence on both sides. */
function hearingAudio(samples: Int16Array, leadMs: Ms): Float32Array {
  const fine = resample(samples, LEG_SAMPLE_RATE, HEARING_SAMPLE_RATE)
  const [lead, tail] = [leadMs, TAIL_MS].map((ms) => (ms * HEARING_SAMPLE_RATE) / 1_000)
  const audio = new Float32Array((lead ?? 0) + fine.length + (tail ?? 0))
  for (let index = 0; index < fine.length; index += 1)
    audio[(lead ?? 0) + index] = (fine[index] ?? 0) / 32_768
  return audio
}

/**
 * The window as Whisper was trained on it: costs 150 ms, and the rare utterance that loops in a short window
 * usually does not in this one.
 */
function wholeWindow(audio: Float32Array): Float32Array {
  const window = new Float32Array(WINDOW_SAMPLES)
  window.set(audio.subarray(0, WINDOW_SAMPLES))
  return window
}
