// `node test/bench/speaking.ts --voices af_heart,bf_emma --model whisper-base`: how fast, how loud and how
// well understood the embedded voices are. Everything is heard at the telephone's rate, by our own ears.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { peakOf } from '../../src/audio/index.ts'
import { silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import { clausesOf, spokenText } from '../../src/speech/phonemes/index.ts'
import { phonemesOf } from '../../src/speech/phonemes/phonemes.ts'
import { clauseKey, openClauseCache } from '../../src/speech/providers/embedded-speaking/clause-cache.ts'
import { createEmbeddedMouth } from '../../src/speech/providers/embedded-speaking/embedded-mouth.ts'
import { activeLevel } from '../../src/speech/providers/embedded-speaking/finish-clause.ts'
import {
  KOKORO_SAMPLE_RATE,
  type KokoroEngine,
  openKokoro,
} from '../../src/speech/providers/embedded-speaking/kokoro-engine.ts'
import { renderClause } from '../../src/speech/providers/embedded-speaking/run-mouth.ts'
import { loadHearing, speakingFiles } from '../support/speech-models.ts'
import { spokenSentences } from './speaking-texts.ts'
import { wordErrors } from './word-errors.ts'

const { values } = parseArgs({
  options: {
    voices: { type: 'string', default: 'af_heart,bf_emma' },
    model: { type: 'string', default: 'whisper-base' },
    sentences: { type: 'string', default: '24' },
    verbose: { type: 'boolean', default: false },
  },
  args: process.argv.slice(2),
})
const say = (line: string) => process.stdout.write(`${line}\n`)

const engine = await openKokoro({ ...(await speakingFiles()), threads: 1 })
await renderClause(engine, 'Good morning.', 'af_heart')
say('live clause        words  ms to first audio  real-time factor')
for (const text of [
  'Thank you, Rohit.',
  'Would you like a call back tomorrow evening?',
  'I have noted that you would like to hear from our team on Monday evening.',
]) {
  say(await timeOf(engine, text))
}

say(`cached clause, read from the disk: ${(await cachedStartMs()).toFixed(1)} ms to the first frame`)

const hearing = await loadHearing(values.model)
say(`\nheard back by ${values.model}\nvoice        errors  words  WER     level dBFS      peak  words/min`)
for (const voice of values.voices.split(',')) say(await qualityOf(voice))
await hearing.close()

async function timeOf(kokoro: KokoroEngine, text: string): Promise<string> {
  const [times, words] = [[] as number[], text.split(' ').length]
  let renderedMs = 0
  for (let run = 0; run < 3; run++) {
    const startMs = performance.now()
    const rendered = await kokoro.render(phonemesOf(text, 'american'), 'af_heart', 1)
    times.push(performance.now() - startMs)
    renderedMs = (rendered.length / KOKORO_SAMPLE_RATE) * 1_000
  }
  const ms = Math.min(...times)
  return `${text.slice(0, 16).padEnd(16)} ${String(words).padStart(7)} ${ms.toFixed(0).padStart(19)} ${(ms / renderedMs).toFixed(2).padStart(17)}`
}

/** A new client, so that nothing is in its memory, and no mouth at all. */
async function cachedStartMs(): Promise<number> {
  const cacheDir = await mkdtemp(join(tmpdir(), 'speaking-bench-'))
  const text = 'Thank you for your time.'
  await openClauseCache(cacheDir, 0).write(clauseKey(text, 'af_heart'), new Int16Array(16_000))
  const times: number[] = []
  for (let run = 0; run < 10; run++) {
    const mouth = createEmbeddedMouth({
      socketPath: join(cacheDir, 'none'),
      cacheDir,
      clock: systemClock,
      log: silentLog,
    })
    const startMs = performance.now()
    await mouth.speak(text, 'af_heart', new AbortController().signal).next()
    times.push(performance.now() - startMs)
    mouth.close()
  }
  await rm(cacheDir, { recursive: true })
  return times.toSorted((a, b) => a - b)[5] ?? 0
}

async function qualityOf(voice: string): Promise<string> {
  let [errors, words, samples, peak] = [0, 0, 0, 0]
  const levels: number[] = []
  for (const sentence of spokenSentences.slice(0, Number(values.sentences))) {
    const audio = await spoken(sentence, voice)
    const heard = await hearing.hear(
      { samples: audio, language: 'en', expectation: { kind: 'open' } },
      new AbortController().signal,
    )
    const wrong = wordErrors(wordsOf(sentence), wordsOf(heard.text))
    if (values.verbose && wrong > 0) say(`  ${wrong}  ${sentence}\n     ${heard.text}`)
    errors += wrong
    words += wordsOf(sentence).length
    samples += audio.length
    peak = Math.max(peak, peakOf(audio))
    levels.push(20 * Math.log10(activeLevel(audio)))
  }
  const range = `${Math.min(...levels).toFixed(1)}…${Math.max(...levels).toFixed(1)}`
  const pace = words / (samples / 8_000 / 60)
  const rate = `${((100 * errors) / words).toFixed(1)} %`
  return `${voice.padEnd(12)} ${String(errors).padStart(6)} ${String(words).padStart(6)}  ${rate.padEnd(7)} ${range.padEnd(15)} ${peak.toFixed(2)}  ${pace.toFixed(0)}`
}

/** A sentence as the mouth speaks it, clause after clause. */
async function spoken(sentence: string, voice: string): Promise<Int16Array> {
  const parts: Int16Array[] = []
  for (const clause of clausesOf(sentence))
    parts.push(await renderClause(engine, clause, voice), new Int16Array(800))
  return Int16Array.from(parts.flatMap((part) => [...part]))
}

/** As they are said, so that "11 am" and "eleven AM" are the same, and "98765 43210" and "9-8-7-654-3210". */
function wordsOf(text: string): readonly string[] {
  const spoken = spokenText(text.replace(/(?<=\d)-(?=\d)/g, '')).toLowerCase()
  return spoken
    .replaceAll("'", '')
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
}
