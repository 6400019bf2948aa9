import { type CallEnd, finishCall } from '../calls/index.ts'
import type { RateCard } from '../ledger/index.ts'
import type { DispatcherDeps } from './deps.ts'
import type { HeldCall } from './held-call.ts'
import { persist } from './persist.ts'

/** Writes the end of a call, settles its money and lets the next of its workspace go. */
export async function endCall(
  deps: DispatcherDeps,
  held: HeldCall,
  end: CallEnd,
  rateCard: RateCard,
): Promise<void> {
  const { dispatch, dispatchers } = deps.stores
  const { callId } = held.lease
  const kept = await persist(deps, held, 'finish', () => finishCall(dispatch, held.lease, end, rateCard))
  if (kept === 'lost') return
  dispatchers.wake()
  deps.log.info('A call ended', { callId, reason: end.reason, detail: end.detail })
  await deps.step?.('finished', callId)
}
