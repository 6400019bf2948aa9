import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { peakOf } from '../../src/audio/index.ts'
import { silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import type { MouthStart } from '../../src/main/processes/starts.ts'
import {
  createEmbeddedMouth,
  type EmbeddedMouth,
} from '../../src/speech/providers/embedded-speaking/embedded-mouth.ts'
import { activeLevel } from '../../src/speech/providers/embedded-speaking/finish-clause.ts'
import { MODELS_MISSING, modelsCache, readyModel } from '../support/speech-models.ts'

const MOUTH = resolve('src/main/processes/mouth-process.ts')
const VOICE = 'af_heart'
const kokoro = await readyModel('kokoro-82m-int8')
const voices = await readyModel('kokoro-voices')
if (kokoro === undefined || voices === undefined) process.stderr.write(`skipped: ${MODELS_MISSING}\n`)

let folder: string
let start: MouthStart | undefined
let child: ChildProcess | undefined
let mouth: EmbeddedMouth
const forever = new AbortController().signal

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mouth-e2e-'))
  if (kokoro === undefined || voices === undefined) return
  start = {
    log: { file: join(folder, 'mouth.log'), level: 'info' },
    socketPath: join(folder, 'mouth.sock'),
    kokoro,
    voices,
    modelsCache,
    speechCache: join(folder, 'speech'),
  }
  mouth = createEmbeddedMouth({
    socketPath: start.socketPath,
    cacheDir: start.speechCache,
    clock: systemClock,
    log: silentLog,
  })
})
afterEach(() => end(child))
afterAll(async () => {
  mouth?.close()
  await rm(folder, { recursive: true, force: true })
})

function startMouth(): void {
  child = fork(MOUTH, [], { execArgv: [] })
  child.send({ type: 'start', start })
}

async function end(running: ChildProcess | undefined): Promise<void> {
  if (running === undefined || running.exitCode !== null || running.signalCode !== null) return
  running.kill('SIGKILL')
  await once(running, 'exit')
}

async function spoken(text: string): Promise<{ readonly samples: Int16Array; readonly firstMs: number }> {
  const startedMs = performance.now()
  let firstMs = 0
  const samples: number[] = []
  for await (const frame of mouth.speak(text, VOICE, forever)) {
    if (samples.length === 0) firstMs = performance.now() - startedMs
    samples.push(...frame.samples)
  }
  return { samples: Int16Array.from(samples), firstMs }
}

describe.skipIf(kokoro === undefined || voices === undefined)('the mouth process', () => {
  it('speaks at the right level and length, and a second time from the cache', async () => {
    startMouth()
    await mouth.prepare(['Good morning, this is Varsha speaking.'], VOICE, forever)
    const sentence = 'Rohit, would you like a call back tomorrow?'
    const { samples } = await spoken(sentence)
    expect(20 * Math.log10(activeLevel(samples))).toBeGreaterThan(-22)
    expect(20 * Math.log10(activeLevel(samples))).toBeLessThan(-18)
    expect(peakOf(samples)).toBeLessThan(0.95)
    expect(samples.length / 8_000).toBeGreaterThan(1.5)
    expect(samples.length / 8_000).toBeLessThan(5)
    expect(await mouth.isPrepared(sentence, VOICE)).toBe(true)
    expect((await spoken(sentence)).samples).toEqual(samples)
  })

  it('is not needed for what is prepared, and goes on when it is started again', async () => {
    startMouth()
    await mouth.prepare(['Thank you for your time.'], VOICE, forever)
    const rendering = mouth.prepare(['One of our team will ring you on this number.'], VOICE, forever)
    await end(child)
    expect((await spoken('Thank you for your time.')).samples.length).toBeGreaterThan(4_000)
    startMouth()
    await rendering
    expect(await mouth.isPrepared('One of our team will ring you on this number.', VOICE)).toBe(true)
  })

  it('is gone a second after its parent was killed', async () => {
    const parent = spawn(process.execPath, ['-e', PARENT, MOUTH, JSON.stringify(start)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(parent.stdout, 'data')
    const pid = Number(String(line))
    await mouth.prepare(['The mouth is working.'], VOICE, forever)
    const rendering = mouth.prepare(['It is in the middle of this sentence.'], VOICE, forever)
    rendering.catch(() => undefined)
    parent.kill('SIGKILL')
    const killedMs = performance.now()
    while (isRunning(pid)) await new Promise((next) => setImmediate(next))
    expect(performance.now() - killedMs).toBeLessThan(1_000)
  })
})

/** A parent that does nothing but start a mouth and tell its process id. */
const PARENT = `
  const child = require('node:child_process').fork(process.argv[1], [], { execArgv: [] })
  child.send({ type: 'start', start: JSON.parse(process.argv[2]) })
  process.stdout.write(String(child.pid))
`

/** A process that ended and was not yet collected by its new parent (state Z) does not run. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
