import type { EpochMs } from '../base/index.ts'
import { priceCall, type RateCard } from '../ledger/index.ts'
import { billedSeconds, type DisconnectionReason } from './call.ts'
import type { CallEnding, DispatchStore, Fenced, Lease } from './dispatch-store.ts'
import { outcomeOf } from './lifecycle.ts'

/** What is known when a call is over. */
export interface CallEnd {
  readonly reason: DisconnectionReason
  readonly detail: string | undefined
  /** When the human answered, if they did. */
  readonly answeredAt: EpochMs | undefined
  readonly endedAt: EpochMs
  readonly outputs: Readonly<Record<string, string>>
  readonly hasRecording: boolean
}

/** Decides status, billing and price of an end. Unanswered and failed calls cost nothing. */
export function endingOf(end: CallEnd, rateCard: RateCard): CallEnding {
  const { answeredAt, endedAt } = end
  const { status, billed } = outcomeOf(end.reason, answeredAt !== undefined)
  const seconds = billed ? billedSeconds({ answeredAt, endedAt }) : 0
  return {
    status,
    reason: end.reason,
    detail: end.detail,
    endedAt,
    billedSeconds: seconds,
    costMicros: priceCall(seconds, rateCard),
    outputs: end.outputs,
    hasRecording: end.hasRecording,
  }
}

/**
 * Ends a call in one step: outputs, price, hold settled or released, status, attempt, lease. Safe to repeat:
 * the first ending stands.
 */
export function finishCall(
  store: Pick<DispatchStore, 'finish'>,
  lease: Lease,
  end: CallEnd,
  rateCard: RateCard,
): Promise<Fenced> {
  return store.finish(lease, endingOf(end, rateCard))
}
