import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Id, inr } from '../../src/base/index.ts'
import { systemIds } from '../../src/base/system-random.ts'
import type { CallEnding, Claim, Lease } from '../../src/calls/index.ts'
import { startTestDatabase, type TestDatabase } from '../support/postgres.ts'
import { makeWorkspace, placementOf, type ReadyWorkspace } from '../support/workspace.ts'

const now = 1_790_000_000_000
let database: TestDatabase
beforeAll(async () => {
  database = await startTestDatabase()
}, 60_000)
afterAll(() => database.close())
// A queue is shared by all workspaces: each test starts with an empty one.
beforeEach(async () => {
  await database.pool.query('truncate call, hold, attempt, lease, journal_chunk')
  await database.pool.query(`update dispatch_state set next_due = 'infinity'`)
})

const worker = (name: string) => name as Id<'worker'>
const claimOf = (changes: Partial<Claim> = {}): Claim => ({
  worker: worker('one'),
  id: systemIds.next('claim'),
  freeSlots: 100,
  leaseMs: 60_000,
  now,
  ...changes,
})
const claim = async (changes: Partial<Claim> = {}) =>
  (await database.stores.dispatch.claim(claimOf(changes))).leases
const enqueue = async (workspace: ReadyWorkspace, count = 1, dueAt = now) => {
  const placements = Array.from({ length: count }, () => placementOf(workspace, { createdAt: now, dueAt }))
  for (const placement of placements) await database.stores.placement.place(placement)
  return placements.map(({ id }) => id)
}
const statusOf = async (id: string) =>
  (await database.pool.query('select status from call where id = $1', [id])).rows[0]?.status
/** Dials a claimed call, as far as the database knows. */
async function dial(lease: Lease) {
  const attempt = systemIds.next('attempt')
  const mark = {
    attempt,
    sipCallId: `${attempt}@test`,
    dialog: { phase: 'inviting' },
    at: now,
    hours: { type: 'open', because: 'inside-window' } as const,
  }
  return { attempt, marked: await database.stores.dispatch.markDialed(lease, mark) }
}
const ending = (changes: Partial<CallEnding> = {}): CallEnding => ({
  status: 'completed',
  reason: 'customer_hangup',
  detail: '200 OK',
  endedAt: now + 94_000,
  billedSeconds: 94,
  costMicros: 9_000_000n,
  outputs: { interested: 'yes' },
  hasRecording: true,
  ...changes,
})
async function claimOne(workspace: ReadyWorkspace): Promise<Lease> {
  await enqueue(workspace)
  const [lease] = await claim()
  if (lease === undefined) throw new Error('nothing was claimed')
  return lease
}

describe('claiming', () => {
  it('takes at most the workspace’s limit, on all workers together', async () => {
    const workspace = await makeWorkspace(database.stores)
    await enqueue(workspace, 5)
    expect(await claim()).toHaveLength(3)
    expect(await claim({ worker: worker('two') })).toEqual([])
    expect(await claim({ worker: worker('two') })).toEqual([])
  })

  it('goes on as soon as a call has ended', async () => {
    const workspace = await makeWorkspace(database.stores)
    await enqueue(workspace, 4)
    const [first] = await claim()
    if (first === undefined) throw new Error('nothing was claimed')
    await claim()
    await database.stores.dispatch.finish(first, ending({ status: 'failed', costMicros: 0n }))
    expect(await claim({ now: Date.now() + 1_000 })).toHaveLength(1)
  })

  it('leaves a call alone before it is due, and says when to look again', async () => {
    const workspace = await makeWorkspace(database.stores)
    const [id] = await enqueue(workspace, 1, now + 5_000)
    expect(await database.stores.dispatch.claim(claimOf())).toEqual({ leases: [], nextDue: now + 5_000 })
    expect((await claim({ now: now + 5_000 })).map(({ callId }) => callId)).toEqual([id])
  })

  it('takes the oldest first and no more than the worker can carry', async () => {
    const workspace = await makeWorkspace(database.stores)
    const [late] = await enqueue(workspace, 1, now - 1)
    const [early] = await enqueue(workspace, 1, now - 2)
    expect((await claim({ freeSlots: 1 })).map(({ callId }) => callId)).toEqual([early])
    expect((await claim({ freeSlots: 1 })).map(({ callId }) => callId)).toEqual([late])
  })

  it('gives every workspace its turn', async () => {
    const many = await makeWorkspace(database.stores, { limits: { concurrentCalls: 100 }, rupees: 10_000 })
    await enqueue(many, 60)
    const few = await makeWorkspace(database.stores)
    await enqueue(few, 1)
    const turns: string[] = []
    for (let turn = 0; turn < 3; turn++) {
      const leases = await claim({ now: now + turn })
      turns.push(leases[0]?.workspace === few.id ? 'few' : 'many')
    }
    expect(turns).toContain('few')
  })

  it('never gives one call to two of many dispatchers, and never goes over a limit', async () => {
    const workspaces = await Promise.all(Array.from({ length: 4 }, () => makeWorkspace(database.stores)))
    for (const workspace of workspaces) await enqueue(workspace, 40)
    const taken: string[] = []
    let tooMany = 0
    const dispatcher = async (name: string) => {
      for (let idle = 0; idle < 10; ) {
        const leases = await claim({ worker: worker(name), now: Date.now() + 1_000 })
        idle = leases.length === 0 ? idle + 1 : 0
        const { rows } = await database.pool.query(
          'select count(*) from lease group by workspace having count(*) > 3',
        )
        tooMany += rows.length
        for (const lease of leases) {
          taken.push(lease.callId)
          const end = ending({ status: 'failed', costMicros: 0n })
          expect(await database.stores.dispatch.finish(lease, end)).toBe('kept')
        }
      }
    }
    await Promise.all(['a', 'b', 'c', 'd'].map(dispatcher))
    expect(taken).toHaveLength(160)
    expect(new Set(taken).size).toBe(160)
    expect(tooMany).toBe(0)
  })

  it('wakes a workspace that a lost race put to sleep', async () => {
    const workspace = await makeWorkspace(database.stores)
    await enqueue(workspace)
    await database.pool.query(`update dispatch_state set next_due = 'infinity'`)
    expect(await claim()).toEqual([])
    await database.stores.dispatch.maintain(now)
    expect(await claim()).toHaveLength(1)
  })
})

