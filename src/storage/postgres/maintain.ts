import type { EpochMs, Ms } from '../../base/index.ts'
import { IDEMPOTENCY_KEPT_MS } from '../../calls/index.ts'
import { ensureJournalPartitions } from './migrate.ts'
import { instant, type Pool } from './pool.ts'

const FORGET_MOST = 1_000
const DAY_MS: Ms = 24 * 3_600_000

const FORGET_KEYS = `
  delete from idempotency where ctid = any(array(select ctid from idempotency where created_at < $1 limit $2))`

/**
 * A trigger leaves the workspace's row alone when it seems due already, while a claim may be about to put it
 * to sleep on an older view of the queue. This finds such workspaces and wakes them, one index probe each.
 */
const WAKE_STRANDED = `
  with stranded as (
    select asleep.workspace, waiting.due_at
    from dispatch_state asleep
    join workspace on workspace.id = asleep.workspace
    cross join lateral (
      select due_at from call where call.workspace = asleep.workspace and status = 'queued'
      order by due_at limit 1
    ) waiting
    where asleep.next_due > $1 and waiting.due_at <= $1
      and concurrent_calls > (select count(*) from lease where lease.workspace = asleep.workspace)
    for no key update of asleep skip locked
  )
  update dispatch_state set next_due = due_at from stranded where dispatch_state.workspace = stranded.workspace`

export function createMaintenance(pool: Pool): (now: EpochMs) => Promise<void> {
  let monthsMadeAt = Number.NEGATIVE_INFINITY
  return async (now) => {
    await pool.query(WAKE_STRANDED, [instant(now)])
    await pool.query(FORGET_KEYS, [instant(now - IDEMPOTENCY_KEPT_MS), FORGET_MOST])
    if (now - monthsMadeAt < DAY_MS) return
    await ensureJournalPartitions(pool, now)
    monthsMadeAt = now
  }
}
