import type { HangupCause } from '../base/index.ts'
import type { DisconnectionReason } from '../calls/index.ts'

const UNANSWERED: Readonly<Record<HangupCause, DisconnectionReason>> = {
  normal: 'unanswered',
  busy: 'busy',
  'no-answer': 'unanswered',
  rejected: 'rejected',
  'invalid-number': 'invalid_number',
  unreachable: 'unreachable',
  canceled: 'unanswered',
  'media-lost': 'media_lost',
  failed: 'carrier_error',
}

/** Why a call that nobody answered ended. */
export const unansweredReason = (cause: HangupCause): DisconnectionReason => UNANSWERED[cause]
