import { inr, type Ms } from '../base/index.ts'
import type { DialableCall } from '../calls/index.ts'
import { holdAtDial, type Ledger, MINUTE_SECONDS, secondsCovered } from '../ledger/index.ts'

/**
 * Grows the hold to the longest talk the assistant allows, or to what the wallet covers, and says how long
 * the talk may be. Under a minute it is not worth dialing.
 */
export async function fundTalk(
  ledger: Pick<Ledger, 'growHold'>,
  { call, assistant, rateCard }: DialableCall,
): Promise<{ readonly type: 'funded'; readonly longestTalkMs: Ms } | { readonly type: 'too-little' }> {
  const wanted = assistant.maxDurationSeconds
  const hold = await ledger.growHold(call.id, inr(holdAtDial(wanted, rateCard)))
  const seconds = secondsCovered(hold.amount.micros, rateCard, wanted)
  if (seconds < Math.min(MINUTE_SECONDS, wanted)) return { type: 'too-little' }
  return { type: 'funded', longestTalkMs: seconds * 1_000 }
}
