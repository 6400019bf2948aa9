import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inr } from '../../src/base/index.ts'
import { startTestDatabase, type TestDatabase } from '../support/postgres.ts'
import { makeWorkspace, placementOf, type ReadyWorkspace } from '../support/workspace.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await startTestDatabase()
}, 60_000)
afterAll(() => database.close())

const place = (workspace: ReadyWorkspace, changes = {}) =>
  database.stores.placement.place(placementOf(workspace, changes))
const callsOf = async ({ id }: ReadyWorkspace) =>
  (await database.stores.calls.list(id, { statuses: [] }, { limit: 1, page: 1 })) as { total: number }

function at<T>(items: readonly T[], index: number): T {
  const item = items[index]
  if (item === undefined) throw new Error('no such item')
  return item
}

describe('placements that come at once', () => {
  it('share statements and lose nothing', async () => {
    const workspaces = await Promise.all(
      Array.from({ length: 8 }, () => makeWorkspace(database.stores, { rupees: 5_000 })),
    )
    const answers = await Promise.all(Array.from({ length: 400 }, (_, n) => place(at(workspaces, n % 8))))
    expect(answers.filter((answer) => answer === 'placed')).toHaveLength(400)
    for (const workspace of workspaces) {
      expect((await callsOf(workspace)).total).toBe(50)
      expect((await database.stores.ledger.wallet(workspace.id)).held).toEqual(inr(500_000_000n))
    }
    expect((await database.pool.query('select * from ledger_faults()')).rows).toEqual([])
  })

  it('never hold more than a wallet has, and refuse only what does not fit', async () => {
    const workspace = await makeWorkspace(database.stores, { rupees: 100 })
    const sizes = [30, 80, 30, 10, 50, 30].map((amount) => BigInt(amount) * 1_000_000n)
    const answers = await Promise.all(sizes.map((holdMicros) => place(workspace, { holdMicros })))
    const { available } = await database.stores.ledger.wallet(workspace.id)
    const held = sizes.filter((_, n) => answers[n] === 'placed').reduce((sum, size) => sum + size, 0n)
    expect(held + available.micros).toBe(100_000_000n)
    const refused = sizes.filter((_, n) => answers[n] === 'insufficient-balance')
    expect(refused.filter((size) => size <= available.micros)).toEqual([])
  })

  it('fail together with an error, and not with another’s answer', async () => {
    const workspace = await makeWorkspace(database.stores)
    const broken = { callee: undefined as never }
    const answers = await Promise.allSettled([
      place(workspace),
      place(workspace, broken),
      place(workspace),
      place(workspace),
    ])
    expect(answers.some(({ status }) => status === 'rejected')).toBe(true)
    expect((await callsOf(workspace)).total).toBe(
      answers.filter((answer) => answer.status === 'fulfilled' && answer.value === 'placed').length,
    )
  })
})
