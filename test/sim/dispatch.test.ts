import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  type CallId,
  type Clock,
  type Id,
  inr,
  type Ms,
  seededRandom,
  silentLog,
} from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import { systemIds } from '../../src/base/system-random.ts'
import { createDispatcher, type DispatcherDeps } from '../../src/dispatch/index.ts'
import { startTestDatabase, type TestDatabase } from '../support/postgres.ts'
import { type Fate, noRecordings, scriptedSession, scriptedTelephony } from '../support/scripted-telephony.ts'
import { makeWorkspace, placementOf, type ReadyWorkspace } from '../support/workspace.ts'

const noonTomorrow = Date.parse('2026-03-10T12:00:00+05:30')
/** The machine's own time, as it would be on some day at noon. */
const clockAt = (wall: number): Clock => {
  const offset = wall - systemClock.wallTime()
  return { ...systemClock, wallTime: () => systemClock.wallTime() + offset }
}
const noon = clockAt(noonTomorrow)

let database: TestDatabase
beforeAll(async () => {
  database = await startTestDatabase({ clock: noon })
}, 60_000)
afterAll(() => database.close())

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

function start(telephony: ReturnType<typeof scriptedTelephony>, changes: Partial<DispatcherDeps> = {}) {
  const stop = new AbortController()
  const dispatcher = createDispatcher({
    worker: systemIds.next('worker'),
    clock: noon,
    random: seededRandom(1),
    ids: systemIds,
    log: silentLog,
    stores: database.stores,
    telephony,
    runSession: scriptedSession(noon),
    prepareSession: async () => undefined,
    recordings: noRecordings,
    ...changes,
  })
  const running = dispatcher.run(stop.signal)
  stops.push(() => {
    stop.abort()
    return running
  })
  return dispatcher
}
const enqueue = async (workspace: ReadyWorkspace, count: number, at = noon.wallTime()) => {
  const placements = Array.from({ length: count }, () => placementOf(workspace, { createdAt: at }))
  for (const placement of placements) await database.stores.placement.place(placement)
  database.stores.dispatchers.wake()
  return placements.map(({ id }) => id)
}
const find = async (workspace: ReadyWorkspace, id: CallId) => {
  const call = await database.stores.calls.find(workspace.id, id)
  if (call === undefined) throw new Error('no such call')
  return call
}
async function until(what: () => Promise<boolean>, limitMs: Ms = 15_000) {
  const end = systemClock.monotonic() + limitMs
  while (!(await what())) {
    if (systemClock.monotonic() > end) throw new Error('what was waited for did not come')
    await new Promise((resolve) => systemClock.after(10, () => resolve(undefined)))
  }
}
const allEnded = (ids: readonly string[]) => async () => {
  const { rows } = await database.pool.query(
    'select count(*) as open from call where id = any($1) and ended_at is null',
    [ids],
  )
  return rows[0]?.open === 0n
}
async function endOf(workspace: ReadyWorkspace, id: CallId) {
  await until(allEnded([id]))
  return find(workspace, id)
}

