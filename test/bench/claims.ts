/**
 * Claims a second with many calls queued, several dispatchers at once, and how many calls were claimed twice
 * (must be none). Run: node test/bench/claims.ts
 */
import { systemClock } from '../../src/base/system-clock.ts'
import { systemIds } from '../../src/base/system-random.ts'
import { endingOf } from '../../src/calls/index.ts'
import { startTestDatabase } from '../support/postgres.ts'
import { makeWorkspace, placementOf } from '../support/workspace.ts'

const SECONDS = 5
const WORKSPACES = 64
const QUEUED_PER_WORKSPACE = 150
const DISPATCHERS = 4

function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('nothing was made')
  return first
}

const database = await startTestDatabase()
try {
  const { stores, pool } = database
  const workspaces = await Promise.all(
    Array.from({ length: WORKSPACES }, () => makeWorkspace(stores, { rupees: 100_000 })),
  )
  await Promise.all(
    workspaces.flatMap((workspace) =>
      Array.from({ length: QUEUED_PER_WORKSPACE }, () => stores.placement.place(placementOf(workspace))),
    ),
  )
  const rateCard = await stores.rateCards.current(firstOf(workspaces).id)
  const end = {
    reason: 'busy',
    detail: undefined,
    answeredAt: undefined,
    outputs: {},
    hasRecording: false,
  } as const
  const claimed: string[] = []
  const fromMs = systemClock.monotonic()
  const dispatcher = async () => {
    const worker = systemIds.next('worker')
    while (systemClock.monotonic() - fromMs < SECONDS * 1_000) {
      const now = systemClock.wallTime()
      const id = systemIds.next('claim')
      const { leases } = await stores.dispatch.claim({ worker, id, freeSlots: 3, leaseMs: 8_000, now })
      claimed.push(...leases.map(({ callId }) => callId))
      const ending = endingOf({ ...end, endedAt: now }, rateCard)
      await Promise.all(leases.map((lease) => stores.dispatch.finish(lease, ending)))
    }
  }
  await Promise.all(Array.from({ length: DISPATCHERS }, dispatcher))
  const seconds = (systemClock.monotonic() - fromMs) / 1_000
  const { rows } = await pool.query('select count(*) as faults from ledger_faults()')
  const figures = {
    'queued at first': WORKSPACES * QUEUED_PER_WORKSPACE,
    'claimed and finished/s': Math.round(claimed.length / seconds),
    'claimed twice': claimed.length - new Set(claimed).size,
    'faults in the books': Number(rows[0]?.faults),
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
} finally {
  await database.close()
}
