import type { CallId, TrunkId } from '../../base/index.ts'
import type {
  CallEnding,
  DialableCall,
  DialMark,
  DispatchStore,
  Fenced,
  Lease,
  LeaseToken,
} from '../../calls/index.ts'
import type { SecretBox } from '../secret-box.ts'
import { CALL_COLUMNS, type CallRow, withAttempts } from './call-row.ts'
import { claimCalls, takeAbandoned } from './claim.ts'
import { resolveHold } from './ledger-store.ts'
import { createMaintenance } from './maintain.ts'
import { instant, type Pool } from './pool.ts'
import type { PublishedDefinitions } from './published-definitions.ts'
import { rateCardOf } from './rate-card-store.ts'
import { whileReachable } from './sql-error.ts'
import { type TrunkRow, trunkOf } from './trunk-store.ts'

/** First in every fenced write: it has a row only while the lease is held. $1 is the call, $2 the token. */
const HELD = `held as (select call, workspace from lease where call = $1 and token = $2 for no key update)`

const MARK_DIALED = `
  with held as (
    update lease set attempt = $3 where call = $1 and token = $2 returning call
  ), marked as (
    update call set started_at = coalesce(started_at, $6), hours = $7 from held where id = held.call
  )
  insert into attempt (id, call, number, sip_call_id, dialog, started_at)
  select $3, call, 1 + (select count(*) from attempt where attempt.call = $1), $4, $5, $6 from held
  on conflict (id) do update set dialog = excluded.dialog -- a repeat: the first try was kept, unheard`

const REQUEUE = `
  with held as (
    delete from lease where call = $1 and token = $2 and attempt is null returning call, workspace
  ), queued as (
    update call set status = 'queued', due_at = $3, hours = coalesce($4, hours)
    from held where id = held.call and status = 'dialing'
  )
  update dispatch_state set next_due = least(next_due, $3) from held
  where dispatch_state.workspace = held.workspace`

/**
 * A statement's parts run in the order in which they need each other. `woken` needs `repaid` so that the wallet is
 * locked before the dispatch state, as placements do: the other way round they would wait for each other.
 */
const FINISH = `
  with held as (
    delete from lease where call = $1 and token = $2 returning call, workspace, attempt
  ), ended as (
    update call set status = $3, reason = $4, ended_at = $6, billed_seconds = $7, outputs = $9,
      has_recording = $10, cost = least($8, (select amount from hold where hold.call = held.call))
    from held where id = held.call and ended_at is null returning id
  ), last_attempt as (
    update attempt set ended_at = $6, reason = $4, detail = $5 from held where attempt.id = held.attempt
  ), ending as (select id as call from ended), ${resolveHold('$8', '$6')}, woken as (
    update dispatch_state set next_due = least(next_due, $6) from held left join repaid using (workspace)
    where dispatch_state.workspace = held.workspace
  )
  select call from held`