describe('a dispatched call', () => {
  const fates: readonly [string, Fate, string, string, boolean][] = [
    ['answered', { type: 'talks', forMs: 30, by: 'human' }, 'completed', 'customer_hangup', true],
    ['busy', { type: 'fails', cause: 'busy', afterMs: 5 }, 'failed', 'busy', false],
    ['not answered', { type: 'fails', cause: 'no-answer', afterMs: 5 }, 'failed', 'unanswered', false],
    ['rejected', { type: 'fails', cause: 'rejected', afterMs: 5 }, 'failed', 'rejected', false],
    ['no number', { type: 'fails', cause: 'invalid-number', afterMs: 5 }, 'failed', 'invalid_number', false],
    ['unreachable', { type: 'fails', cause: 'unreachable', afterMs: 5 }, 'failed', 'unreachable', false],
    ['cut', { type: 'talks', forMs: 30, by: 'network' }, 'failed', 'media_lost', false],
  ]
  it.each(fates)('that is %s ends right', async (_what, fate, status, reason, billed) => {
    const workspace = await makeWorkspace(database.stores)
    const telephony = scriptedTelephony(noon, () => fate)
    start(telephony)
    const [id] = await enqueue(workspace, 1)
    if (id === undefined) throw new Error('nothing queued')
    const call = await endOf(workspace, id)
    expect(call).toMatchObject({ status, reason, hours: { type: 'open', because: 'inside-window' } })
    expect(call.attempts).toHaveLength(1)
    expect(call.attempts[0]?.sipCallId).toBe(telephony.dials[0]?.sipCallId)
    expect(call.costMicros).toBe(billed ? 170_000n : 0n)
    expect(await database.stores.ledger.wallet(workspace.id)).toMatchObject({ held: inr(0n) })
    if (fate.type === 'talks')
      expect((await database.stores.calls.journal(workspace.id, id, 0)).length).toBe(3)
  })

  it('starts within a second of its trigger', async () => {
    const workspace = await makeWorkspace(database.stores)
    const telephony = scriptedTelephony(noon, () => ({ type: 'talks', forMs: 10, by: 'human' }))
    start(telephony)
    await until(async () => (await enqueue(workspace, 1)).length === 1)
    const from = systemClock.monotonic()
    await until(async () => telephony.dials.length > 0)
    expect(systemClock.monotonic() - from).toBeLessThan(1_000)
  })

  it('that breaks in the telephony is ended by recovery and never dialed again', async () => {
    const workspace = await makeWorkspace(database.stores)
    const telephony = scriptedTelephony(noon, () => ({ type: 'breaks' }))
    start(telephony, { timing: { leaseMs: 500, renewEveryMs: 100, scanEveryMs: 100 } })
    const [id] = await enqueue(workspace, 1)
    if (id === undefined) throw new Error('nothing queued')
    const call = await endOf(workspace, id)
    expect(call).toMatchObject({ status: 'failed', reason: 'internal_error', costMicros: 0n })
    expect(telephony.dials).toHaveLength(1)
    expect(telephony.terminated).toHaveLength(1)
  }, 30_000)

  it('whose session breaks is hung up and free', async () => {
    const workspace = await makeWorkspace(database.stores)
    const telephony = scriptedTelephony(noon, () => ({ type: 'listens' }))
    const runSession = async () => {
      throw new Error('a bug')
    }
    start(telephony, { runSession })
    const [id] = await enqueue(workspace, 1)
    if (id === undefined) throw new Error('nothing queued')
    expect(await endOf(workspace, id)).toMatchObject({
      status: 'failed',
      reason: 'internal_error',
      costMicros: 0n,
    })
  })

  it('that comes to the dial after closing time waits for the morning', async () => {
    const workspace = await makeWorkspace(database.stores)
    const telephony = scriptedTelephony(noon, () => ({ type: 'listens' }))
    start(telephony, { clock: clockAt(Date.parse('2026-03-10T21:00:00+05:30')) })
    const [id] = await enqueue(workspace, 1)
    const due = async () =>
      (await database.pool.query('select status, due_at from call where id = $1', [id])).rows[0]
    const nine = Date.parse('2026-03-11T09:00:00+05:30')
    await until(async () => (await due()).due_at === nine && (await due()).status === 'queued')
    expect(telephony.dials).toEqual([])
    if (id !== undefined) expect(await database.stores.calls.cancel(workspace.id, id)).toBe('canceled')
  })

  it('may talk as long as the wallet covers', async () => {
    const workspace = await makeWorkspace(database.stores, { rupees: 25 })
    const telephony = scriptedTelephony(noon, () => ({ type: 'talks', forMs: 10, by: 'human' }))
    const allowed: Ms[] = []
    const session = scriptedSession(noon)
    start(telephony, {
      runSession: (request, signal) => {
        allowed.push(request.longestTalkMs)
        return session(request, signal)
      },
    })
    const [id] = await enqueue(workspace, 1)
    if (id !== undefined) await endOf(workspace, id)
    expect(allowed).toEqual([150_000])
  })

  it('is not dialed when under a minute is covered', async () => {
    const workspace = await makeWorkspace(database.stores, { rupees: 12 })
    const placement = placementOf(workspace, { createdAt: noon.wallTime(), holdMicros: 1_000_000n })
    await database.stores.placement.place(placement)
    const other = placementOf(workspace, { createdAt: noon.wallTime() + 3_600_000, holdMicros: 9_000_000n })
    await database.stores.placement.place(other)
    const telephony = scriptedTelephony(noon, () => ({ type: 'listens' }))
    start(telephony)
    expect(await endOf(workspace, placement.id)).toMatchObject({
      status: 'failed',
      reason: 'insufficient_balance',
      startedAt: undefined,
      attempts: [],
    })
    expect(telephony.dials).toEqual([])
    await database.stores.calls.cancel(workspace.id, other.id)
  })

  it('is ended properly when the worker stops', async () => {
    const workspace = await makeWorkspace(database.stores)
    const telephony = scriptedTelephony(noon, () => ({ type: 'listens' }))
    const dispatcher = start(telephony, { drainLimitMs: 50 })
    const [id] = await enqueue(workspace, 1)
    if (id === undefined) throw new Error('nothing queued')
    await until(async () => (await find(workspace, id)).status === 'in_progress')
    await stops.pop()?.()
    expect(dispatcher.callsRunning).toBe(0)
    expect(await find(workspace, id)).toMatchObject({ status: 'completed', reason: 'assistant_hangup' })
  })
})

