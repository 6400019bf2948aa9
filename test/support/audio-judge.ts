import { spawnSync } from 'node:child_process'
import type { RecordEntry } from '../../src/carrier/index.ts'
import type { Hearing } from '../../src/speech/providers/embedded-hearing/hear.ts'
import { normalisedWords, wordErrors } from '../bench/word-errors.ts'
import { hasProgram } from './peer-process.ts'

/** Both sides of a decoded recording: the assistant on the left, the human on the right. */
export interface JudgedRecording {
  readonly sampleRate: number
  readonly durationMs: number
  readonly assistant: Int16Array
  readonly human: Int16Array
}
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

export const decoders = ['ffmpeg', 'sox'] as const
export type Decoder = (typeof decoders)[number]

const SAMPLE_RATE = 16_000
const FRAME_SAMPLES = 320
const FULL_SCALE = 32_768
/** −45 dBFS, as the callee's own record counts. */
const AUDIBLE = FULL_SCALE * 10 ** (-45 / 20)
/** How far from where it should be an edge of sound is looked for; stretches are further apart than this. */
const LOOK_MS = 95
/** Speech fades in and out; a recogniser wants a little around it. */
const AROUND_MS = 200
/** The file's first two frames: what begins in them fades in, where an encoder's delay was cut off. */
const FADE_IN_MS = 72
const ACTIVE_BELOW_LOUDEST_DB = 30

/** Whether recordings can be judged on this machine; says aloud what is missing. */
export function canJudgeAudio(): boolean {
  return [hasProgram('ffmpeg', 'ffmpeg'), hasProgram('ffprobe', 'ffmpeg'), hasProgram('soxi', 'sox')].every(
    Boolean,
  )
}

/** Decodes as two unrelated players do: they differ in what they make of an encoder's delay. */
export function decodeRecording(path: string, decoder: Decoder): JudgedRecording {
  const raw =
    decoder === 'ffmpeg'
      ? run('ffmpeg', ['-v', 'error', '-i', path, '-f', 's16le', '-'])
      : run('sox', [path, '-t', 'raw', '-e', 'signed', '-b', '16', '-'])
  const both = new Int16Array(new Uint8Array(raw).buffer)
  const side = (channel: number) =>
    Int16Array.from({ length: both.length / 2 }, (_, index) => both[2 * index + channel] ?? 0)
  const [assistant, human] = [side(0), side(1)]
  return { sampleRate: SAMPLE_RATE, durationMs: msOf(assistant.length), assistant, human }
}

/** What `ffprobe` and `soxi` say of the file; they throw when they do not take it. */
export function describeRecording(path: string): {
  readonly codec: string
  readonly channels: number
  readonly sampleRate: number
  readonly durationMs: number
} {
  const fields = ['-show_entries', 'stream=codec_name,channels,sample_rate', '-of', 'csv=p=0']
  const [codec = '', sampleRate, channels] = text('ffprobe', ['-v', 'error', ...fields, path]).split(',')
  const sox = { rate: Number(text('soxi', ['-r', path])), channels: Number(text('soxi', ['-c', path])) }
  if (sox.rate !== Number(sampleRate) || sox.channels !== Number(channels)) {
    throw new Error(`ffprobe and soxi disagree: ${sampleRate}/${channels}, ${JSON.stringify(sox)}`)
  }
  const durationMs = Number(text('soxi', ['-D', path])) * 1_000
  return { codec, channels: sox.channels, sampleRate: sox.rate, durationMs }
}

const text = (program: string, args: readonly string[]) => run(program, args).toString().trim()

function run(program: string, args: readonly string[]): Buffer {
  const { status, stdout, stderr } = spawnSync(program, args, { maxBuffer: 2 ** 30 })
  if (status !== 0) throw new Error(`${program} does not take the recording: ${stderr}`)
  return stdout
}

const msOf = (samples: number) => (samples * 1_000) / SAMPLE_RATE
const sampleAt = (ms: number) => Math.max(0, Math.round((ms * SAMPLE_RATE) / 1_000))
const isAudible = (sample: number) => Math.abs(sample) > AUDIBLE

/**
 * A span of the record as the recording has it: first and last audible sample near its edges. Throws when
 * there is no sound where there should be.
 */
function spanIn(samples: Int16Array, { fromMs, toMs }: Span): Span {
  const begin = sampleAt(fromMs - LOOK_MS)
  const end = sampleAt(toMs + LOOK_MS)
  const first = samples.subarray(begin, sampleAt(fromMs + LOOK_MS)).findIndex(isAudible)
  const tail = sampleAt(toMs - LOOK_MS)
  const last = samples.subarray(tail, end).findLastIndex(isAudible)
  if (first < 0 || last < 0)
    throw new Error(`nothing audible at ${Math.round(fromMs)}–${Math.round(toMs)} ms`)
  return { fromMs: msOf(begin + first), toMs: msOf(tail + last) }
}

