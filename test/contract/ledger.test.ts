import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inr } from '../../src/base/index.ts'
import { startTestDatabase, type TestDatabase } from '../support/postgres.ts'
import { makeWorkspace, placementOf } from '../support/workspace.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await startTestDatabase()
}, 60_000)
afterAll(() => database.close())

const rupees = (amount: number) => inr(BigInt(Math.round(amount * 100)) * 10_000n)
const faults = async () => (await database.pool.query('select * from ledger_faults()')).rows

/** A workspace with ₹100 of which one call holds ₹10. */
async function withHold() {
  const { stores } = database
  const workspace = await makeWorkspace(stores, { rupees: 100 })
  const placement = placementOf(workspace)
  expect(await stores.placement.place(placement)).toBe('placed')
  return { workspace, callId: placement.id, ledger: stores.ledger }
}

describe('the ledger', () => {
  it('adds a top-up once, however often it is repeated', async () => {
    const { ledger } = database.stores
    const { id } = await makeWorkspace(database.stores, { rupees: 0 })
    await ledger.topUp(id, rupees(250), 'payment-1', 'UPI')
    await ledger.topUp(id, rupees(250), 'payment-1', 'UPI')
    expect(await ledger.wallet(id)).toEqual({ balance: rupees(250), held: rupees(0), available: rupees(250) })
    await Promise.all([1, 2, 3].map(() => ledger.topUp(id, rupees(1), 'payment-2', '')))
    expect((await ledger.wallet(id)).balance).toEqual(rupees(251))
  })

  it('counts held money as owned but not as available', async () => {
    const { workspace, ledger } = await withHold()
    expect(await ledger.wallet(workspace.id)).toEqual({
      balance: rupees(100),
      held: rupees(10),
      available: rupees(90),
    })
  })

  it('grows a hold to what is asked, or to what the wallet covers', async () => {
    const { workspace, callId, ledger } = await withHold()
    expect((await ledger.growHold(callId, rupees(50))).amount).toEqual(rupees(50))
    expect((await ledger.growHold(callId, rupees(20))).amount).toEqual(rupees(50))
    expect((await ledger.growHold(callId, rupees(500))).amount).toEqual(rupees(100))
    expect((await ledger.wallet(workspace.id)).available).toEqual(rupees(0))
  })

  it('never lets two calls that grow at once hold more than there is', async () => {
    const { workspace, callId, ledger } = await withHold()
    const other = placementOf(workspace)
    await database.stores.placement.place(other)
    const holds = await Promise.all([callId, other.id].map((call) => ledger.growHold(call, rupees(80))))
    expect(holds.map(({ amount }) => amount.micros).toSorted()).toEqual([20_000_000n, 80_000_000n])
  })

  it('charges at most what is held, returns the rest, and does so once', async () => {
    const { workspace, callId, ledger } = await withHold()
    const settled = { charged: rupees(4), returned: rupees(6) }
    expect(await ledger.settle(callId, rupees(4))).toEqual(settled)
    expect(await ledger.settle(callId, rupees(9))).toEqual(settled)
    await ledger.release(callId)
    expect(await ledger.wallet(workspace.id)).toEqual({
      balance: rupees(96),
      held: rupees(0),
      available: rupees(96),
    })
    const greedy = await withHold()
    expect(await greedy.ledger.settle(greedy.callId, rupees(99))).toEqual({
      charged: rupees(10),
      returned: rupees(0),
    })
  })

  it('gives all of it back when nothing is owed', async () => {
    const { workspace, callId, ledger } = await withHold()
    await Promise.all([ledger.release(callId), ledger.release(callId)])
    expect((await ledger.wallet(workspace.id)).available).toEqual(rupees(100))
  })

  it('shows top-ups and charges, newest first, a page at a time', async () => {
    const { workspace, callId, ledger } = await withHold()
    await ledger.settle(callId, rupees(4))
    await ledger.topUp(workspace.id, rupees(5), 'again', 'cash')
    const [newest, ...rest] = await ledger.entries(workspace.id, { limit: 2 })
    expect(newest).toMatchObject({ kind: 'top-up', amount: rupees(5), note: 'cash' })
    expect(rest).toMatchObject([{ kind: 'charge', amount: rupees(4), callId }])
    const older = await ledger.entries(workspace.id, {
      limit: 9,
      ...(rest[0] === undefined ? {} : { before: rest[0].id }),
    })
    expect(older).toMatchObject([{ kind: 'top-up', amount: rupees(100) }])
  })

  it('refuses every change of what was posted', async () => {
    await withHold()
    await expect(database.pool.query('update entry set amount = 1')).rejects.toThrow('append-only')
    await expect(database.pool.query('delete from entry')).rejects.toThrow('append-only')
    const { rows } = await database.pool.query('select sum(amount)::bigint as sum from posting')
    expect(rows).toEqual([{ sum: 0n }])
  })

  it('has books without a fault after all of this', async () => {
    expect(await faults()).toEqual([])
  })
})
