import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inr, parseId } from '../../src/base/index.ts'
import { systemIds } from '../../src/base/system-random.ts'
import { createPlaceCall, type PlaceCallCommand } from '../../src/calls/index.ts'
import { startTestDatabase, type TestDatabase } from '../support/postgres.ts'
import { VirtualClock } from '../support/virtual-clock.ts'
import { makeWorkspace, placementOf, type ReadyWorkspace } from '../support/workspace.ts'

const noon = Date.parse('2026-03-10T12:00:00+05:30')
const clock = new VirtualClock(noon)
let database: TestDatabase
let woken = 0
beforeAll(async () => {
  database = await startTestDatabase({ clock })
}, 60_000)
afterAll(() => database.close())

const place = (command: PlaceCallCommand, at = clock) =>
  createPlaceCall({
    store: database.stores.placement,
    clock: at,
    ids: systemIds,
    dispatchers: { wake: () => void woken++ },
  })(command)

function commandOf(workspace: ReadyWorkspace, changes: Partial<PlaceCallCommand> = {}): PlaceCallCommand {
  return {
    workspace: workspace.id,
    assistantId: workspace.assistant,
    calleePhone: '9876543210',
    callerPhone: workspace.caller,
    inputs: { customerName: 'Asha' },
    scheduledAt: undefined,
    metadata: { lead: 7 },
    idempotency: undefined,
    ...changes,
  }
}
const dueAt = async (id: string) =>
  (await database.pool.query('select due_at from call where id = $1', [id])).rows[0]?.due_at
const key = (name: string, body = name) => ({
  key: name,
  bodyHash: createHash('sha256').update(body).digest('hex'),
})

