// `node test/bench/hearing-answers.ts`: short answers, digits, and open sentences where a short answer was expected,
// spoken by synthetic voices through a telephone channel and heard as a call hears them.
import { parseArgs } from 'node:util'
import { seededRandom } from '../../src/base/index.ts'
import type { Expectation } from '../../src/speech/index.ts'
import { openKokoro } from '../../src/speech/providers/embedded-speaking/kokoro-engine.ts'
import { renderClause } from '../../src/speech/providers/embedded-speaking/run-mouth.ts'
import { loadHearing, speakingFiles } from '../support/speech-models.ts'
import { throughTelephone } from './hearing-clips.ts'
import { normalisedWords } from './word-errors.ts'

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'whisper-tiny.en' },
    voices: { type: 'string', default: 'af_bella,am_adam,bf_isabella,bm_george,hf_alpha,am_puck' },
    verbose: { type: 'boolean', default: false },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)

/** Spoken text → the answer it stands for in the list. */
const SHORT: Readonly<Record<string, string>> = {
  'Yes.': 'yes',
  'Yeah.': 'yeah',
  'No.': 'no',
  'Okay.': 'okay',
  'Sure.': 'sure',
  'Not now.': 'not now',
  'Later.': 'later',
  'Who is this?': 'who is this',
  'Wrong number.': 'wrong number',
  'Not interested.': 'not interested',
  'Call me later.': 'call me later',
}
const ANSWERS = [
  ...Object.values(SHORT),
  'haan',
  'haan ji',
  'nahi',
  'busy',
  'hmm',
  'mm hmm',
  'hello',
  'speaking',
  'ji',
]
const OPEN = [
  'Actually, can you call me tomorrow at eleven?',
  'What is the price of this plan?',
  'My brother handles these things.',
  'I already paid it last week.',
  'How did you get my number?',
  'Please send it on WhatsApp.',
]
const DIGITS = ['98 76 54 32 10', '4 0 7 1', '5 6 0 0 3 8', '1 2 3 4 5 6']
const spelled = (digits: string) =>
  digits.replace(
    /\d/g,
    (digit) =>
      `${['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][Number(digit)]} `,
  )

const engine = await openKokoro({ ...(await speakingFiles()), threads: 1 })
const hearing = await loadHearing(values.model)
const random = seededRandom(11)

/** As a leg brings it: a little silence and line noise around. */
async function spoken(text: string, voice: string): Promise<Int16Array> {
  const clause = await renderClause(engine, text, voice)
  const line = new Int16Array(clause.length + 3_200)
  line.set(clause, 1_600)
  const noisy = line.map((sample) => sample + Math.round((random.next() - 0.5) * 100))
  return throughTelephone({ samples: noisy, sampleRate: 8_000 })
}

type Judge = (text: string, rejected: string | undefined) => boolean
async function score(title: string, texts: readonly (readonly [string, Judge])[], expectation: Expectation) {
  let [right, silent, all, tookMs] = [0, 0, 0, 0]
  for (const voice of values.voices.split(',')) {
    for (const [text, isRight] of texts) {
      const samples = await spoken(text, voice)
      const startedMs = performance.now()
      const heard = await hearing.hear({ samples, language: 'en', expectation }, new AbortController().signal)
      tookMs += performance.now() - startedMs
      all += 1
      if (heard.rejected !== undefined) silent += 1
      else if (isRight(heard.text, heard.rejected)) right += 1
      if (values.verbose && !isRight(heard.text, heard.rejected))
        say(`  ${voice} ${text} → ${JSON.stringify(heard)}`)
    }
  }
  say(`${title}: ${right} of ${all} right, ${silent} rejected, ${(tookMs / all).toFixed(0)} ms each`)
}

const words = (text: string) => normalisedWords(text).join(' ')
await score(
  'short answers, expected',
  Object.entries(SHORT).map(([text, answer]) => [text, (heard) => words(heard) === words(answer)]),
  { kind: 'choice', answers: ANSWERS },
)
await score(
  'short answers, open',
  Object.entries(SHORT).map(([text, answer]) => [text, (heard) => words(heard) === words(answer)]),
  { kind: 'open' },
)
await score(
  'open sentences where an answer was expected',
  OPEN.map((text) => [text, (heard) => normalisedWords(heard).length >= 4]),
  { kind: 'choice', answers: ANSWERS },
)
await score(
  'digits, expected',
  DIGITS.map((digits) => [spelled(digits), (heard) => words(heard) === words(digits)]),
  { kind: 'digits' },
)
await score(
  'open sentences where digits were expected',
  OPEN.map((text) => [text, (heard) => normalisedWords(heard).length >= 4]),
  { kind: 'digits' },
)
process.exit(0)
