import { unreachable } from '../base/index.ts'
import type { DisconnectionReason } from '../calls/index.ts'
import type { HangUpWhy } from '../conversation/index.ts'
import type { LegEvent } from '../telephony/index.ts'

export type LegEnd = Extract<LegEvent, { type: 'ended' }>
/** Why we hung up: what the conversation decided, or a bug or order from outside. */
export type OurEnd = HangUpWhy | 'failed'

/** Why the call ended. What we decided first counts, also when the other side hung up meanwhile. */
export function reasonOf(ended: LegEnd | undefined, ours: OurEnd | undefined): DisconnectionReason {
  if (ours !== undefined) return reasonOfOurs(ours)
  if (ended === undefined) return 'internal_error'
  if (ended.cause === 'media-lost') return 'media_lost'
  if (ended.by === 'human') return 'customer_hangup'
  return ended.by === 'network' ? 'carrier_error' : 'internal_error'
}

function reasonOfOurs(ours: OurEnd): DisconnectionReason {
  switch (ours) {
    case 'assistant-decided':
      return 'assistant_hangup'
    case 'silence':
      return 'silence'
    case 'call-limit':
      return 'max_duration'
    case 'voicemail':
      return 'voicemail'
    case 'failed':
      return 'internal_error'
    default:
      return unreachable(ours)
  }
}