describe('placing a call', () => {
  it('keeps it queued with a hold of one minute, and wakes the dispatchers', async () => {
    const workspace = await makeWorkspace(database.stores)
    const before = woken
    const outcome = await place(commandOf(workspace, { calleePhone: '09876543210' }))
    if (outcome.type !== 'placed') throw new Error(outcome.type)
    expect(woken).toBe(before + 1)
    const call = await database.stores.calls.find(workspace.id, outcome.callId)
    expect(call).toMatchObject({
      status: 'queued',
      direction: 'outbound',
      callee: '+919876543210',
      assistantVersion: 1,
      inputs: { customerName: 'Asha' },
      metadata: { lead: 7 },
      outputs: {},
      rateCardVersion: 1,
      createdAt: noon,
      attempts: [],
      hasRecording: false,
    })
    expect(call?.costMicros).toBeUndefined()
    expect((await database.stores.ledger.wallet(workspace.id)).held).toEqual(inr(10_000_000n))
  })

  it.each([
    [
      'a callee that is no number',
      { calleePhone: '12345' },
      { callee_phone: ['Not a valid telephone number'] },
    ],
    ['no caller', { callerPhone: ' ' }, { caller_phone: ['Required'] }],
    [
      'a country that is not allowed',
      { calleePhone: '+14155552671' },
      { callee_phone: [expect.any(String)] },
    ],
    ['a missing input', { inputs: {} }, { 'input_parameters.customerName': ['Required'] }],
    [
      'an unknown input',
      { inputs: { customerName: 'A', city: 'Pune' } },
      { 'input_parameters.city': [expect.any(String)] },
    ],
    ['a moment long past', { scheduledAt: noon - 3_600_000 }, { scheduled_at: ['Lies in the past'] }],
  ])('refuses %s', async (_what, changes, problems) => {
    const workspace = await makeWorkspace(database.stores)
    expect(await place(commandOf(workspace, changes))).toEqual({ type: 'invalid', problems })
  })

  it('calls another country where the workspace allows it', async () => {
    const workspace = await makeWorkspace(database.stores, { limits: { countries: ['IN', 'US'] } })
    expect(await place(commandOf(workspace, { calleePhone: '+14155552671' }))).toMatchObject({
      type: 'placed',
    })
  })

  it('has one answer for every number that may not be used', async () => {
    const [mine, other] = [await makeWorkspace(database.stores), await makeWorkspace(database.stores)]
    await database.stores.workspaces.setNumberActive(mine.id, mine.caller, false)
    for (const callerPhone of [mine.caller, other.caller, '+919876500000'])
      expect(await place(commandOf(mine, { callerPhone }))).toEqual({ type: 'unusable-caller' })
  })

  it('tells an unknown assistant, another workspace’s and an unpublished one', async () => {
    const [mine, other] = [await makeWorkspace(database.stores), await makeWorkspace(database.stores)]
    for (const assistantId of ['nonsense', other.assistant])
      expect(await place(commandOf(mine, { assistantId }))).toEqual({ type: 'unknown-assistant' })
    const draft = systemIds.next('assistant')
    const published = await database.stores.assistants.find(mine.id, mine.assistant)
    if (published === undefined) throw new Error('made above')
    await database.stores.assistants.create(mine.id, draft, published.draft)
    expect(await place(commandOf(mine, { assistantId: draft }))).toEqual({ type: 'unpublished-assistant' })
  })

  it('needs the price of one minute', async () => {
    const workspace = await makeWorkspace(database.stores, { rupees: 25 })
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => place(commandOf(workspace))))
    expect(outcomes.map(({ type }) => type).toSorted()).toEqual([
      'insufficient-balance',
      'insufficient-balance',
      'placed',
      'placed',
    ])
    const { total } = await list(workspace)
    expect(total).toBe(2)
  })

  it('binds the rate card of its moment', async () => {
    const workspace = await makeWorkspace(database.stores)
    const card = await database.stores.rateCards.add(workspace.id, 30_000_000n)
    const outcome = await place(commandOf(workspace))
    if (outcome.type !== 'placed') throw new Error(outcome.type)
    const call = await database.stores.calls.find(workspace.id, outcome.callId)
    expect(call?.rateCardVersion).toBe(card.version)
    expect((await database.stores.ledger.wallet(workspace.id)).held).toEqual(inr(30_000_000n))
  })

  it('waits for nine o’clock, or for the moment it is scheduled', async () => {
    const workspace = await makeWorkspace(database.stores)
    const at = async (now: string, scheduled?: string) => {
      const scheduledAt = scheduled === undefined ? undefined : Date.parse(scheduled)
      const outcome = await place(commandOf(workspace, { scheduledAt }), new VirtualClock(Date.parse(now)))
      return outcome.type === 'placed' ? new Date(await dueAt(outcome.callId)).toISOString() : outcome.type
    }
    expect(await at('2026-03-10T20:59:59.999+05:30')).toBe('2026-03-10T15:29:59.999Z')
    expect(await at('2026-03-10T21:00:00+05:30')).toBe('2026-03-11T03:30:00.000Z')
    expect(await at('2026-03-10T08:00:00+05:30')).toBe('2026-03-10T03:30:00.000Z')
    expect(await at('2026-03-10T12:00:00+05:30', '2026-03-10T14:00:00+05:30')).toBe(
      '2026-03-10T08:30:00.000Z',
    )
    expect(await at('2026-03-10T12:00:00+05:30', '2026-03-10T23:00:00+05:30')).toBe(
      '2026-03-11T03:30:00.000Z',
    )
  })

  it('never waits on the system’s test trunk', async () => {
    const workspace = await makeWorkspace(database.stores)
    const system = await database.stores.workspaces.ensureSystemTrunk({ host: '127.0.0.1', port: 5_099 })
    await database.stores.workspaces.removeNumber(workspace.id, workspace.caller)
    const number = { number: workspace.caller, workspace: workspace.id, trunk: system.id, active: true }
    await database.stores.workspaces.addNumber(number)
    const night = Date.parse('2026-03-10T02:00:00+05:30')
    const outcome = await place(commandOf(workspace), new VirtualClock(night))
    expect(outcome.type === 'placed' && (await dueAt(outcome.callId))).toBe(night)
  })
})

describe('an idempotency key', () => {
  it('gives the first answer again, also to requests that race', async () => {
    const workspace = await makeWorkspace(database.stores)
    const command = commandOf(workspace, { idempotency: key('order-1') })
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => place(command)))
    expect(new Set(outcomes.map((outcome) => outcome.type === 'placed' && outcome.callId)).size).toBe(1)
    expect(await place(command)).toMatchObject({ type: 'placed', repeated: true })
    expect((await list(workspace)).total).toBe(1)
    expect((await database.stores.ledger.wallet(workspace.id)).held).toEqual(inr(10_000_000n))
  })

  it('refuses another body, is the workspace’s own, and is forgotten after a day', async () => {
    const [mine, other] = [await makeWorkspace(database.stores), await makeWorkspace(database.stores)]
    expect(await place(commandOf(mine, { idempotency: key('k') }))).toMatchObject({ repeated: false })
    expect(await place(commandOf(mine, { idempotency: key('k', 'other') }))).toEqual({
      type: 'idempotency-conflict',
    })
    expect(await place(commandOf(other, { idempotency: key('k', 'other') }))).toMatchObject({
      repeated: false,
    })
    const nextDay = new VirtualClock(noon + 24 * 3_600_000 + 1)
    await database.stores.dispatch.maintain(nextDay.wallTime())
    expect(await place(commandOf(mine, { idempotency: key('k', 'other') }), nextDay)).toMatchObject({
      repeated: false,
    })
  })
})

