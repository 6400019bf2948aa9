import { spawnSync } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/base/system-clock.ts'
import type { RecordEntry } from '../../src/carrier/index.ts'
import type { CallDetail as ContractDetail, TranscriptDocument } from '../../src/contract/index.ts'
import {
  canJudgeAudio,
  type Decoder,
  decodeRecording,
  decoders,
  describeRecording,
  heardAgain,
  type JudgedRecording,
  loudness,
  pickedUpMs,
  recordInRecording,
  type Spoken,
  wireOffsets,
} from '../support/audio-judge.ts'
import { eventually } from '../support/eventually.ts'
import { detailOf, endOf, recordOf } from '../support/placed-call.ts'
import { type Product, removeDataDir, START_LIMIT_MS, startProduct } from '../support/product.ts'
import { deathsIn } from '../support/product-processes.ts'
import { loadHearing, readyModel } from '../support/speech-models.ts'
import { percentile, turnLatencies } from '../support/turns.ts'

/** A call of the demo, its time in the queue included. */
const CALL_LIMIT_MS = 120_000
const SIX_RESULTS = ['status', 'duration_seconds', 'cost', 'output_parameters', 'recording', 'transcript']

let product: Product
let lines: { readonly trigger: string; readonly detail: string }
let placed: { readonly call_id: string; readonly statusCode: number; readonly tookMs: number }
let running: ContractDetail
let ended: ContractDetail
let endedVisibleMs: number
let record: readonly RecordEntry[]
let mp3: Buffer

/** One call, as the quick start places it; the tests look at what came of it. */
beforeAll(async () => {
  product = await startProduct()
  lines = curlLines(product.output())
  const startedMs = systemClock.monotonic()
  const answer = inBash(lines.trigger) as { readonly call_id: string; readonly statusCode: number }
  placed = { ...answer, tookMs: systemClock.monotonic() - startedMs }
  await inProgress(placed.call_id)
  running = (inBash(lines.detail) as { readonly call: ContractDetail }).call
  await endOf(product, placed.call_id, CALL_LIMIT_MS)
  endedVisibleMs = systemClock.monotonic()
  ended = (inBash(lines.detail) as { readonly call: ContractDetail }).call
  record = recordOf(product, placed.call_id)
  mp3 = Buffer.from(await (await fetch(ended.recording?.url ?? '')).arrayBuffer())
}, START_LIMIT_MS + CALL_LIMIT_MS)

afterAll(async () => {
  await product?.stop()
  removeDataDir(product.dataDir)
})

/** The two requests of the quick start, exactly as they were printed. */
function curlLines(output: string): { readonly trigger: string; readonly detail: string } {
  const [trigger, detail] = output.match(/^curl [\s\S]*?(?=\n\n)/gm) ?? []
  if (trigger === undefined || detail === undefined) throw new Error(`no curl lines in:\n${output}`)
  return { trigger, detail }
}

function inBash(line: string): unknown {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`bash ended with ${status}: ${stderr}`)
  return JSON.parse(stdout) as unknown
}

const inProgress = (callId: string) =>
  eventually('a call in progress', 20_000, async () => {
    return (await detailOf(product, callId)).status === 'in_progress' ? true : undefined
  })

describe('npm start', () => {
  it('writes what a program needs to demo.env, for its owner alone', () => {
    const file = join(product.dataDir, 'demo.env')
    expect(Object.keys(parseEnv(readFileSync(file, 'utf8'))).toSorted()).toEqual([
      'TWENTY2_API_KEY',
      'TWENTY2_API_SECRET',
      'TWENTY2_ASSISTANT_ID',
      'TWENTY2_CALLER_PHONE',
      'TWENTY2_URL',
      'TWENTY2_WORKSPACE_ID',
    ])
    for (const name of ['demo.env', 'operator-token', 'secret'])
      expect(statSync(join(product.dataDir, name)).mode & 0o777).toBe(0o600)
  })
})

