import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/base/system-clock.ts'
import type { CallDetail } from '../../src/contract/index.ts'
import { callingHours } from '../../src/queue/index.ts'
import { furnishPhone, heardByPhone } from '../support/baresip-phone.ts'
import { freeUdpPort, hasProgram, type PeerProcess, startPeer } from '../support/peer-process.ts'
import { detailOf, endOf } from '../support/placed-call.ts'
import { type Product, removeDataDir, START_LIMIT_MS, startProduct } from '../support/product.ts'
import { until } from '../support/sip-scene.ts'

/** A carrier with an address of its own: sipp mistakes packets from its own address for its own. */
const HOST = '127.0.0.2'
const OUR_NUMBER = '9876543210'
const THEIR_NUMBER = '9812345678'
/** "Go forward ten meters", 16 kHz (Debian package pocketsphinx-testdata). */
const SPOKEN = '/usr/share/pocketsphinx/test/data/goforward.raw'
const CALL_LIMIT_MS = 90_000
const scenario = (name: string) => fileURLToPath(new URL(`../data/sipp/${name}.xml`, import.meta.url))

const open = callingHours(systemClock.wallTime(), { system: false }).type === 'open'
const able = [hasProgram('sipp', 'sip-tester'), hasProgram('baresip', 'baresip-core')].every(Boolean)
const hasClip = existsSync(SPOKEN)
if (!hasClip) process.stderr.write(`SKIPPED: ${SPOKEN} is not installed (pocketsphinx-testdata)\n`)
if (!open) process.stderr.write('SKIPPED: calls of own trunks are placed between 9:00 and 21:00 IST only\n')

/** One question, so that the call is short whatever is answered. */
const assistant = {
  format: 1,
  name: 'Asha',
  goal: 'Ask one thing.',
  organisation: 'the delivery desk',
  greeting: 'Hello, this is Asha from the delivery desk.',
  inputs: [],
  outputs: [{ key: 'wish', type: 'text' }],
  flow: {
    start: 'ask',
    nodes: [
      {
        ...{ id: 'ask', title: 'Anything?', say: 'What can I do for you?' },
        ...{ expects: 'open', captures: 'wish' },
        branches: [{ condition: 'Anything was said', when: ['answered'], target: 'bye' }],
        otherwise: 'bye',
      },
      { id: 'bye', title: 'Goodbye', say: 'I will tell them. Goodbye.', end: true },
    ],
  },
}