describe('a lease', () => {
  it('is kept by renewing and is taken over when it runs out', async () => {
    const workspace = await makeWorkspace(database.stores)
    await enqueue(workspace)
    const [lease] = await claim({ leaseMs: -1 })
    if (lease === undefined) throw new Error('nothing was claimed')
    const { dispatch } = database.stores
    expect([...(await dispatch.renew(worker('one'), [lease.token], 60_000))]).toEqual([lease.token])
    expect(await dispatch.takeAbandoned(claimOf({ worker: worker('two') }))).toEqual([])
    await dispatch.renew(worker('one'), [lease.token], -1)
    const [taken] = await dispatch.takeAbandoned(claimOf({ worker: worker('two') }))
    expect(taken).toMatchObject({ callId: lease.callId, attempt: undefined })
    expect((await dispatch.renew(worker('one'), [lease.token], 60_000)).size).toBe(0)
  })

  it('lets nobody write who has lost it', async () => {
    const workspace = await makeWorkspace(database.stores)
    await enqueue(workspace)
    const [old] = await claim({ leaseMs: -1 })
    if (old === undefined) throw new Error('nothing was claimed')
    const { attempt, marked } = await dial(old)
    expect(marked).toBe('kept')
    const { dispatch, journals, calls, ledger } = database.stores
    const [taken] = await dispatch.takeAbandoned(claimOf({ worker: worker('two') }))
    expect(taken?.attempt).toEqual({ id: attempt, dialog: { phase: 'inviting' } })
    expect((await dial(old)).marked).toBe('lost')
    expect(await dispatch.saveDialog(old, attempt, {})).toBe('lost')
    expect(await dispatch.markRinging(old)).toBe('lost')
    expect(await dispatch.markAnswered(old, attempt, now)).toBe('lost')
    expect(await dispatch.requeue(old, now)).toBe('lost')
    expect(await dispatch.finish(old, ending())).toBe('lost')
    expect(await journals.append(attempt, old.token, 0, [{ type: 'call-ended', atMs: 1 }])).toBe('lost')
    expect(await calls.find(workspace.id, old.callId)).toMatchObject({ status: 'dialing', reason: undefined })
    expect((await ledger.wallet(workspace.id)).held).toEqual(inr(10_000_000n))
  })

  it('returns a call to the queue only while it was not dialed', async () => {
    const workspace = await makeWorkspace(database.stores)
    const lease = await claimOne(workspace)
    const hours = { type: 'closed', opensAt: now + 60_000 } as const
    expect(await database.stores.dispatch.requeue(lease, now + 60_000, hours)).toBe('kept')
    expect(await database.stores.calls.find(workspace.id, lease.callId)).toMatchObject({
      status: 'queued',
      hours,
    })
    expect(await claim()).toEqual([])
    const [again] = await claim({ now: now + 60_000 })
    if (again === undefined) throw new Error('nothing was claimed')
    await dial(again)
    expect(await database.stores.dispatch.requeue(again, now)).toBe('lost')
  })
})

