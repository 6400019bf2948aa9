import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/base/system-clock.ts'
import type { RecordEntry } from '../../src/carrier/index.ts'
import { pickedUpMs } from '../support/audio-judge.ts'
import { eventually } from '../support/eventually.ts'
import { type CallDetail, detailOf, endOf, recordOf, triggerCall } from '../support/placed-call.ts'
import {
  freshDataDir,
  type Product,
  removeDataDir,
  START_LIMIT_MS,
  startProduct,
} from '../support/product.ts'
import { isRunning, killAtOnce, processesOf, processNamed } from '../support/product-processes.ts'

const INTERESTED = '9999999999'
const BUSY = '9999999904'
const HANGS_UP = '9999999914'
const ENGINES_AND_ALL = ['api', 'carrier', 'carrier-ears', 'ears', 'main', 'mouth', 'worker-1']
const CALL_LIMIT_MS = 120_000
/** Nobody may be left in dead air longer than this after a worker's death. */
const LEG_LIMIT_MS = 15_000
/** Of 64 kbit/s. */
const MP3_BYTES_PER_MS = 8

const dataDir = freshDataDir()
let product: Product

beforeAll(async () => {
  product = await startProduct({ dataDir })
  await limitCallsAtOnce(1)
}, START_LIMIT_MS)
afterAll(async () => {
  await product?.stop()
  removeDataDir(dataDir)
})

async function limitCallsAtOnce(calls: number): Promise<void> {
  const body = JSON.stringify({ concurrent_calls: calls })
  const path = `/api/workspaces/${product.demo.workspace}/limits`
  expect((await product.operate(path, { method: 'PATCH', body })).status).toBe(200)
}

/** The record of a call once its callee has said so many lines. */
function saidBy(callId: string, lines: number): Promise<readonly RecordEntry[]> {
  return eventually(`${lines} lines of the callee`, 60_000, () => {
    const record = recordOf(product, callId)
    return record.filter(({ type }) => type === 'said').length >= lines ? record : undefined
  })
}

const sipCallIds = (callId: string) =>
  new Set(recordOf(product, callId).flatMap((entry) => (entry.type === 'invited' ? [entry.sipCallId] : [])))

/** Milliseconds until the API says that all is well. */
async function healthyAfter(url: string, startedMs: number): Promise<number> {
  const isHealthy = () =>
    fetch(`${url}/api/health`).then(
      ({ status }) => (status === 200 ? true : undefined),
      () => undefined,
    )
  await eventually('health', 60_000, isHealthy)
  return systemClock.monotonic() - startedMs
}

/** The same folder and the same port. */
async function startAgain(): Promise<number> {
  const { url } = product.demo
  const startedMs = systemClock.monotonic()
  const starting = startProduct({ dataDir, env: { PORT: new URL(url).port } })
  const [next, healthyMs] = await Promise.all([starting, healthyAfter(url, startedMs)])
  product = next
  return healthyMs
}

describe('kill -9 of everything at once, in the middle of a call, with others waiting', () => {
  let live: string
  let waiting: readonly string[]
  let killed: {
    readonly names: readonly string[]
    readonly atMs: number
    readonly record: readonly RecordEntry[]
  }
  let healthyMs: number
  let ends: ReadonlyMap<string, CallDetail>

  beforeAll(async () => {
    live = await triggerCall(product, INTERESTED)
    waiting = [await triggerCall(product, BUSY), await triggerCall(product, HANGS_UP)]
    const record = await saidBy(live, 2)
    const running = processesOf(product)
    const gone = once(product.process, 'exit')
    killAtOnce(running)
    killed = { names: running.map(({ name }) => name), atMs: systemClock.monotonic(), record }
    await gone
    healthyMs = await startAgain()
    const details = [live, ...waiting].map(
      async (id) => [id, await endOf(product, id, CALL_LIMIT_MS)] as const,
    )
    ends = new Map(await Promise.all(details))
  }, START_LIMIT_MS + CALL_LIMIT_MS)

  it('killed every process', () => {
    expect(killed.names.filter((name) => name !== 'postgres').toSorted()).toEqual(ENGINES_AND_ALL)
    expect(killed.names).toContain('postgres')
  })

  it('is healthy five seconds after it was started again', () => {
    expect(healthyMs).toBeLessThan(5_000)
  })

  it('ended the live call free, with a reason', () => {
    expect(ends.get(live)).toMatchObject({
      status: 'failed',
      disconnection_reason: 'internal_error',
      cost: '₹0.00',
    })
  })

  it('kept its recording up to the last second', async () => {
    const response = await fetch(ends.get(live)?.recording?.url ?? '')
    expect(response.status).toBe(200)
    const recordedMs = (await response.arrayBuffer()).byteLength / MP3_BYTES_PER_MS
    const talkedMs = killed.atMs - pickedUpMs(killed.record)
    expect(recordedMs).toBeGreaterThan(talkedMs - 1_000)
    expect(recordedMs).toBeLessThan(talkedMs + 100)
  })

  it('kept its transcript', async () => {
    const text = await (await fetch(ends.get(live)?.transcript?.url ?? '')).text()
    expect(text).toMatch(/assistant: .*Varsha/)
  })

  it('placed the calls that waited, each as its callee has it', () => {
    expect(waiting.map((id) => ends.get(id)?.disconnection_reason)).toEqual(['busy', 'customer_hangup'])
  })

  it('rang each of them once', () => {
    for (const id of [live, ...waiting]) expect(sipCallIds(id).size).toBe(1)
  })

  it('lost no rupee', async () => {
    const { body } = await product.operate('/api/wallet')
    const costs = [...ends.values()].map(({ cost }) => Math.round(Number(cost?.replace('₹', '')) * 100))
    const spent = costs.reduce((sum, paise) => sum + paise, 0)
    expect(body).toMatchObject({ wallet: { held_inr: 0, balance_inr: (100_000 - spent) / 100 } })
  })
})

