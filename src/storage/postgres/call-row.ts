import type { AssistantId, AttemptId, CallId, PhoneNumber, TrunkId, WorkspaceId } from '../../base/index.ts'
import type { AttemptRecord, CallRecord, CallStatus, HoursDecision } from '../../calls/index.ts'
import type { Queryable } from './pool.ts'

export interface CallRow {
  readonly id: CallId
  readonly workspace: WorkspaceId
  readonly assistant: AssistantId
  readonly assistant_version: number
  readonly status: CallStatus
  readonly direction: CallRecord['direction']
  readonly callee: PhoneNumber
  readonly caller: PhoneNumber
  readonly trunk: TrunkId
  readonly inputs: CallRecord['inputs']
  readonly outputs: CallRecord['outputs']
  readonly metadata: CallRecord['metadata']
  readonly reason: Exclude<CallRecord['reason'], undefined> | null
  readonly hours: HoursDecision | null
  readonly scheduled_at: number | null
  readonly created_at: number
  readonly started_at: number | null
  readonly answered_at: number | null
  readonly ended_at: number | null
  readonly rate_card: number
  readonly cost: bigint | null
  readonly has_recording: boolean
}
interface AttemptRow {
  readonly id: AttemptId
  readonly call: CallId
  readonly number: number
  readonly sip_call_id: string
  readonly started_at: number
  readonly answered_at: number | null
  readonly ended_at: number | null
  readonly reason: Exclude<AttemptRecord['reason'], undefined> | null
  readonly detail: string | null
}

export const CALL_COLUMNS = `
  id, workspace, assistant, assistant_version, status, direction, callee, caller, trunk, inputs, outputs,
  metadata, reason, hours, scheduled_at, created_at, started_at, answered_at, ended_at, rate_card, cost,
  has_recording`

/** Reads the attempts of all these calls at once. */
export async function withAttempts(db: Queryable, rows: readonly CallRow[]): Promise<CallRecord[]> {
  const dialed = rows.filter(({ started_at }) => started_at !== null).map(({ id }) => id)
  if (dialed.length === 0) return rows.map((row) => callOf(row, []))
  const { rows: attempts } = await db.query<AttemptRow>(
    `select id, call, number, sip_call_id, started_at, answered_at, ended_at, reason, detail
     from attempt where call = any($1) order by number`,
    [dialed],
  )
  const byCall = Map.groupBy(attempts, ({ call }) => call)
  return rows.map((row) => callOf(row, byCall.get(row.id) ?? []))
}

function callOf(row: CallRow, attempts: readonly AttemptRow[]): CallRecord {
  const { id, workspace, assistant, status, direction, callee, caller, trunk } = row
  return {
    ...{ id, workspace, assistant, status, direction, callee, caller, trunk },
    assistantVersion: row.assistant_version,
    inputs: row.inputs,
    outputs: row.outputs,
    metadata: row.metadata,
    reason: row.reason ?? undefined,
    hours: row.hours ?? undefined,
    scheduledAt: row.scheduled_at ?? undefined,
    createdAt: row.created_at,
    startedAt: row.started_at ?? undefined,
    answeredAt: row.answered_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    costMicros: row.cost ?? undefined,
    rateCardVersion: row.rate_card,
    attempts: attempts.map(attemptOf),
    hasRecording: row.has_recording,
  }
}

function attemptOf(row: AttemptRow): AttemptRecord {
  return {
    id: row.id,
    number: row.number,
    sipCallId: row.sip_call_id,
    startedAt: row.started_at,
    answeredAt: row.answered_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    reason: row.reason ?? undefined,
    detail: row.detail ?? undefined,
  }
}