/** An entry of the record, and the same as the recording has it, on the recording's own line of time. */
interface Found {
  readonly entry: SoundEntry
  readonly inRecording: SoundEntry
}
type SoundEntry = Extract<RecordEntry, { readonly type: 'said' | 'assistant-sound' }>

function find(record: readonly RecordEntry[], recording: JudgedRecording): readonly Found[] {
  const zeroMs = pickedUpMs(record)
  return record.flatMap((entry) => {
    if (entry.type !== 'said' && entry.type !== 'assistant-sound') return []
    const side = entry.type === 'said' ? recording.human : recording.assistant
    const span = spanIn(side, { fromMs: entry.fromMs - zeroMs, toMs: entry.toMs - zeroMs })
    return [{ entry, inRecording: { ...entry, ...span } }]
  })
}

/** The callee's lines and what it heard of the assistant, where they are audible in the recording. */
export function recordInRecording(
  record: readonly RecordEntry[],
  recording: JudgedRecording,
): readonly RecordEntry[] {
  return find(record, recording).map(({ inRecording }) => inRecording)
}

/**
 * How much later than on the wire the first sound of each line and stretch is in the recording, in
 * milliseconds. What begins while the file fades in is left out.
 */
export function wireOffsets(
  record: readonly RecordEntry[],
  recording: JudgedRecording,
): Readonly<Record<'assistant' | 'human', readonly number[]>> {
  const zeroMs = pickedUpMs(record)
  const found = find(record, recording)
  const offsets = (type: SoundEntry['type']) =>
    found
      .filter(({ entry }) => entry.type === type && entry.fromMs - zeroMs > FADE_IN_MS)
      .map(({ entry, inRecording }) => inRecording.fromMs - (entry.fromMs - zeroMs))
  return { assistant: offsets('assistant-sound'), human: offsets('said') }
}

export function pickedUpMs(record: readonly RecordEntry[]): number {
  const pickedUp = record.find((entry) => entry.type === 'picked-up')
  if (pickedUp?.type !== 'picked-up') throw new Error('the callee did not pick up')
  return pickedUp.atMs
}

/** RMS in dBFS over the 20 ms frames within 30 dB of the loudest one, and the highest sample. */
export function loudness(samples: Int16Array): { readonly activeDbfs: number; readonly peakDbfs: number } {
  const powers = Array.from({ length: Math.floor(samples.length / FRAME_SAMPLES) }, (_, index) =>
    powerOf(samples.subarray(index * FRAME_SAMPLES, (index + 1) * FRAME_SAMPLES)),
  )
  const threshold = Math.max(...powers) / 10 ** (ACTIVE_BELOW_LOUDEST_DB / 10)
  const active = powers.filter((power) => power >= threshold)
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0) / FULL_SCALE
  return {
    activeDbfs: 10 * Math.log10(active.reduce((sum, power) => sum + power, 0) / active.length),
    peakDbfs: 20 * Math.log10(peak),
  }
}

const powerOf = (frame: Int16Array) =>
  frame.reduce((sum, sample) => sum + (sample / FULL_SCALE) ** 2, 0) / frame.length

/** What was said in a span, and the span of the recording in which it was. */
export interface Spoken extends Span {
  readonly text: string
}

/** Hears each piece of one side again and counts the words that are not what was said. */
export async function heardAgain(
  side: Int16Array,
  spoken: readonly Spoken[],
  hearing: Hearing,
): Promise<{ readonly errors: number; readonly words: number; readonly heard: readonly string[] }> {
  const heard: string[] = []
  for (const { fromMs, toMs } of spoken) {
    const piece = side.subarray(sampleAt(fromMs - AROUND_MS), sampleAt(toMs + AROUND_MS))
    // The telephone band of 8 kHz: every second sample is what the encoder was given.
    const samples = piece.filter((_, index) => index % 2 === 0)
    const utterance = { samples, language: 'en', expectation: { kind: 'open' } } as const
    heard.push((await hearing.hear(utterance, new AbortController().signal)).text)
  }
  const said = wordsOf(spoken.map(({ text: words }) => words).join(' '))
  return { errors: wordErrors(said, wordsOf(heard.join(' '))), words: said.length, heard }
}

/** However the two letters behind an hour are written. */
const wordsOf = (words: string) => normalisedWords(words.replace(/\b([ap])\.?\s?m\b\.?/gi, ' $1m '))
