// `npm run bench:hearing`: word errors on human speech at the telephone band, voice activity in front, by the same
// code that hears calls (in this process). Fails above the bar.
import { parseArgs } from 'node:util'
import { pause, silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import type { VoiceActivity } from '../../src/speech/index.ts'
import { pullModels } from '../../src/speech/models/index.ts'
import { Hearing } from '../../src/speech/providers/embedded-hearing/hear.ts'
import { prepareEars } from '../../src/speech/providers/embedded-hearing/prepare-ears.ts'
import { loadSileroVoiceActivity } from '../../src/speech/providers/embedded-hearing/silero-voice-activity.ts'
import { modelsCache } from '../support/speech-models.ts'
import { framesOf, type HumanClip, humanClips, onLine } from './hearing-clips.ts'
import { normalisedWords, wordErrors } from './word-errors.ts'

const WORD_ERRORS_MAX = 6
const SILENCE_MS = 600
const ROLL_MS = 200

const { values } = parseArgs({ options: { model: { type: 'string', default: 'whisper-tiny.en' } } })
const say = (line: string) => process.stdout.write(`${line}\n`)

/** What voice activity would send to be heard: from the first voice to the last, with a little around. */
async function voicedPart(activity: VoiceActivity, line: Int16Array): Promise<Int16Array> {
  const edges: number[] = []
  const stream = activity.open(({ atMs }) => edges.push(atMs))
  for (const frame of framesOf(line)) {
    stream.write(frame)
    await pause(systemClock, 1) // the model keeps up with time, not with a loop
  }
  await pause(systemClock, 50)
  stream.close()
  const [from = 0, until = 0] = [edges[0], edges.at(-1)]
  return line.slice(Math.max(0, from - ROLL_MS) * 8, (until + ROLL_MS) * 8)
}

async function hearClip(hearing: Hearing, activity: VoiceActivity, clip: HumanClip) {
  const samples = await voicedPart(activity, onLine(clip.samples, SILENCE_MS))
  const startedMs = systemClock.monotonic()
  const utterance = { samples, language: 'en', expectation: { kind: 'open' } } as const
  const { text, confidence } = await hearing.hear(utterance, new AbortController().signal)
  const tookMs = systemClock.monotonic() - startedMs
  const said = normalisedWords(clip.words)
  return {
    text,
    confidence,
    tookMs,
    seconds: samples.length / 8_000,
    words: said.length,
    errors: wordErrors(said, normalisedWords(text)),
  }
}

const clips = humanClips()
if (typeof clips === 'string') {
  say(`Nothing measured: ${clips}`)
  process.exit(1)
}
const ready = await pullModels([values.model, 'silero-vad'], {
  cacheDir: modelsCache,
  onProgress: ({ what, doneBytes, totalBytes }) => say(`  ${what}: ${doneBytes} of ${totalBytes} bytes`),
  clock: systemClock,
  log: silentLog,
  signal: new AbortController().signal,
})
const [whisper, silero] = [ready[values.model], ready['silero-vad']]
if (whisper === undefined || silero === undefined) throw new Error('pulled models are there')
const hearing = await Hearing.load(await prepareEars(whisper, { cacheDir: modelsCache, log: silentLog }))
const activity = await loadSileroVoiceActivity(silero.paths['silero_vad.onnx'] ?? '', silentLog)

let [errors, words, tookMs, seconds] = [0, 0, 0, 0]
for (const clip of clips) {
  const row = await hearClip(hearing, activity, clip)
  errors += row.errors
  words += row.words
  tookMs += row.tookMs
  seconds += row.seconds
  const figures = `${row.errors}/${row.words} wrong  ${row.tookMs.toFixed(0)} ms for ${row.seconds.toFixed(1)} s`
  say(`${figures}  ${row.confidence.toFixed(2)}  ${row.text}`)
}
const rate = (100 * errors) / words
say(`word error rate ${rate.toFixed(1)} % (${errors} of ${words}; bar ${WORD_ERRORS_MAX} of 100)`)
say(
  `${(tookMs / clips.length).toFixed(0)} ms a clip, real-time factor ${(tookMs / 1_000 / seconds).toFixed(3)}`,
)
process.exit(rate <= WORD_ERRORS_MAX ? 0 : 1)
