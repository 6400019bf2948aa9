import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import { linesOf, personas } from '../../src/carrier/index.ts'
import type { TranscriptDocument } from '../../src/contract/index.ts'
import { createEmbeddedMouth } from '../../src/speech/providers/embedded-speaking/embedded-mouth.ts'
import { type CallDetail, endOf, recordOf, triggerCall } from '../support/placed-call.ts'
import { type Product, removeDataDir, START_LIMIT_MS, startProduct } from '../support/product.ts'
import { deathsIn } from '../support/product-processes.ts'
import { bargeInLatencies, cutOffLines } from '../support/turns.ts'

const AT_ONCE = 3
const ALL_CALLS_LIMIT_MS = 600_000
/** At the callee, from the first sound of an interruption. */
const SILENT_WITHIN_MS = 400

let product: Product
const calls = new Map<string, { readonly id: string; readonly detail: CallDetail }>()

/**
 * Every persona is called once. All calls are placed at once: the workspace's limit lets three of them go at
 * a time, and in this order those whose timing is looked at talk beside those who say little.
 */
beforeAll(async () => {
  product = await startProduct()
  await renderLines()
  const placed: { readonly name: string; readonly id: string }[] = []
  for (const name of inOrderOfCalls()) {
    const persona = personas.find((other) => other.name === name)
    placed.push({ name, id: await triggerCall(product, persona?.number ?? '') })
  }
  for (const { name, id } of placed) {
    calls.set(name, { id, detail: await endOf(product, id, ALL_CALLS_LIMIT_MS) })
  }
}, START_LIMIT_MS + ALL_CALLS_LIMIT_MS)

afterAll(async () => {
  await product?.stop()
  removeDataDir(product.dataDir)
})

/** On a machine that never did, so that no callee is slow to answer because its voice is being made. */
async function renderLines(): Promise<void> {
  const { dataDir } = product
  const mouth = createEmbeddedMouth({
    socketPath: join(dataDir, 'run', 'mouth.sock'),
    cacheDir: join(dataDir, 'speech'),
    clock: systemClock,
    log: silentLog,
  })
  const never = new AbortController().signal
  for (const persona of personas) await mouth.prepare(linesOf(persona), persona.voice, never)
  mouth.close()
}

const FIRST_CALLS =
  'interrupts no-answer silent hums voicemail busy rejects wrong-number pauses hangs-up'.split(' ')
function inOrderOfCalls(): readonly string[] {
  const others = personas.map(({ name }) => name).filter((name) => !FIRST_CALLS.includes(name))
  return [...FIRST_CALLS, ...others]
}

function callTo(name: string) {
  const call = calls.get(name)
  if (call === undefined) throw new Error(`${name} was not called`)
  return { ...call, record: recordOf(product, call.id) }
}

async function transcriptOf({ transcript }: CallDetail): Promise<TranscriptDocument['turns']> {
  const response = await fetch(`${transcript?.url}&format=json`)
  return ((await response.json()) as TranscriptDocument).turns
}

describe.each(personas.map(({ name, expected }) => ({ name, expected })))(
  'a call to $name',
  ({ name, expected }) => {
    it('ends as its row of the table says', async () => {
      const { detail } = callTo(name)
      const got = {
        status: detail.status,
        reason: detail.disconnection_reason,
        outputs: detail.output_parameters,
      }
      const words = detail.transcript === null ? '' : await (await fetch(detail.transcript.url)).text()
      expect(got, words).toEqual(expected)
    })

    it('rang once', () => {
      const { record, detail } = callTo(name)
      const rung = record.flatMap((entry) => (entry.type === 'invited' ? [entry.sipCallId] : []))
      expect(new Set(rung).size).toBe(1)
      expect(detail.attempts.map(({ sip_call_id }) => sip_call_id)).toEqual([rung[0]])
    })
  },
)

describe('of the calls', () => {
  it('never more than the workspace’s limit ran at once', () => {
    const spans = [...calls.values()].flatMap(({ detail }) =>
      detail.attempts.map(({ started_at, ended_at }) => ({
        from: Date.parse(started_at),
        to: Date.parse(ended_at ?? ''),
      })),
    )
    // Times are to the second: calls that met within one count as one after the other.
    const atOnce = spans.map(
      ({ from }) => spans.filter((other) => other.from <= from && other.to > from).length,
    )
    expect(Math.max(...atOnce)).toBeLessThanOrEqual(AT_ONCE)
    expect(Math.max(...atOnce)).toBeGreaterThan(1)
  })

  it('none cost the product a process', () => {
    expect(deathsIn(product)).toEqual([])
  })

  it.each(['busy', 'no-answer', 'rejects'])('%s cost nothing', (name) => {
    const { detail } = callTo(name)
    expect(detail).toMatchObject({ cost: '₹0.00', duration_seconds: 0, billed_duration_seconds: 0 })
    expect(detail).toMatchObject({ recording: null, transcript: null })
  })
})

describe('the assistant', () => {
  it('answers nobody who only pauses before they have finished', () => {
    expect(cutOffLines(callTo('pauses').record)).toEqual([])
  })

  it('falls silent for both interruptions', () => {
    const latencies = bargeInLatencies(callTo('interrupts').record)
    expect(latencies).toHaveLength(2)
    expect(Math.max(...latencies)).toBeLessThanOrEqual(SILENT_WITHIN_MS)
  })

  it('goes on when somebody hums', async () => {
    const { record, detail } = callTo('hums')
    const said = record.flatMap((entry) => (entry.type === 'said' ? [entry.kind] : []))
    expect(said.filter((kind) => kind === 'hum')).toHaveLength(3)
    const turns = await transcriptOf(detail)
    expect(turns.filter(({ interrupted }) => interrupted)).toEqual([])
    // Each answer was asked for once: nothing was lost between the hums.
    expect(new Set(turns.map(({ text }) => text)).size).toBe(turns.length)
  })
})
