/**
 * Durable triggers a second, in one process, beside the rate at which the same database on the same disk
 * commits single rows with the same connections. Run: node test/bench/triggers.ts
 */
import { systemClock } from '../../src/base/system-clock.ts'
import { systemIds } from '../../src/base/system-random.ts'
import { createPlaceCall } from '../../src/calls/index.ts'
import { startTestDatabase } from '../support/postgres.ts'
import { makeWorkspace, type ReadyWorkspace } from '../support/workspace.ts'

const SECONDS = 4
/** Requests under way at once; the pool has 10 connections. */
const CONCURRENCY = 32

/** Runs `work` over and over for a while; returns how often a second. */
async function rateOf(work: (turn: number) => Promise<void>): Promise<number> {
  const until = systemClock.monotonic() + SECONDS * 1_000
  let turns = 0
  const loop = async () => {
    while (systemClock.monotonic() < until) await work(turns++)
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, loop))
  return turns / SECONDS
}

const database = await startTestDatabase()
try {
  const { pool, stores } = database
  await pool.query('create table bench_row (id bigint generated always as identity primary key, text text)')
  const commit = () =>
    pool.query(`insert into bench_row (text) values ('a row of some length, as a base line')`)
  const place = createPlaceCall({
    store: stores.placement,
    clock: systemClock,
    ids: systemIds,
    dispatchers: stores.dispatchers,
  })
  const trigger = (workspaces: readonly ReadyWorkspace[]) => async (turn: number) => {
    const workspace = workspaces[turn % workspaces.length]
    if (workspace === undefined) throw new Error('no workspace')
    const outcome = await place({
      workspace: workspace.id,
      assistantId: workspace.assistant,
      calleePhone: '9999999999',
      callerPhone: workspace.caller,
      inputs: { customerName: 'Asha' },
      scheduledAt: systemClock.wallTime() + 3_600_000,
      metadata: {},
      idempotency: undefined,
    })
    if (outcome.type !== 'placed') throw new Error(outcome.type)
  }
  const many = await Promise.all(
    Array.from({ length: 64 }, () => makeWorkspace(stores, { rupees: 10_000_000 })),
  )
  const figures = []
  for (const round of [1, 2]) {
    const base = await rateOf(async () => void (await commit()))
    const one = await rateOf(trigger(many.slice(0, 1)))
    const all = await rateOf(trigger(many))
    figures.push({
      round,
      'single-row commits/s': Math.round(base),
      'triggers/s, 1 workspace': Math.round(one),
      'ratio 1': (one / base).toFixed(2),
      'triggers/s, 64 workspaces': Math.round(all),
      'ratio 64': (all / base).toFixed(2),
    })
  }
  for (const figure of figures) process.stdout.write(`${JSON.stringify(figure)}\n`)
} finally {
  await database.close()
}
