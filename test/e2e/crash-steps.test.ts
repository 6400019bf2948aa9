import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallId, inr, type Ms, pause, type TrunkId } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import type { StepName } from '../../src/dispatch/index.ts'
import { type CountingCarrier, countingCarrier } from '../support/counting-carrier.ts'
import { startTestDatabase, type TestDatabase } from '../support/postgres.ts'
import { makeWorkspace, placementOf, type ReadyWorkspace } from '../support/workspace.ts'

/** Nobody may be left in dead air longer than this after a worker's death. */
const LEG_LIMIT_MS: Ms = 15_000
const WORKER = new URL('../support/crash-worker-process.ts', import.meta.url)

/**
 * Those at which no INVITE can have left come last, so that their calls return to a queue nobody crashes on.
 */
const steps: readonly StepName[] = [
  'dialed',
  'ringing',
  'answered',
  'talking',
  'ended',
  'finished',
  'marked-dialed',
  'held',
  'claimed',
]

interface Crashed {
  readonly step: StepName
  readonly workspace: ReadyWorkspace
  readonly callId: CallId
  readonly diedAtMs: Ms
}

let database: TestDatabase
let carrier: CountingCarrier
const children: ChildProcess[] = []
const crashed: Crashed[] = []
/** Calls whose callee hangs up soon; the others would listen for minutes. */
const shortTalks = new Set<string>()

beforeAll(async () => {
  database = await startTestDatabase()
  carrier = await countingCarrier((callId) => (shortTalks.has(callId) ? 300 : 120_000))
  // The hours are not what is tried here: the calls go out by the trunk that has none.
  const address = { host: '127.0.0.1', port: carrier.port }
  const trunk = await database.stores.workspaces.ensureSystemTrunk(address)
  const rescuer = await startWorker('none', 0)
  for (const step of steps) crashed.push(await crashAt(step, trunk.id))
  const worker = await startWorker('none', 5)
  await until(async () => (await openCalls()) === 0)
  await until(async () => carrier.seen.every(({ endedAtMs }) => endedAtMs !== undefined))
  for (const child of [rescuer, worker]) child.kill('SIGTERM')
}, 120_000)

afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
  await carrier.close()
  await database.close()
})

async function startWorker(step: StepName | 'none', callsMax: number): Promise<ChildProcess> {
  const child = fork(WORKER, [database.url, step, String(callsMax)], { stdio: 'inherit' })
  children.push(child)
  await once(child, 'message')
  return child
}

/** Has a worker of its own take one call and die at `step` of it. */
async function crashAt(step: StepName, trunk: TrunkId): Promise<Crashed> {
  const workspace = await makeWorkspace(database.stores)
  const placement = placementOf({ ...workspace, trunk }, { createdAt: systemClock.wallTime() })
  if (['ended', 'finished', 'held', 'claimed'].includes(step)) shortTalks.add(placement.id)
  const child = await startWorker(step, 1)
  await database.stores.placement.place(placement)
  database.stores.dispatchers.wake()
  const [, signal] = await once(child, 'exit')
  if (signal !== 'SIGKILL') throw new Error(`the worker left by itself: ${signal}`)
  return { step, workspace, callId: placement.id, diedAtMs: systemClock.monotonic() }
}

async function until(what: () => Promise<boolean>, limitMs: Ms = 60_000): Promise<void> {
  const end = systemClock.monotonic() + limitMs
  while (!(await what())) {
    if (systemClock.monotonic() > end) throw new Error('what was waited for did not come')
    await pause(systemClock, 50)
  }
}
async function openCalls(): Promise<number> {
  const { rows } = await database.pool.query('select count(*) as open from call where ended_at is null')
  return Number(rows[0]?.open)
}

describe.each(steps.map((step) => ({ step })))('a worker killed when its call is $step', ({ step }) => {
  const scene = () => {
    const found = crashed.find((other) => other.step === step)
    if (found === undefined) throw new Error('it did not crash')
    return { ...found, seen: carrier.seen.filter(({ callId }) => callId === found.callId) }
  }

  it('leaves a call that ends, dialed at most once', async () => {
    const { workspace, callId, seen } = scene()
    const call = await database.stores.calls.find(workspace.id, callId)
    expect(new Set(seen.map(({ sipCallId }) => sipCallId)).size).toBeLessThanOrEqual(1)
    expect(call?.attempts.length).toBe(1)
    for (const { sipCallId } of seen) expect(sipCallId).toBe(call?.attempts[0]?.sipCallId)
    const again = step === 'claimed' || step === 'held'
    const whole = again || step === 'finished'
    expect(call).toMatchObject(
      whole
        ? { status: 'completed', reason: 'customer_hangup' }
        : { status: 'failed', reason: 'internal_error', costMicros: 0n },
    )
    expect(seen).toHaveLength(step === 'marked-dialed' ? 0 : 1)
  })

  it('leaves no leg open', () => {
    const { seen, diedAtMs } = scene()
    for (const { endedAtMs = Number.POSITIVE_INFINITY, startedAtMs } of seen)
      expect(endedAtMs - Math.max(diedAtMs, startedAtMs)).toBeLessThan(LEG_LIMIT_MS)
  })

  it('leaves sound books and no hold', async () => {
    const { workspace } = scene()
    expect((await database.pool.query('select * from ledger_faults()')).rows).toEqual([])
    expect((await database.stores.ledger.wallet(workspace.id)).held).toEqual(inr(0n))
    expect((await database.pool.query('select * from lease')).rows).toEqual([])
  })
})

it('keeps what a call that broke had captured', async () => {
  const talking = crashed.find(({ step }) => step === 'ended')
  if (talking === undefined) throw new Error('it did not crash')
  const call = await database.stores.calls.find(talking.workspace.id, talking.callId)
  expect(call?.outputs).toEqual({ interested: 'yes' })
})