describe('the life of a claimed call', () => {
  it('is written step by step and ends once, with its money', async () => {
    const workspace = await makeWorkspace(database.stores)
    const lease = await claimOne(workspace)
    const { dispatch, calls, ledger, journals } = database.stores
    const { attempt } = await dial(lease)
    await dispatch.saveDialog(lease, attempt, { phase: 'confirmed' })
    await dispatch.markRinging(lease)
    expect(await statusOf(lease.callId)).toBe('ringing')
    await dispatch.markAnswered(lease, attempt, now)
    await dispatch.markRinging(lease)
    expect(await statusOf(lease.callId)).toBe('in_progress')
    await journals.append(attempt, lease.token, 0, [{ type: 'node-entered', node: 'a', atMs: 1 }])
    expect(await dispatch.finish(lease, ending())).toBe('kept')
    expect(await dispatch.finish(lease, ending({ costMicros: 1n }))).toBe('kept')
    expect(await calls.find(workspace.id, lease.callId)).toMatchObject({
      status: 'completed',
      reason: 'customer_hangup',
      costMicros: 9_000_000n,
      outputs: { interested: 'yes' },
      hasRecording: true,
      hours: { type: 'open', because: 'inside-window' },
      startedAt: now,
      answeredAt: now,
      endedAt: now + 94_000,
      attempts: [{ id: attempt, number: 1, reason: 'customer_hangup', detail: '200 OK', answeredAt: now }],
    })
    expect(await ledger.wallet(workspace.id)).toMatchObject({ balance: inr(991_000_000n), held: inr(0n) })
    const [charge] = await ledger.entries(workspace.id, { limit: 1 })
    expect(charge).toMatchObject({ kind: 'charge', amount: inr(9_000_000n), callId: lease.callId })
  })

  it('never costs more than was held', async () => {
    const workspace = await makeWorkspace(database.stores)
    const lease = await claimOne(workspace)
    await dial(lease)
    await database.stores.dispatch.finish(lease, ending({ costMicros: 99_000_000n }))
    const call = await database.stores.calls.find(workspace.id, lease.callId)
    expect(call?.costMicros).toBe(10_000_000n)
  })

  it('keeps the journal in order and hands it out from any place', async () => {
    const workspace = await makeWorkspace(database.stores)
    const lease = await claimOne(workspace)
    const { attempt } = await dial(lease)
    const events = [1, 2, 3, 4, 5].map((atMs) => ({ type: 'node-entered', node: `n${atMs}`, atMs }) as const)
    await database.stores.journals.append(attempt, lease.token, 0, events.slice(0, 2))
    await database.stores.journals.append(attempt, lease.token, 2, events.slice(2))
    expect(await database.stores.journals.read(attempt)).toEqual(events)
    for (const after of [0, 1, 2, 3, 5, 9])
      expect(await database.stores.calls.journal(workspace.id, lease.callId, after)).toEqual(
        events.slice(after),
      )
    const stranger = await makeWorkspace(database.stores)
    expect(await database.stores.calls.journal(stranger.id, lease.callId, 0)).toEqual([])
  })

  it('loads with everything a dial needs, the trunk’s secret included', async () => {
    const workspace = await makeWorkspace(database.stores)
    const lease = await claimOne(workspace)
    expect(await database.stores.dispatch.load(lease.callId)).toMatchObject({
      call: { id: lease.callId, status: 'dialing' },
      trunk: { id: workspace.trunk, secret: 'trunk password', system: false },
      assistant: { name: 'Varsha' },
      rateCard: { version: 1, microsPerMinute: 10_000_000n },
    })
  })

  it('cannot be canceled any more', async () => {
    const workspace = await makeWorkspace(database.stores)
    const lease = await claimOne(workspace)
    expect(await database.stores.calls.cancel(workspace.id, lease.callId)).toBe('too-late')
  })
})

it('spaces the dials of a trunk by its rate', async () => {
  const workspace = await makeWorkspace(database.stores, { dialsPerSecond: 2 })
  const waits = []
  for (let dials = 0; dials < 4; dials++)
    waits.push(await database.stores.dispatch.reserveDial(workspace.trunk))
  expect(waits[0]).toBe(0)
  expect(waits[3]).toBeGreaterThan(1_300)
  expect(waits[3]).toBeLessThanOrEqual(1_500)
})
