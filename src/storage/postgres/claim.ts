import { type CallId, type Id, invariant, type WorkspaceId } from '../../base/index.ts'
import type { AbandonedCall, Claim, Lease, LeaseToken, StoredDialog } from '../../calls/index.ts'
import { admit } from '../../queue/index.ts'
import { type Connection, instant, type Pool, transact } from './pool.ts'

interface LeaseRow {
  readonly call: CallId
  readonly workspace: WorkspaceId
  readonly token: LeaseToken
}

/**
 * Takes due calls of the workspace whose turn it is, by the claim rule: first lock the workspace's row, then
 * look, in another statement. One statement that locks and claims works on a snapshot older than its lock,
 * and dialed
 * 469 of 8,600 calls twice. Skipped locks: two dispatchers never wait for each other.
 *
 * The commit need not reach the disk: a claim that is forgotten leaves the call queued, and nothing is dialed
 * before `markDialed`, which is durable and fails without the lease.
 */
export async function claimCalls(
  pool: Pool,
  claim: Claim,
): Promise<{ readonly leases: readonly Lease[]; readonly nextDue: number }> {
  const now = instant(claim.now)
  return transact(pool, async (tx) => {
    await tx.query('set local synchronous_commit = off')
    const { rows } = await tx.query<{ workspace: WorkspaceId }>(
      `select workspace from dispatch_state where next_due <= $1
       order by next_due for no key update skip locked limit 1`,
      [now],
    )
    const [turn] = rows
    if (turn === undefined) return { leases: [], nextDue: await soonestDue(tx) }
    const { limit, active } = await roomOf(tx, turn.workspace)
    const most = admit({ limit, active, freeSlots: claim.freeSlots })
    const leases = most === 0 ? [] : await lease(tx, turn.workspace, claim, most)
    await setNextDue(tx, turn.workspace, active + leases.length < limit, now)
    return { leases, nextDue: claim.now }
  })
}

async function soonestDue(tx: Connection): Promise<number> {
  const { rows } = await tx.query<{ next_due: number | null }>(
    'select min(next_due) as next_due from dispatch_state',
  )
  return rows[0]?.next_due ?? Number.POSITIVE_INFINITY
}

async function roomOf(tx: Connection, workspace: WorkspaceId) {
  const { rows } = await tx.query<{ limit: number; active: bigint }>(
    `select concurrent_calls as limit, (select count(*) from lease where lease.workspace = $1) as active
     from workspace where id = $1`,
    [workspace],
  )
  const [room] = rows
  invariant(room !== undefined, 'every dispatch state belongs to a workspace')
  return { limit: room.limit, active: Number(room.active) }
}

async function lease(tx: Connection, workspace: WorkspaceId, claim: Claim, most: number): Promise<Lease[]> {
  const { rows } = await tx.query<LeaseRow>({
    name: 'lease',
    text: `
      with due as (
        select id from call where workspace = $1 and status = 'queued' and due_at <= $2
        order by due_at, id limit $3 for no key update skip locked
      ), taken as (
        update call set status = 'dialing' from due where call.id = due.id and status = 'queued'
        returning call.id, call.workspace
      )
      insert into lease (call, workspace, token, worker, expires_at)
      select id, workspace, $4 || id, $5, now() + $6 * interval '1 millisecond' from taken
      returning call, workspace, token`,
    values: [workspace, instant(claim.now), most, claim.id, claim.worker, claim.leaseMs],
  })
  return rows.map(leaseOf)
}

/**
 * The workspace goes to the back of the line: due again now if calls wait that may go, when its next call is
 * due, or not before one of its calls ends.
 */
async function setNextDue(tx: Connection, workspace: WorkspaceId, hasRoom: boolean, now: string) {
  await tx.query(
    `update dispatch_state set next_due = coalesce(
       (select greatest(due_at, $3) from call where workspace = $1 and status = 'queued' and $2
        order by due_at limit 1), 'infinity')
     where workspace = $1`,
    [workspace, hasRoom, now],
  )
}

/**
 * Takes over leases whose worker let them run out; with a new token the old worker can write nothing more.
 */
export async function takeAbandoned(pool: Pool, claim: Claim): Promise<readonly AbandonedCall[]> {
  const { rows } = await pool.query<
    LeaseRow & { attempt: Id<'attempt'> | null; dialog: StoredDialog | null }
  >(
    `with dead as (
       select call from lease where expires_at < now() limit $1 for no key update skip locked
     ), taken as (
       update lease set token = $2 || lease.call, worker = $3, expires_at = now() + $4 * interval '1 millisecond'
       from dead where lease.call = dead.call
       returning lease.call, lease.workspace, token, lease.attempt
     )
     select taken.*, dialog from taken left join attempt on attempt.id = taken.attempt`,
    [claim.freeSlots, claim.id, claim.worker, claim.leaseMs],
  )
  return rows.map((row) => ({
    ...leaseOf(row),
    attempt: row.attempt === null ? undefined : { id: row.attempt, dialog: row.dialog ?? {} },
  }))
}

const leaseOf = ({ call, workspace, token }: LeaseRow): Lease => ({ callId: call, workspace, token })
