import type {
  AssistantId,
  AttemptId,
  CallId,
  EpochMs,
  PhoneNumber,
  TrunkId,
  WorkspaceId,
} from '../base/index.ts'
import type { HoursDecision } from '../queue/index.ts'

export type CallStatus =
  | 'queued'
  | 'dialing'
  | 'ringing'
  | 'in_progress'
  | 'completed'
  | 'failed'
  | 'canceled'
export type DisconnectionReason =
  | 'customer_hangup'
  | 'assistant_hangup'
  | 'transferred'
  | 'voicemail'
  | 'unanswered'
  | 'busy'
  | 'rejected'
  | 'invalid_number'
  | 'unreachable'
  | 'canceled'
  | 'blocked'
  | 'insufficient_balance'
  | 'max_duration'
  | 'silence'
  | 'media_lost'
  | 'carrier_error'
  | 'internal_error'

/** What the customer asked for. */
export interface CallRecord {
  readonly id: CallId
  readonly workspace: WorkspaceId
  readonly assistant: AssistantId
  readonly assistantVersion: number
  readonly status: CallStatus
  readonly direction: 'outbound' | 'inbound'
  readonly callee: PhoneNumber
  readonly caller: PhoneNumber
  readonly trunk: TrunkId
  readonly inputs: Readonly<Record<string, string>>
  readonly outputs: Readonly<Record<string, string>>
  readonly metadata: Readonly<Record<string, unknown>>
  readonly reason: DisconnectionReason | undefined
  readonly hours: HoursDecision | undefined
  readonly scheduledAt: EpochMs | undefined
  readonly createdAt: EpochMs
  /** The first INVITE. */
  readonly startedAt: EpochMs | undefined
  readonly answeredAt: EpochMs | undefined
  readonly endedAt: EpochMs | undefined
  readonly costMicros: bigint | undefined
  readonly rateCardVersion: number
  readonly attempts: readonly AttemptRecord[]
  readonly hasRecording: boolean
}
/** One dial of a call: one lease, one SIP Call-ID, one journal. */
export interface AttemptRecord {
  readonly id: AttemptId
  readonly number: number
  readonly sipCallId: string
  readonly startedAt: EpochMs
  readonly answeredAt: EpochMs | undefined
  readonly endedAt: EpochMs | undefined
  readonly reason: DisconnectionReason | undefined
  readonly detail: string | undefined
}

/** `round(ended − answered)` in seconds; 0 when it was never answered. */
export function durationSeconds(call: Pick<CallRecord, 'answeredAt' | 'endedAt'>): number {
  return Math.round(talkMs(call) / 1_000)
}
/** The same rounded up: what is billed. */
export function billedSeconds(call: Pick<CallRecord, 'answeredAt' | 'endedAt'>): number {
  return Math.ceil(talkMs(call) / 1_000)
}
function talkMs(call: Pick<CallRecord, 'answeredAt' | 'endedAt'>): number {
  if (call.answeredAt === undefined || call.endedAt === undefined) return 0
  return Math.max(0, call.endedAt - call.answeredAt)
}
