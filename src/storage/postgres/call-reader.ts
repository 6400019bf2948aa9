import { type CallId, type Clock, parseId, type WorkspaceId } from '../../base/index.ts'
import type { CallFilter, CallList, CallPage, CallReader } from '../../calls/index.ts'
import { CALL_COLUMNS, type CallRow, withAttempts } from './call-row.ts'
import { eventsOf } from './journal-store.ts'
import { resolveHold } from './ledger-store.ts'
import { instant, type Pool } from './pool.ts'

const CANCEL = `
  with ended as (
    update call set status = 'canceled', reason = 'canceled', ended_at = $3, cost = 0, billed_seconds = 0
    where workspace = $1 and id = $2 and status = 'queued' returning id
  ), ending as (select id as call from ended), ${resolveHold('0', '$3')}
  select id from ended`

export function createCallReader(pool: Pool, clock: Clock): CallReader {
  return {
    async find(workspace, id) {
      const { rows } = await pool.query<CallRow>(
        `select ${CALL_COLUMNS} from call where workspace = $1 and id = $2`,
        [workspace, id],
      )
      return (await withAttempts(pool, rows))[0]
    },
    list: (workspace, filter, page) => listCalls(pool, workspace, filter, page),
    async journal(workspace, id, after) {
      const { rows } = await pool.query<{ id: string }>(
        `select attempt.id from attempt join call on call.id = attempt.call
         where call.workspace = $1 and call.id = $2 order by number desc limit 1`,
        [workspace, id],
      )
      return rows[0] === undefined ? [] : eventsOf(pool, rows[0].id, after)
    },
    async cancel(workspace, id) {
      const { rowCount } = await pool.query(CANCEL, [workspace, id, instant(clock.wallTime())])
      if (rowCount === 1) return 'canceled'
      const { rowCount: known } = await pool.query('select 1 from call where workspace = $1 and id = $2', [
        workspace,
        id,
      ])
      return known === 1 ? 'too-late' : 'unknown'
    },
  }
}

async function listCalls(
  pool: Pool,
  workspace: WorkspaceId,
  filter: CallFilter,
  page: CallPage,
): Promise<CallList | 'bad-cursor'> {
  const start = page.cursor === undefined ? undefined : parseCursor(page.cursor)
  if (page.cursor !== undefined && start === undefined) return 'bad-cursor'
  const { where, values } = conditionsOf(workspace, filter)
  const cursor = start === undefined ? '' : `and (created_at, id) < ($8::timestamptz, $9)`
  const skip = start === undefined ? (page.page - 1) * page.limit : 0
  const [counted, { rows }] = await Promise.all([
    pool.query<{ total: bigint }>(`select count(*) as total from call where ${where}`, values),
    pool.query<CallRow>(
      `select ${CALL_COLUMNS} from call where ${where} ${cursor}
       order by created_at desc, id desc limit ${page.limit + 1} offset ${skip}`,
      start === undefined ? values : [...values, instant(start.createdAt), start.id],
    ),
  ])
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return {
    calls: await withAttempts(pool, shown),
    total: Number(counted.rows[0]?.total ?? 0n),
    nextCursor: last && printCursor({ createdAt: last.created_at, id: last.id }),
  }
}

/** One text for every filter, so that its plan is cached; what was not asked for is null. */
function conditionsOf(workspace: WorkspaceId, filter: CallFilter) {
  const where = `workspace = $1
    and (cardinality($2::text[]) = 0 or status = any($2)) and ($3::text is null or assistant = $3)
    and ($4::text is null or callee = $4) and ($5::text is null or caller = $5)
    and ($6::timestamptz is null or created_at >= $6) and ($7::timestamptz is null or created_at < $7)`
  const { statuses, assistant, callee, caller, from, to } = filter
  const values: unknown[] = [workspace, statuses, assistant, callee, caller, instant(from), instant(to)]
  return { where, values }
}

/** The place in the list behind which the next page begins. */
interface Cursor {
  readonly createdAt: number
  readonly id: CallId
}

function printCursor({ createdAt, id }: Cursor): string {
  return Buffer.from(`${createdAt}.${id}`).toString('base64url')
}

function parseCursor(text: string): Cursor | undefined {
  const [createdAt, id] = Buffer.from(text, 'base64url').toString('latin1').split('.')
  const callId = parseId('call', id ?? '')
  // 14 digits reach the year 5138; what lies further is no date that PostgreSQL reads.
  return /^\d{1,14}$/.test(createdAt ?? '') && callId !== undefined
    ? { createdAt: Number(createdAt), id: callId }
    : undefined
}
