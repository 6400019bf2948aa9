import type { AssistantDefinition } from '../assistants/index.ts'
import type { CallId, Ms } from '../base/index.ts'
import type { DisconnectionReason } from '../calls/index.ts'
import type { ConversationEvent } from '../conversation/index.ts'
import type { CallLeg } from '../telephony/index.ts'

/** One answered leg to be talked on until hang-up. */
export interface SessionRequest {
  readonly callId: CallId
  readonly leg: CallLeg
  readonly answeredAtMs: Ms
  readonly assistant: AssistantDefinition
  readonly inputs: Readonly<Record<string, string>>
  /** What the hold covers and the assistant allows: it says goodbye politely before. */
  readonly longestTalkMs: Ms
  /** Wall time of the answer, for "tomorrow at 11": epoch milliseconds. */
  readonly answeredAtWall: number
  /**
   * Called in order with events to keep; buffered and flushed in batches by the receiver, never awaited.
   */
  readonly journal: (event: ConversationEvent) => void
}
export interface SessionResult {
  readonly reason: DisconnectionReason
  readonly outputs: Readonly<Record<string, string>>
  readonly endedAtMs: Ms
}
/**
 * Talks until the leg has ended, whoever ends it. Never rejects for trouble outside (a dead engine, a lost
 * leg): that is a reason. Aborting `signal` (lease lost, shutdown) hangs up and resolves.
 */
export type RunSession = (request: SessionRequest, signal: AbortSignal) => Promise<SessionResult>

/** Renders what an assistant will surely say to these inputs, while the call is queued or rings. */
export type PrepareSession = (
  request: Pick<SessionRequest, 'assistant' | 'inputs'>,
  signal: AbortSignal,
) => Promise<void>