const list = async (workspace: ReadyWorkspace, page: object = {}, filter: object = {}) => {
  const found = await database.stores.calls.list(
    workspace.id,
    { statuses: [], ...filter },
    { limit: 20, page: 1, ...page },
  )
  if (found === 'bad-cursor') throw new Error(found)
  return found
}

describe('the list of calls', () => {
  it('pages newest first, by number and by cursor alike', async () => {
    const workspace = await makeWorkspace(database.stores)
    // three of them share a millisecond
    const placements = [0, 1, 2, 2, 2, 5, 6].map((ms) => placementOf(workspace, { createdAt: noon + ms }))
    for (const placement of placements) await database.stores.placement.place(placement)
    const all = (await list(workspace)).calls.map(({ id }) => id)
    expect(all).toHaveLength(7)
    expect(all[0]).toBe(placements[6]?.id)
    const byNumber = await Promise.all([1, 2, 3, 4].map((page) => list(workspace, { limit: 2, page })))
    expect(byNumber.flatMap(({ calls }) => calls.map(({ id }) => id))).toEqual(all)
    expect(byNumber.map(({ total }) => total)).toEqual([7, 7, 7, 7])
    const byCursor: string[] = []
    let cursor: string | undefined
    do {
      const page = await list(workspace, cursor === undefined ? { limit: 3 } : { limit: 3, cursor })
      byCursor.push(...page.calls.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(byCursor).toEqual(all)
  })

  it('filters by status, assistant, numbers and time', async () => {
    const workspace = await makeWorkspace(database.stores)
    const early = placementOf(workspace, { createdAt: noon })
    const late = placementOf(workspace, { createdAt: noon + 10_000 })
    for (const placement of [early, late]) await database.stores.placement.place(placement)
    await database.stores.calls.cancel(workspace.id, early.id)
    const ids = async (filter: object) => (await list(workspace, {}, filter)).calls.map(({ id }) => id)
    expect(await ids({ statuses: ['canceled'] })).toEqual([early.id])
    expect(await ids({ statuses: ['queued', 'canceled'] })).toEqual([late.id, early.id])
    expect(await ids({ from: noon + 1 })).toEqual([late.id])
    expect(await ids({ to: noon + 10_000 })).toEqual([early.id])
    expect(await ids({ assistant: 'f'.repeat(24) })).toEqual([])
    expect(await ids({ assistant: workspace.assistant, caller: workspace.caller })).toHaveLength(2)
    expect(await ids({ callee: '+919000000000' })).toEqual([])
  })

  it('says when a cursor is not one of its own', async () => {
    const { id } = await makeWorkspace(database.stores)
    const page = { limit: 1, page: 1, cursor: 'abc' }
    expect(await database.stores.calls.list(id, { statuses: [] }, page)).toBe('bad-cursor')
  })

  it('never shows another workspace’s call', async () => {
    const [mine, other] = [await makeWorkspace(database.stores), await makeWorkspace(database.stores)]
    const placement = placementOf(mine)
    await database.stores.placement.place(placement)
    expect(await database.stores.calls.find(other.id, placement.id)).toBeUndefined()
    expect(await database.stores.calls.cancel(other.id, placement.id)).toBe('unknown')
    expect((await list(other)).total).toBe(0)
  })
})

describe('canceling', () => {
  it('returns the hold and happens once', async () => {
    const workspace = await makeWorkspace(database.stores)
    const placement = placementOf(workspace)
    await database.stores.placement.place(placement)
    const { calls, ledger } = database.stores
    expect(await calls.cancel(workspace.id, placement.id)).toBe('canceled')
    expect(await calls.cancel(workspace.id, placement.id)).toBe('too-late')
    expect(await calls.find(workspace.id, placement.id)).toMatchObject({
      status: 'canceled',
      reason: 'canceled',
      costMicros: 0n,
    })
    expect((await ledger.wallet(workspace.id)).held).toEqual(inr(0n))
    const stranger = parseId('call', '0'.repeat(24))
    expect(stranger && (await calls.cancel(workspace.id, stranger))).toBe('unknown')
  })
})
