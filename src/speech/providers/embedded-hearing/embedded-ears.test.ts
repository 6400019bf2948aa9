import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../../../test/support/virtual-clock.ts'
import { silentLog } from '../../../base/index.ts'
import { systemClock } from '../../../base/system-clock.ts'
import type { Transcript, TranscriptionStream } from '../../speech-to-text.ts'
import { createEmbeddedEars, type EmbeddedEars } from './embedded-ears.ts'
import type { Heard, Utterance } from './hear.ts'
import { serveEars } from './run-ears.ts'

type Hear = (utterance: Utterance, signal: AbortSignal) => Promise<Heard>

let folder: string
let socketPath: string
let running: { readonly controller: AbortController; readonly ended: Promise<void> } | undefined
let ears: EmbeddedEars | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ears-'))
  socketPath = join(folder, 'ears.sock')
})
afterEach(async () => {
  ears?.close()
  await stop()
  await rm(folder, { recursive: true })
})

async function serve(hear: Hear): Promise<void> {
  const controller = new AbortController()
  await new Promise<void>((ready) => {
    const ended = serveEars({ socketPath, hear, log: silentLog, ready }, controller.signal)
    running = { controller, ended }
  })
}
async function stop(): Promise<void> {
  running?.controller.abort()
  await running?.ended
  running = undefined
}

function open(clock = systemClock): TranscriptionStream {
  ears = createEmbeddedEars({ socketPath, clock, log: silentLog })
  return ears.open({ language: 'en-IN', phrases: [] })
}
/** A second of audio whose every sample is `value`, from `startMs` on, then asked for. */
function say(
  stream: TranscriptionStream,
  value: number,
  utterance: number,
  startMs = utterance * 10_000,
): void {
  const samples = new Int16Array(160).fill(value)
  for (let at = 0; at < 1_000; at += 20) stream.write({ samples, sampleRate: 8_000, startMs: startMs + at })
  stream.flush({ utterance, fromMs: startMs, untilMs: startMs + 1_000 })
}
async function next(stream: TranscriptionStream): Promise<Transcript> {
  for await (const transcript of stream.transcripts) return transcript
  throw new Error('the stream ended')
}
/** Hears the value of the samples. */
const echo: Hear = async ({ samples, expectation }) => ({
  text: `${expectation.kind} ${samples.at(-1)}`,
  confidence: -0.1,
})

describe('embedded ears', () => {
  it('answer each flush with what was heard of its audio, as it was expected', async () => {
    await serve(echo)
    const stream = open()
    say(stream, 7, 1)
    expect(await next(stream)).toEqual({
      type: 'final',
      utterance: 1,
      text: 'open 7',
      confidence: -0.1,
      fromMs: 10_000,
      toMs: 11_000,
    })
    stream.expect({ kind: 'choice', answers: ['yes', 'no'] })
    say(stream, -8, 2)
    expect(await next(stream)).toMatchObject({ utterance: 2, text: 'choice -8' })
  })

  it('answer only the newest flush of an utterance, and stop hearing the older one', async () => {
    const started: number[] = []
    let aborts = 0
    await serve((utterance, signal) => {
      started.push(utterance.samples.at(-1) ?? 0)
      if (started.length > 1) return echo(utterance, signal)
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          aborts += 1
          reject(signal.reason)
        })
      })
    })
    const stream = open()
    say(stream, 1, 1, 10_000)
    await expect.poll(() => started).toEqual([1])
    say(stream, 2, 1, 11_000)
    say(stream, 3, 1, 12_000)
    say(stream, 4, 2)
    expect(await next(stream)).toMatchObject({ utterance: 1, text: 'open 3' })
    expect(await next(stream)).toMatchObject({ utterance: 2, text: 'open 4' })
    expect(aborts).toBe(1)
    expect(started.at(-1)).toBe(4)
  })

  it('ask again when the ears went away before they answered', async () => {
    let heard = 0
    await serve((_, signal) => {
      heard += 1
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    })
    const stream = open()
    say(stream, 5, 1)
    await expect.poll(() => heard).toBe(1)
    await stop()
    await serve(echo)
    expect(await next(stream)).toMatchObject({ utterance: 1, text: 'open 5' })
  })

  it('answer with nothing, not believed, when nobody hears in time', async () => {
    const clock = new VirtualClock()
    const stream = open(clock)
    say(stream, 6, 1)
    const answer = next(stream)
    await clock.advance(4_000)
    expect(await answer).toMatchObject({ utterance: 1, text: '', rejected: 'uncertain' })
  })

  it('answer an utterance that cannot be heard, and go on', async () => {
    await serve(async (utterance, signal) => {
      if (utterance.samples.at(-1) === 1) throw new Error('no memory')
      return echo(utterance, signal)
    })
    const stream = open()
    say(stream, 1, 1)
    say(stream, 2, 2)
    expect(await next(stream)).toMatchObject({ utterance: 1, text: '', rejected: 'uncertain' })
    expect(await next(stream)).toMatchObject({ utterance: 2, text: 'open 2' })
  })

  it('tell nothing after they were closed', async () => {
    await serve(echo)
    const stream = open()
    say(stream, 1, 1)
    await stream.close()
    const told: Transcript[] = []
    for await (const transcript of stream.transcripts) told.push(transcript)
    expect(told).toEqual([])
  })
})
