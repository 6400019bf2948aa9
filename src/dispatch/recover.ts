import type { Ms } from '../base/index.ts'
import type { AbandonedCall, CallEnd, StoredDialog } from '../calls/index.ts'
import { outputsOf } from '../conversation/index.ts'
import type { DialogSnapshot } from '../telephony/index.ts'
import { atMost } from './at-most.ts'
import type { DispatcherDeps } from './deps.ts'
import { giveBack } from './dial-call.ts'
import { endCall } from './end-call.ts'
import type { HeldCall } from './held-call.ts'

/** How long the end of a call waits for the other side to confirm; CANCEL or BYE goes on being repeated. */
const TERMINATE_PATIENCE_MS: Ms = 6_000

type Attempt = NonNullable<AbandonedCall['attempt']>

/**
 * Ends or returns a call whose worker died. Not dialed: back to the queue. Dialed: CANCEL or BYE, so that
 * nobody is left in dead air, then its end with what the journal kept. It is ours that it broke: free, and
 * never dialed
 * again.
 */
export async function recoverCall(
  deps: DispatcherDeps,
  held: HeldCall,
  attempt: Attempt | undefined,
): Promise<void> {
  const { callId } = held.lease
  deps.log.warn('A call was taken over from a worker that died', { callId, dialed: attempt !== undefined })
  if (attempt === undefined) return giveBack(deps, held, deps.clock.wallTime())
  await terminate(deps, held, attempt)
  const dialable = await deps.stores.dispatch.load(callId)
  if (dialable === undefined) return
  const end = await endOf(deps, attempt, dialable.call.answeredAt)
  await endCall(deps, held, end, dialable.rateCard)
}

async function terminate(deps: DispatcherDeps, held: HeldCall, { dialog }: Attempt): Promise<void> {
  const { callId } = held.lease
  if (!isDialog(dialog)) return deps.log.error('A leg cannot be ended: its dialog is not known', { callId })
  const done = deps.telephony.terminate(dialog, held.signal).then(
    (outcome) => deps.log.info('A leg of a dead worker was ended', { callId, outcome }),
    (error: unknown) => deps.log.error('A leg of a dead worker could not be ended', { callId, error }),
  )
  await atMost(deps.clock, TERMINATE_PATIENCE_MS, done)
}

async function endOf(
  deps: DispatcherDeps,
  { id }: Attempt,
  answeredAt: number | undefined,
): Promise<CallEnd> {
  const events = await deps.stores.journals.read(id)
  return {
    reason: 'internal_error',
    detail: 'the worker died',
    answeredAt,
    endedAt: deps.clock.wallTime(),
    outputs: outputsOf(events),
    hasRecording: await recoverRecording(deps, id),
  }
}

async function recoverRecording(deps: DispatcherDeps, attempt: Attempt['id']): Promise<boolean> {
  try {
    return (await deps.recordings.recover(attempt)) === 'recovered'
  } catch (error) {
    deps.log.error('A recording could not be recovered', { attempt, error })
    return false
  }
}

function isDialog(dialog: StoredDialog): dialog is DialogSnapshot {
  const { phase } = dialog
  return phase === 'inviting' || phase === 'confirmed'
}