describe('a running product', () => {
  it('refuses a second start on its folder, and says why', async () => {
    const second = spawn(process.execPath, [resolve('src/main/start.ts')], {
      env: { ...process.env, PORT: '0', TWENTY2_DATA_DIR: dataDir },
    })
    let output = ''
    second.stdout.on('data', (data: Buffer) => {
      output += data.toString()
    })
    const [code] = await once(second, 'close')
    expect(code).toBe(1)
    expect(output).toContain(`running already on ${dataDir}`)
    expect(output).toContain(`process ${product.process.pid}`)
    expect(output).toContain(product.demo.url)
    expect((await fetch(`${product.demo.url}/api/health`)).status).toBe(200)
  })

  it(
    'leaves nothing but PostgreSQL when its first process dies, and takes that over at the next start',
    async () => {
      const before = processesOf(product)
      const children = before.filter(({ name }) => name !== 'main' && name !== 'postgres')
      const gone = once(product.process, 'exit')
      product.process.kill('SIGKILL')
      const killedMs = systemClock.monotonic()
      await gone
      const alive = () => children.filter(({ pid }) => isRunning(pid)).map(({ name }) => name)
      await eventually('an end of all children', 5_000, () => (alive().length === 0 ? true : undefined))
      expect(systemClock.monotonic() - killedMs).toBeLessThan(1_500)
      const postmaster = postmasterOf(before)
      expect(isRunning(postmaster)).toBe(true)
      await startAgain()
      expect(postmasterOf(processesOf(product))).toBe(postmaster)
    },
    START_LIMIT_MS,
  )
})

/** PostgreSQL's first process has the lowest number of its own. */
const postmasterOf = (running: ReturnType<typeof processesOf>) =>
  Math.min(...running.filter(({ name }) => name === 'postgres').map(({ pid }) => pid))

describe('a process killed during a call', () => {
  it(
    'does not end the call when it is the mouth, nor when it is the ears',
    async () => {
      const killedPids = new Set<number>()
      const kill = (name: string) => {
        const pid = processNamed(product, name)
        if (pid === undefined) throw new Error(`${name} does not run`)
        killedPids.add(pid)
        process.kill(pid, 'SIGKILL')
      }
      // A name that no other run has had rendered, so that the mouth has work to do.
      const callId = await triggerCall(product, INTERESTED, { customerName: `Asha ${process.pid}` })
      await eventually('an answer', 30_000, async () => {
        return (await detailOf(product, callId)).status === 'in_progress' ? true : undefined
      })
      kill('mouth')
      await saidBy(callId, 3)
      kill('ears')
      expect(await endOf(product, callId, CALL_LIMIT_MS)).toMatchObject({
        status: 'completed',
        disconnection_reason: 'assistant_hangup',
      })
      for (const name of ['mouth', 'ears']) expect(killedPids).not.toContain(processNamed(product, name))
    },
    CALL_LIMIT_MS,
  )

  it(
    'ends the call within seconds when it is the worker, and the next call works',
    async () => {
      const callId = await triggerCall(product, INTERESTED)
      await saidBy(callId, 2)
      process.kill(processNamed(product, 'worker-1') ?? 0, 'SIGKILL')
      const killedMs = systemClock.monotonic()
      const end = await eventually('a BYE at the callee', LEG_LIMIT_MS + 5_000, () =>
        recordOf(product, callId).find(({ type }) => type === 'ended'),
      )
      expect(end).toMatchObject({ by: 'human' })
      expect(systemClock.monotonic() - killedMs).toBeLessThan(LEG_LIMIT_MS)
      expect(await endOf(product, callId, CALL_LIMIT_MS)).toMatchObject({
        status: 'failed',
        disconnection_reason: 'internal_error',
        cost: '₹0.00',
      })
      expect(sipCallIds(callId).size).toBe(1)
      const next = await endOf(product, await triggerCall(product, HANGS_UP), CALL_LIMIT_MS)
      expect(next).toMatchObject({ status: 'completed', disconnection_reason: 'customer_hangup' })
    },
    CALL_LIMIT_MS * 2,
  )
})
