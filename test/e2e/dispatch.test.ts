import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inr, pause, seededRandom, silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import { systemIds } from '../../src/base/system-random.ts'
import { createDispatcher } from '../../src/dispatch/index.ts'
import { startTestDatabase, type TestDatabase } from '../support/postgres.ts'
import { noRecordings, scriptedSession, scriptedTelephony } from '../support/scripted-telephony.ts'
import { makeWorkspace, placementOf } from '../support/workspace.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await startTestDatabase()
})
afterAll(() => database.close())

it('loses no call and no rupee when the database is killed under it', async () => {
  const { stores, pool } = database
  const trunk = await stores.workspaces.ensureSystemTrunk({ host: '127.0.0.1', port: 5_080 })
  const workspaces = await Promise.all(
    [1, 2, 3].map(() => makeWorkspace(stores, { limits: { concurrentCalls: 4 } })),
  )
  const random = seededRandom(3)
  const telephony = scriptedTelephony(systemClock, () => ({
    type: 'talks',
    forMs: 100 + random.next() * 400,
    by: 'human',
  }))
  const ids: string[] = []
  for (const workspace of workspaces)
    for (let count = 0; count < 12; count++) {
      const placement = placementOf({ ...workspace, trunk: trunk.id }, { createdAt: systemClock.wallTime() })
      await stores.placement.place(placement)
      ids.push(placement.id)
    }
  const stop = new AbortController()
  const running = createDispatcher({
    worker: systemIds.next('worker'),
    clock: systemClock,
    random,
    ids: systemIds,
    log: silentLog,
    stores,
    telephony,
    runSession: scriptedSession(systemClock),
    prepareSession: async () => undefined,
    recordings: noRecordings,
  }).run(stop.signal)
  while (telephony.dials.length < 8) await pause(systemClock, 10)
  const pidFile = readFileSync(join(database.folder, 'postgres', 'data', 'postmaster.pid'), 'utf8')
  process.kill(Number(pidFile.split('\n')[0]), 'SIGKILL')
  for (let open = ids.length; open > 0; ) {
    await pause(systemClock, 100)
    const answer = pool.query('select count(*) as open from call where ended_at is null')
    open = await answer.then(({ rows }) => Number(rows[0]?.open)).catch(() => open)
  }
  stop.abort()
  await running
  const dialed = telephony.dials.map(({ callId }) => callId)
  expect(new Set(dialed).size).toBe(dialed.length)
  expect((await pool.query('select * from ledger_faults()')).rows).toEqual([])
  expect((await pool.query('select * from lease')).rows).toEqual([])
  for (const { id } of workspaces) expect((await stores.ledger.wallet(id)).held).toEqual(inr(0n))
  const { rows } = await pool.query('select count(*) as completed from call where status = $1', ['completed'])
  // A few may have broken, free of charge; most lived through it.
  expect(Number(rows[0]?.completed)).toBeGreaterThan(ids.length / 2)
})