describe.skipIf(!(able && open))('a call through a trunk of one’s own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'twenty2-trunk-'))
  const running: PeerProcess[] = []
  let product: Product
  let assistantId: string
  beforeAll(async () => {
    product = await startProduct()
    const made = await made201<{ assistant: { assistant_id: string } }>('/api/assistants', assistant)
    assistantId = made.assistant.assistant_id
    await product.operate(`/api/assistants/${assistantId}/publish`, { method: 'POST' })
  }, START_LIMIT_MS)
  afterEach(async () => {
    await Promise.all(running.splice(0).map((peer) => peer.stop()))
    await product.operate(`/api/numbers/${OUR_NUMBER}`, { method: 'DELETE' })
  })
  afterAll(async () => {
    await product?.stop()
    if (product !== undefined) removeDataDir(product.dataDir)
    rmSync(folder, { recursive: true })
  })

  async function made201<Made>(path: string, body: unknown): Promise<Made> {
    const answer = await product.operate(path, { method: 'POST', body: JSON.stringify(body) })
    expect(answer).toMatchObject({ status: 201 })
    return answer.body as Made
  }

  /** The way of the trunks' page: trunk, number, call. */
  async function callThrough(trunk: Readonly<Record<string, unknown>>): Promise<CallDetail> {
    const made = await made201<{ trunk: { trunk_id: string } }>('/api/trunks', {
      ...{ name: 'My carrier', host: HOST },
      ...trunk,
    })
    await made201('/api/numbers', { number: OUR_NUMBER, trunk_id: made.trunk.trunk_id })
    const placed = await made201<{ call_id: string }>('/api/agent/trigger-outbound-call', {
      ...{ assistant_id: assistantId, callee_phone: THEIR_NUMBER, caller_phone: OUR_NUMBER },
    })
    await endOf(product, placed.call_id, CALL_LIMIT_MS)
    return (await detailOf(product, placed.call_id)) as CallDetail
  }

  async function startSipp(scenario: string): Promise<number> {
    const port = await freeUdpPort(HOST)
    const command = ['sipp', '-sf', scenario, '-i', HOST, '-p', String(port), '-m', '1', '-nostdin'] as const
    running.push(await startPeer(command, { host: HOST, port }))
    return port
  }
  /** sipp takes a status line as it stands in the file, and from nowhere else. */
  function refusal(answer: string): string {
    const file = join(folder, `${answer}.xml`)
    writeFileSync(file, readFileSync(scenario('refuses'), 'utf8').replace('[answer]', answer))
    return file
  }

  it.each([
    ['403 Forbidden', 'rejected'],
    ['404 Not Found', 'invalid_number'],
    ['486 Busy Here', 'busy'],
    ['488 Not Acceptable Here', 'carrier_error'],
  ])('names the carrier’s %s as the reason', async (answer, reason) => {
    const port = await startSipp(refusal(answer))
    expect(await callThrough({ port })).toMatchObject({
      ...{ status: 'failed', disconnection_reason: reason, cost: '₹0.00' },
      calling_hours: { decision: 'open', because: 'inside-window' },
      attempts: [{ detail: `${answer} from ${HOST}:${port}` }],
    })
  })

  it('proves its user and secret to a carrier that asks for them', async () => {
    const port = await startSipp(scenario('challenge-md5'))
    const detail = await callThrough({ port, user: 'alice', secret: 'open sesame' })
    expect(detail).toMatchObject({ disconnection_reason: 'busy' })
  })

  it('is told when the secret is wrong', async () => {
    const port = await startSipp(scenario('challenge-md5'))
    const detail = await callThrough({ port, user: 'alice', secret: 'open barley' })
    expect(detail).toMatchObject({ disconnection_reason: 'rejected' })
  })

  it.skipIf(!hasClip)('rings an independent telephone; each side hears the other speak', async () => {
    const [port, rtpPort] = await Promise.all([freeUdpPort(HOST), freeUdpPort(HOST)])
    const voice = { samples: spoken(), sampleRate: 8_000, channels: 1 }
    const user = `+91${THEIR_NUMBER}`
    furnishPhone({ folder, host: HOST, port, rtpPort: Math.min(rtpPort & ~1, 65_000), user, voice })
    running.push(await startPeer(['baresip', '-f', folder], { host: HOST, port }))
    const detail = await callThrough({ port })
    const transcript = await (await fetch(detail.transcript?.url ?? '')).text()
    expect([transcript, detail]).toMatchObject([
      expect.any(String),
      { status: 'completed', disconnection_reason: 'assistant_hangup' },
    ])
    expect(transcript).toMatch(/assistant: Hello, this is Asha/)
    expect(transcript).toMatch(/human: .*forward/i)
    const recording = await fetch(detail.recording?.url ?? '')
    expect(recording.headers.get('content-type')).toBe('audio/mpeg')
    await until(() => secondsHeard(folder) > 4)
  })
})

/** The sentence every ten seconds, the first after the greeting, for a minute; every second sample of it. */
function spoken(): Int16Array {
  const raw = readFileSync(SPOKEN)
  const said = Int16Array.from({ length: raw.length / 4 }, (_, index) => raw.readInt16LE(index * 4))
  const samples = new Int16Array(60 * 8_000)
  for (let second = 11; second < 60; second += 10) samples.set(said, second * 8_000)
  return samples
}

/** Seconds of what the telephone heard in which somebody speaks: 20 ms above −45 dBFS. */
function secondsHeard(folder: string): number {
  const heard = heardByPhone({ folder })
  if (heard === undefined) return 0
  const frames = Array.from({ length: Math.floor(heard.samples.length / 160) }, (_, frame) =>
    heard.samples.subarray(frame * 160, (frame + 1) * 160),
  )
  return frames.filter((frame) => frame.some((sample) => Math.abs(sample) > 184)).length * 0.02
}