export function createDispatchStore(
  pool: Pool,
  box: SecretBox,
  definitions: PublishedDefinitions,
): DispatchStore {
  const fenced = async (name: string, text: string, values: unknown[]): Promise<Fenced> => {
    const { rowCount } = await whileReachable(pool.query({ name, text, values }))
    return rowCount === 1 ? 'kept' : 'lost'
  }
  return {
    claim: (claim) => claimCalls(pool, claim),
    takeAbandoned: (claim) => takeAbandoned(pool, claim),
    maintain: createMaintenance(pool),
    async renew(worker, tokens, leaseMs) {
      const { rows } = await pool.query<{ token: LeaseToken }>(
        `update lease set expires_at = now() + $2 * interval '1 millisecond'
         where worker = $1 and token = any($3) returning token`,
        [worker, leaseMs, tokens],
      )
      return new Set(rows.map(({ token }) => token))
    },
    async load(callId) {
      const found = await loadCall(pool, box, callId)
      const assistant = found && (await definitions.find(found.call.assistant, found.call.assistantVersion))
      return assistant && { ...found, assistant }
    },
    async findTrunk(id) {
      const { rows } = await pool.query<TrunkRow>('select * from trunk where id = $1', [id])
      return rows[0] && trunkOf(rows[0], box)
    },
    reserveDial: (trunk) => reserveDial(pool, trunk),
    markDialed: (lease, mark) => fenced('mark-dialed', MARK_DIALED, markValues(lease, mark)),
    saveDialog: (lease, attempt, dialog) =>
      fenced(
        'save-dialog',
        `with ${HELD} update attempt set dialog = $4 from held where attempt.call = held.call and id = $3`,
        [lease.callId, lease.token, attempt, JSON.stringify(dialog)],
      ),
    markRinging: (lease) =>
      fenced(
        'mark-ringing',
        `with ${HELD} update call set status = case status when 'dialing' then 'ringing' else status end
         from held where id = held.call`,
        [lease.callId, lease.token],
      ),
    markAnswered: (lease, attempt, at) =>
      fenced(
        'mark-answered',
        `with ${HELD}, answered as (
           update attempt set answered_at = $4 from held where attempt.call = held.call and id = $3
         )
         update call set status = 'in_progress', answered_at = coalesce(answered_at, $4)
         from held where id = held.call and status in ('dialing', 'ringing', 'in_progress')`,
        [lease.callId, lease.token, attempt, instant(at)],
      ),
    requeue: (lease, dueAt, hours) =>
      fenced('requeue', REQUEUE, [
        ...[lease.callId, lease.token, instant(dueAt)],
        hours === undefined ? null : JSON.stringify(hours),
      ]),
    finish: (lease, ending) => whileReachable(finish(pool, lease, ending)),
  }
}

/** A repeat finds no lease, but a call that is over: that is kept, too. */
async function finish(pool: Pool, lease: Lease, ending: CallEnding): Promise<Fenced> {
  const { rowCount } = await pool.query({ name: 'finish', text: FINISH, values: endingValues(lease, ending) })
  if (rowCount === 1) return 'kept'
  const { rowCount: over } = await pool.query('select 1 from call where id = $1 and ended_at is not null', [
    lease.callId,
  ])
  return over === 1 ? 'kept' : 'lost'
}

type FoundCall = Omit<DialableCall, 'assistant'>

async function loadCall(pool: Pool, box: SecretBox, callId: CallId): Promise<FoundCall | undefined> {
  const { rows: calls } = await pool.query<CallRow>(`select ${CALL_COLUMNS} from call where id = $1`, [
    callId,
  ])
  const [call] = await withAttempts(pool, calls)
  if (call === undefined) return undefined
  const [trunks, cards] = await Promise.all([
    pool.query<TrunkRow>('select * from trunk where id = $1', [call.trunk]),
    pool.query<{ version: number; micros_per_minute: bigint }>('select * from rate_card where version = $1', [
      call.rateCardVersion,
    ]),
  ])
  const [trunk, card] = [trunks.rows[0], cards.rows[0]]
  if (trunk === undefined || card === undefined) return undefined
  return { call, trunk: trunkOf(trunk, box), rateCard: rateCardOf(card) }
}

/** Each dial moves the trunk's next free moment on by the distance its rate asks for. */
async function reserveDial(pool: Pool, trunk: TrunkId): Promise<number> {
  const { rows } = await pool.query<{ wait_ms: number }>(
    `update trunk
     set next_dial_at = greatest(next_dial_at, now()) + interval '1 second' / dials_per_second
     where id = $1
     returning extract(epoch from next_dial_at - interval '1 second' / dials_per_second - now())::float8 * 1000
       as wait_ms`,
    [trunk],
  )
  return Math.max(0, rows[0]?.wait_ms ?? 0)
}

function markValues(lease: Lease, mark: DialMark): unknown[] {
  return [
    lease.callId,
    lease.token,
    mark.attempt,
    mark.sipCallId,
    JSON.stringify(mark.dialog),
    instant(mark.at),
    JSON.stringify(mark.hours),
  ]
}

function endingValues(lease: Lease, ending: CallEnding): unknown[] {
  return [
    lease.callId,
    lease.token,
    ending.status,
    ending.reason,
    ending.detail?.replaceAll('\0', ''), // text cannot hold it, and carriers write what they like
    instant(ending.endedAt),
    ending.billedSeconds,
    ending.costMicros,
    JSON.stringify(ending.outputs),
    ending.hasRecording,
  ]
}
