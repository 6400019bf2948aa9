import { spawnSync } from 'node:child_process'
import { copyFile, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../../test/support/virtual-clock.ts'
import { tone } from '../../audio/index.ts'
import { type AttemptId, idsFrom, type Log, seededRandom, silentLog } from '../../base/index.ts'
import type { RecordingStore, RecordingWriter } from '../../calls/index.ts'
import { createDiskRecordings } from './disk-recordings.ts'

const ids = idsFrom(seededRandom(1))
let folder: string
let clock: VirtualClock
let store: RecordingStore
let attempt: AttemptId

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recordings-'))
  clock = new VirtualClock()
  store = createDiskRecordings({ folder, clock, log: silentLog })
  attempt = ids.next('attempt')
})
afterEach(() => rm(folder, { recursive: true }))

const FRAME = 160
const SECOND = 8_000
/** A click of 2 ms at each of these times, the first as early as the fade-in of the file allows. */
const ASSISTANT_CLICKS_MS = [80, 700, 1_900, 3_333]
const HUMAN_CLICKS_MS = [80, 305, 1_250, 2_600]

function clicks(timesMs: readonly number[], seconds: number): Int16Array {
  const samples = new Int16Array(seconds * SECOND)
  const click = tone([1_500], { sampleRate: SECOND, amplitude: 0.8, durationMs: 2 })
  for (const ms of timesMs) samples.set(click, ms * 8)
  return samples
}
function writeAll(writer: RecordingWriter, human: Int16Array, assistant: Int16Array): void {
  for (let at = 0; at + FRAME <= human.length; at += FRAME) {
    writer.write(human.subarray(at, at + FRAME), assistant.subarray(at, at + FRAME), at / 8)
  }
}
async function recordClicks(): Promise<string> {
  const writer = await store.open(attempt)
  writeAll(writer, clicks(HUMAN_CLICKS_MS, 4), clicks(ASSISTANT_CLICKS_MS, 4))
  await writer.finish()
  return (await store.find(attempt))?.path ?? ''
}

describe('recordings on the disk', () => {
  it('keep an mp3 and nothing else when the call is over', async () => {
    const path = await recordClicks()
    expect(await readdir(folder)).toEqual([`${attempt}.mp3`])
    const bytes = await readFile(path)
    // MPEG-2 Layer III at 16 kHz.
    expect([bytes[0], bytes[1], (bytes[2] ?? 0) & 0x0c]).toEqual([0xff, 0xf3, 0x08])
    expect((await store.find(attempt))?.bytes).toBe(bytes.length)
  })

  it('find nothing before a recording is whole, or when there is none', async () => {
    expect(await store.find(attempt)).toBeUndefined()
    const writer = await store.open(attempt)
    writeAll(writer, clicks([0], 1), clicks([0], 1))
    expect(await store.find(attempt)).toBeUndefined()
    await writer.finish()
    await writer.finish()
    expect(await store.find(attempt)).toBeDefined()
    expect(clock.pending).toBeLessThanOrEqual(1)
  })

  it('have the raw spool on the disk within a second of the call', async () => {
    const writer = await store.open(attempt)
    writeAll(writer, clicks([0], 1), clicks([0], 1))
    await clock.advance(1_000)
    await until(async () => (await stat(join(folder, `${attempt}.spool`))).size === 16 + 4 * SECOND)
    await writer.finish()
  })

  it('are made from the spool when the process died, half a block at the end or not', async () => {
    const [assistant, human] = [clicks(ASSISTANT_CLICKS_MS, 4), clicks(HUMAN_CLICKS_MS, 4)]
    const whole = await recordClicks()
    const other = ids.next('attempt')
    const writer = await store.open(other)
    writeAll(writer, human, assistant)
    await clock.advance(1_000)
    const spool = join(folder, `${other}.spool`)
    await until(async () => (await stat(spool)).size === 16 + 16 * SECOND)
    const dead = ids.next('attempt')
    await copyFile(spool, join(folder, `${dead}.spool`))
    await writeFile(join(folder, `${dead}.spool`), Uint8Array.of(1, 2, 3), { flag: 'a' })
    await writer.finish()
    expect(await store.recover(dead)).toBe('recovered')
    expect(await store.recover(dead)).toBe('recovered')
    expect(await readFile(join(folder, `${dead}.mp3`))).toEqual(await readFile(whole))
  })

  it('cannot be recovered when nothing was spooled', async () => {
    expect(await store.recover(attempt)).toBe('none')
    await writeFile(join(folder, `${attempt}.spool`), 'T22SPOOL')
    expect(await store.recover(attempt)).toBe('none')
  })

  it.each(['spool', 'mp3.part'])(
    'end with one logged error when the disk takes no more %s',
    async (ending) => {
      const errors: unknown[] = []
      const log: Log = { ...silentLog, error: (_message, fields) => void errors.push(fields) }
      await symlink('/dev/full', join(folder, `${attempt}.${ending}`))
      const writer = await createDiskRecordings({ folder, clock, log }).open(attempt)
      for (let second = 0; second < 4; second++) {
        writeAll(writer, clicks([40], 1), clicks([40], 1))
        await clock.advance(1_000)
      }
      await writer.finish()
      expect(errors).toHaveLength(1)
      expect(String(JSON.stringify(errors))).toContain('ENOSPC')
      expect(await store.find(attempt)).toBeUndefined()
    },
  )
})

const decoders = {
  ffmpeg: (path: string) => ['ffmpeg', '-v', 'error', '-i', path, '-f', 's16le', '-'],
  sox: (path: string) => ['sox', path, '-t', 'raw', '-e', 'signed', '-b', '16', '-'],
}
describe.each(Object.entries(decoders))('a recording decoded by %s', (name, commandOf) => {
  const missing = spawnSync(name, ['--version']).error !== undefined
  if (missing) process.stderr.write(`skipped: ${name} is not installed, so no mp3 is decoded with it\n`)

  it.skipIf(missing)('has each side’s clicks within 2 ms of where they were', async () => {
    const [command = '', ...args] = commandOf(await recordClicks())
    const { stdout } = spawnSync(command, args, { maxBuffer: 1 << 24 })
    const both = new Int16Array(stdout.buffer, stdout.byteOffset, stdout.length >> 1)
    expect(both.length / 2 / 16_000).toBeGreaterThan(3.9)
    for (const [channel, times] of [ASSISTANT_CLICKS_MS, HUMAN_CLICKS_MS].entries()) {
      const heard = clicksIn(both, channel)
      expect(heard).toHaveLength(times.length)
      heard.forEach((ms, index) => {
        expect(Math.abs(ms - (times[index] ?? 0))).toBeLessThan(2)
      })
    }
  })
})

/** The middle of each stretch of sound, less the millisecond from a click's beginning to its middle. */
function clicksIn(both: Int16Array, channel: number): readonly number[] {
  const loud = Array.from({ length: both.length / 2 }, (_, at) => Math.abs(both[at * 2 + channel] ?? 0))
  const found: number[] = []
  for (let at = 0; at < loud.length; at++) {
    if ((loud[at] ?? 0) < 5_000) continue
    const stretch = loud.slice(at, at + 800)
    const strongest = stretch.indexOf(Math.max(...stretch))
    found.push((at + strongest) / 16 - 1)
    at += 800
  }
  return found
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await condition()); tries++) {
    if (tries > 2_000) throw new Error('waited in vain')
    await new Promise((resolve) => setImmediate(resolve))
  }
}
