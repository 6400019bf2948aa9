import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import type { EarsStart } from '../../src/main/processes/starts.ts'
import type { Expectation, Transcript, TranscriptionStream } from '../../src/speech/index.ts'
import {
  createEmbeddedEars,
  type EmbeddedEars,
} from '../../src/speech/providers/embedded-hearing/embedded-ears.ts'
import { framesOf, humanClips, onLine } from '../bench/hearing-clips.ts'
import { normalisedWords } from '../bench/word-errors.ts'
import { MODELS_MISSING, modelsCache, readyModel } from '../support/speech-models.ts'

const whisper = await readyModel('whisper-tiny.en')
const clips = humanClips()
const reason = whisper === undefined ? MODELS_MISSING : typeof clips === 'string' ? clips : undefined
if (reason !== undefined) process.stderr.write(`hearing-ears is skipped: ${reason}\n`)

const EARS = resolve('src/main/processes/ears-process.ts')
const SILENCE_MS = 400

describe.skipIf(reason !== undefined)('the ears process', () => {
  let folder: string
  let start: EarsStart
  let socketPath: string
  let ears: EmbeddedEars
  const processes: ChildProcess[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ears-'))
    socketPath = join(folder, 'ears.sock')
    if (whisper === undefined) return
    const log = { file: join(folder, 'ears.log'), level: 'info' }
    start = { log, socketPath, whisper, modelsCache }
  })
  afterAll(() => rm(folder, { recursive: true }))
  afterEach(async () => {
    ears.close()
    for (const child of processes.splice(0)) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
    }
  })

  function startEars(): ChildProcess {
    const child = fork(EARS, { stdio: 'ignore' })
    child.send({ type: 'start', start })
    processes.push(child)
    return child
  }
  function openEars(): TranscriptionStream {
    ears = createEmbeddedEars({ socketPath, clock: systemClock, log: silentLog })
    return ears.open({ language: 'en-IN', phrases: [] })
  }
  const clipOf = (name: string) => {
    const clip = typeof clips === 'string' ? undefined : clips.find((one) => one.name.endsWith(name))
    if (clip === undefined) throw new Error(`no clip ${name}`)
    return clip
  }
  /** Writes the clip to the stream as a leg would and asks for it. */
  function say(
    stream: TranscriptionStream,
    name: string,
    utterance: number,
    expectation?: Expectation,
  ): void {
    const { samples } = clipOf(name)
    const startMs = 10_000 * utterance
    for (const frame of framesOf(onLine(samples, SILENCE_MS), startMs)) stream.write(frame)
    if (expectation !== undefined) stream.expect(expectation)
    const fromMs = startMs + SILENCE_MS
    stream.flush({ utterance, fromMs, untilMs: fromMs + samples.length / 8 })
  }
  async function nextTranscript(stream: TranscriptionStream): Promise<Transcript> {
    for await (const transcript of stream.transcripts) return transcript
    throw new Error('the stream ended')
  }

  /** Waits through a cold start, which may take longer than a flush is waited for. */
  async function warm(stream: TranscriptionStream): Promise<void> {
    for (let utterance = 1; ; utterance += 1) {
      say(stream, 'goforward.raw', utterance)
      const { text } = await nextTranscript(stream)
      if (text !== '') return
    }
  }

  it('hears a clip right, and says which utterance it was', async () => {
    startEars()
    const stream = openEars()
    await warm(stream)
    say(stream, '0930.wav', 70)
    const heard = await nextTranscript(stream)
    expect(normalisedWords(heard.text)).toEqual(normalisedWords(clipOf('0930.wav').words))
    expect(heard).toMatchObject({ type: 'final', utterance: 70, fromMs: 700_400 })
    expect(heard.rejected).toBeUndefined()
    await stream.close()
  })

  it('answers only the newest flush of an utterance', async () => {
    startEars()
    const stream = openEars()
    await warm(stream)
    say(stream, 'goforward.raw', 50)
    say(stream, '0930.wav', 50)
    say(stream, 'something.raw', 51)
    const [first, second] = [await nextTranscript(stream), await nextTranscript(stream)]
    expect(first.text).toContain('amiable')
    expect([first.utterance, second.utterance]).toEqual([50, 51])
    await stream.close()
  })

  it('understands an open sentence though an answer was expected, and an answer where it is one', async () => {
    startEars()
    const stream = openEars()
    await warm(stream)
    const yesNo: Expectation = { kind: 'choice', answers: ['yes', 'no', 'haan', 'nahi', 'ok', 'not now'] }
    say(stream, '0930.wav', 60, yesNo)
    expect((await nextTranscript(stream)).text).toContain('amiable')
    say(stream, 'cards/003.wav', 61, { kind: 'choice', answers: ['seven of clubs', 'two of hearts', 'stop'] })
    expect((await nextTranscript(stream)).text).toBe('seven of clubs')
    say(stream, 'cards/004.wav', 62, { kind: 'digits' })
    expect(normalisedWords((await nextTranscript(stream)).text)).toEqual(['five', 'five'])
    await stream.close()
  })

  it('answers a flush though the ears were killed over it and came back', async () => {
    const first = startEars()
    const stream = openEars()
    await warm(stream)
    say(stream, '0930.wav', 80)
    first.kill('SIGKILL')
    await once(first, 'exit')
    startEars()
    const answer = await nextTranscript(stream)
    expect(answer.utterance).toBe(80)
    if (answer.rejected === undefined) expect(answer.text).toContain('amiable')
    else expect(answer).toMatchObject({ text: '', rejected: 'uncertain' })
    await warm(stream)
    await stream.close()
  })

  it('answers a flush within four seconds when there are no ears at all', async () => {
    const stream = openEars()
    const startedMs = systemClock.monotonic()
    say(stream, 'goforward.raw', 90)
    expect(await nextTranscript(stream)).toMatchObject({ utterance: 90, text: '', rejected: 'uncertain' })
    expect(systemClock.monotonic() - startedMs).toBeLessThan(4_000)
    await stream.close()
  })

  it('ends within a second of its parent’s death', async () => {
    const script = `
      const child = require('node:child_process').fork(${JSON.stringify(EARS)}, { stdio: 'ignore' })
      child.send({ type: 'start', start: ${JSON.stringify(start)} })
      process.stdout.write(String(child.pid))`
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
    processes.push(parent)
    const [pid] = await once(parent.stdout, 'data')
    const stream = openEars()
    await warm(stream)
    parent.kill('SIGKILL')
    // Whoever inherits orphans may leave them as zombies (Z): those have ended.
    const isAlive = () => {
      try {
        return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
      } catch {
        return false
      }
    }
    await expect.poll(isAlive, { timeout: 1_500 }).toBe(false)
    await stream.close()
  })
})