describe('the two curl lines as printed', () => {
  it('place a call at once', () => {
    expect(placed.statusCode).toBe(201)
    expect(placed.call_id).toMatch(/^[0-9a-f]{24}$/)
    expect(placed.tookMs).toBeLessThan(1_000)
  })

  it('show nothing final while it runs', () => {
    expect(running).toMatchObject({
      call_id: placed.call_id,
      status: 'in_progress',
      duration_seconds: 0,
      disconnection_reason: null,
      cost: null,
      output_parameters: {},
      recording: null,
      transcript: null,
      started_at: null,
      ended_at: null,
    })
    expect(running.attempts).toHaveLength(1)
  })

  it('show all six results when it has ended', () => {
    expect(Object.keys(ended)).toEqual(expect.arrayContaining(SIX_RESULTS))
    expect(ended).toMatchObject({
      call_id: placed.call_id,
      status: 'completed',
      disconnection_reason: 'assistant_hangup',
      output_parameters: { interested: 'yes', callback_requested: 'yes', callback_time: 'Tomorrow 11am' },
    })
  })

  it('show them within two seconds of the hang-up', () => {
    expect(endedVisibleMs - hungUpMs()).toBeLessThan(2_000)
  })

  it('count the seconds of the talk, and their price at ₹10 a minute', async () => {
    const talkSeconds = (hungUpMs() - pickedUpMs(record)) / 1_000
    expect(Math.abs(ended.duration_seconds - talkSeconds)).toBeLessThan(1)
    expect(ended.billed_duration_seconds - talkSeconds).toBeGreaterThan(-0.1)
    expect(ended.billed_duration_seconds - talkSeconds).toBeLessThan(1.1)
    const paise = Math.floor((ended.billed_duration_seconds * 1_000) / 60 + 0.5)
    expect(ended.cost).toBe(`₹${(paise / 100).toFixed(2)}`)
    const { body } = await product.operate('/api/wallet')
    expect(body).toMatchObject({
      wallet: { held_inr: 0, balance_inr: 1_000 - paise / 100 },
    })
  })
})

const hungUpMs = (): number => {
  const end = record.find((entry) => entry.type === 'ended')
  return end?.type === 'ended' ? end.atMs : Number.NaN
}

