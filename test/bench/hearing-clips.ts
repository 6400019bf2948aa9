import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { muLaw, readWav, resample } from '../../src/audio/index.ts'

const CLIPS_FOLDER = '/usr/share/pocketsphinx/test/data'
const RAW_SAMPLE_RATE = 16_000
const LEG_RATE = 8_000
const root = resolve(import.meta.dirname, '../..')

export interface HumanClip {
  readonly name: string
  readonly words: string
  /** 8 kHz, as a telephone line would bring it. */
  readonly samples: Int16Array
}

/** The clips of human speech, or why there are none. */
export function humanClips(): readonly HumanClip[] | string {
  if (!existsSync(CLIPS_FOLDER)) return `${CLIPS_FOLDER} is missing (Debian package pocketsphinx-testdata)`
  const rows = readFileSync(join(root, 'test/data/human-clips.csv'), 'utf8').trim().split('\n').slice(1)
  return rows.map((row) => {
    const [name = '', words = ''] = row.split(',')
    return { name, words, samples: throughTelephone(readClip(join(CLIPS_FOLDER, name))) }
  })
}

function readClip(path: string): { readonly samples: Int16Array; readonly sampleRate: number } {
  const bytes = readFileSync(path)
  if (path.endsWith('.raw')) {
    return { samples: new Int16Array(Uint8Array.from(bytes).buffer), sampleRate: RAW_SAMPLE_RATE }
  }
  const wav = readWav(bytes)
  if (wav === undefined) throw new Error(`${path} is no wav file`)
  return wav
}

/** 8 kHz, the band of a telephone channel, and through G.711's µ-law. */
export function throughTelephone({
  samples,
  sampleRate,
}: {
  readonly samples: Int16Array
  readonly sampleRate: number
}): Int16Array {
  const narrow = bandPass(resample(samples, sampleRate, LEG_RATE))
  const coded = new Uint8Array(narrow.length)
  muLaw.encode(narrow, coded)
  muLaw.decode(coded, narrow)
  return narrow
}

const TAPS = 255
const LOW_HZ = 230
const HIGH_HZ = 3_560
/**
 * A telephone channel's band (ITU-T G.712): flat from 300 to 3400 Hz, so half way down a little outside of it. A
 * Hamming-windowed FIR at 8 kHz.
 */
const BAND_PASS = Float64Array.from({ length: TAPS }, (_, tap) => {
  const distance = tap - (TAPS - 1) / 2
  const lowPass = (hertz: number) => {
    const cutoff = hertz / LEG_RATE
    return distance === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * distance) / (Math.PI * distance)
  }
  return (lowPass(HIGH_HZ) - lowPass(LOW_HZ)) * (0.54 - 0.46 * Math.cos((2 * Math.PI * tap) / (TAPS - 1)))
})

function bandPass(samples: Int16Array): Int16Array {
  const middle = (TAPS - 1) / 2
  return Int16Array.from({ length: samples.length }, (_, at) => {
    let sum = 0
    for (let tap = 0; tap < TAPS; tap += 1) sum += (BAND_PASS[tap] ?? 0) * (samples[at + middle - tap] ?? 0)
    return Math.max(-32_768, Math.min(32_767, Math.round(sum)))
  })
}

/** The clip on a line: silence, the clip, silence. */
export function onLine(clip: Int16Array, silenceMs: number): Int16Array {
  const silence = (silenceMs * LEG_RATE) / 1_000
  const line = new Int16Array(silence + clip.length + silence)
  line.set(clip, silence)
  return line
}

/** Frames of 20 ms whose first sample is at `startMs`. */
export function* framesOf(samples: Int16Array, startMs = 0) {
  for (let at = 0; at + 160 <= samples.length; at += 160) {
    yield {
      samples: samples.subarray(at, at + 160),
      sampleRate: LEG_RATE,
      startMs: startMs + at / 8,
    } as const
  }
}