describe('many workspaces and dispatchers', () => {
  it.each([7, 42])(
    'dial each call once, within limits, with sound books (seed %i)',
    async (seed) => {
      const random = seededRandom(seed)
      const fateOf = (): Fate => {
        const draw = random.next()
        if (draw < 0.25) return { type: 'fails', cause: 'busy', afterMs: random.next() * 20 }
        if (draw < 0.4) return { type: 'fails', cause: 'no-answer', afterMs: random.next() * 60 }
        return { type: 'talks', forMs: random.next() * 60, by: draw < 0.5 ? 'network' : 'human' }
      }
      const workspaces = await Promise.all(Array.from({ length: 5 }, () => makeWorkspace(database.stores)))
      let most = 0
      const telephony = scriptedTelephony(noon, ({ from }) => {
        most = Math.max(most, telephony.openLegs(from) + 1)
        return fateOf()
      })
      for (const name of ['a', 'b', 'c'])
        start(telephony, { worker: `${name}${seed}` as Id<'worker'>, callsMax: 6 })
      const ids = (await Promise.all(workspaces.map((workspace) => enqueue(workspace, 16)))).flat()
      const canceled = await Promise.all(
        workspaces.flatMap((workspace) =>
          ids.filter(() => random.next() < 0.05).map((id) => database.stores.calls.cancel(workspace.id, id)),
        ),
      )
      await until(allEnded(ids), 40_000)
      const dialed = telephony.dials.map(({ callId }) => callId)
      expect(new Set(dialed).size).toBe(dialed.length)
      expect(new Set(telephony.dials.map(({ sipCallId }) => sipCallId)).size).toBe(dialed.length)
      expect(dialed.length + canceled.filter((answer) => answer === 'canceled').length).toBe(ids.length)
      expect(most).toBeLessThanOrEqual(3)
      expect((await database.pool.query('select * from ledger_faults()')).rows).toEqual([])
      expect((await database.pool.query('select * from lease')).rows).toEqual([])
      for (const { id } of workspaces) expect((await database.stores.ledger.wallet(id)).held).toEqual(inr(0n))
    },
    60_000,
  )
})