describe('the recording’s link', () => {
  const link = () => ended.recording?.url ?? ''

  it('opens an mp3 without credentials', async () => {
    const response = await fetch(link())
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('audio/mpeg')
    expect(response.headers.get('content-length')).toBe(String(mp3.length))
    await response.body?.cancel()
  })

  it('gives a part of it', async () => {
    const response = await fetch(link(), { headers: { range: 'bytes=1000-1999' } })
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes 1000-1999/${mp3.length}`)
    expect(Buffer.from(await response.arrayBuffer())).toEqual(mp3.subarray(1_000, 2_000))
  })

  it('answers HEAD with its size alone', async () => {
    const response = await fetch(link(), { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-length')).toBe(String(mp3.length))
    expect(response.headers.get('accept-ranges')).toBe('bytes')
  })

  it('opens nothing when a digit of it is changed', async () => {
    const forged = link().replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
    expect((await fetch(forged)).status).toBe(403)
    expect((await fetch(link().replace('/recording/', '/transcript/'))).status).toBe(403)
  })

  it('expires a month after the call', () => {
    const [end, expiry] = [new Date(ended.ended_at ?? ''), new Date(ended.recording?.expires_at ?? '')]
    const days = (expiry.getTime() - end.getTime()) / 86_400_000
    expect(days).toBeGreaterThanOrEqual(28)
    expect(days).toBeLessThanOrEqual(31)
    expect(ended.transcript?.expires_at).toBe(ended.recording?.expires_at)
  })
})

async function transcript(): Promise<TranscriptDocument> {
  const response = await fetch(`${ended.transcript?.url}&format=json`)
  expect(response.status).toBe(200)
  return (await response.json()) as TranscriptDocument
}

describe('the transcript’s link', () => {
  it('opens one line a turn, and the same as data', async () => {
    const text = await (await fetch(ended.transcript?.url ?? '')).text()
    const { turns } = await transcript()
    const shown = text.trimEnd().split('\n')
    expect(shown.every((line) => /^\[\d\d:\d\d\.\d\] (human|assistant): ./.test(line))).toBe(true)
    expect(shown.map((line) => line.replace(/^\[.*?\] /, ''))).toEqual(
      turns.map(({ speaker, text: words }) => `${speaker}: ${words}`),
    )
  })

  it('has a turn for every line that the callee said, and in between what it was asked', async () => {
    const { turns } = await transcript()
    // The hello is said into the greeting, and answered by it.
    const said = record.filter((entry) => entry.type === 'said').slice(1)
    expect(turns.filter(({ speaker }) => speaker === 'human')).toHaveLength(said.length)
    expect(turns.filter(({ speaker }) => speaker === 'assistant')).toHaveLength(said.length + 1)
    for (const turn of turns) expect(turn.end_ms).toBeGreaterThan(turn.start_ms)
  })
})

it('lost none of the product’s processes', () => {
  expect(deathsIn(product)).toEqual([])
})

const canJudge = canJudgeAudio()
describe.skipIf(!canJudge)('the recording', () => {
  const judged = new Map<Decoder, JudgedRecording>()
  const bySox = () => recordingBy('sox')
  const recordingBy = (decoder: Decoder): JudgedRecording => {
    const recording = judged.get(decoder)
    if (recording === undefined) throw new Error(`${decoder} has not decoded it`)
    return recording
  }

  /** When the callee picked up, on the recording's line: that begins when the answer had reached us. */
  const beginMs = (decoder: Decoder): number => {
    const { assistant, human } = wireOffsets(record, recordingBy(decoder))
    return percentile([...assistant, ...human], 0.5)
  }

  beforeAll(() => {
    writeFileSync(path(), mp3)
    for (const decoder of decoders) judged.set(decoder, decodeRecording(path(), decoder))
  })
  const path = () => join(product.dataDir, 'downloaded.mp3')

  it('is an mp3 to ffprobe and to soxi', () => {
    expect(describeRecording(path())).toMatchObject({ codec: 'mp3', channels: 2, sampleRate: 16_000 })
  })

  it('is as long as the talk, silence included', () => {
    const talkMs = hungUpMs() - pickedUpMs(record) + beginMs('ffmpeg')
    const { durationMs } = describeRecording(path())
    expect(Math.abs(durationMs - talkMs), `${durationMs} ms of ${talkMs}`).toBeLessThanOrEqual(40)
    expect(Math.abs(recordingBy('ffmpeg').durationMs - durationMs)).toBeLessThan(1)
  })

  it.each(decoders)('has each side where it was on the wire, decoded by %s', (decoder) => {
    const { assistant, human } = wireOffsets(record, recordingBy(decoder))
    expect(assistant.length).toBeGreaterThanOrEqual(5)
    expect(human.length).toBeGreaterThanOrEqual(6)
    const apart = [...assistant, ...human].map((offset) => offset - beginMs(decoder))
    expect(Math.max(...apart.map(Math.abs)), apart.join(' ')).toBeLessThanOrEqual(20)
  })

  it('begins when the phone was picked up', () => {
    expect(Math.abs(beginMs('ffmpeg'))).toBeLessThan(200)
  })

  it('tells the same latency of each turn as the callee', () => {
    const atCallee = turnLatencies(record)
    const inRecording = turnLatencies(recordInRecording(record, bySox()))
    expect(inRecording).toHaveLength(atCallee.length)
    expect(atCallee.length).toBeGreaterThanOrEqual(5)
    const apart = atCallee.map((latency, index) => Math.abs(latency - (inRecording[index] ?? Number.NaN)))
    expect(Math.max(...apart)).toBeLessThanOrEqual(40)
  })

  it('is loud enough, and nowhere clipped', () => {
    const { assistant, human } = bySox()
    expect(loudness(assistant).activeDbfs).toBeGreaterThan(-22)
    expect(loudness(assistant).activeDbfs).toBeLessThan(-18)
    for (const side of [assistant, human]) expect(loudness(side).peakDbfs).toBeLessThan(-0.5)
  })

  it('is understood, each side on its own', async () => {
    const hearing = await loadHearing((await readyModel('whisper-base')) ? 'whisper-base' : 'whisper-tiny.en')
    const { assistant, human } = bySox()
    const lines = recordInRecording(record, bySox()).flatMap((entry): Spoken[] =>
      entry.type === 'said' ? [entry] : [],
    )
    const sentences = (await transcript()).turns
      .filter(({ speaker }) => speaker === 'assistant')
      .map(({ text, start_ms: fromMs, end_ms: toMs }): Spoken => ({ text, fromMs, toMs }))
    for (const [side, spoken] of [
      [human, lines],
      [assistant, sentences],
    ] as const) {
      const { errors, words, heard } = await heardAgain(side, spoken, hearing)
      expect(errors / words, heard.join(' | ')).toBeLessThanOrEqual(0.1)
    }
    await hearing.close()
  })
})
