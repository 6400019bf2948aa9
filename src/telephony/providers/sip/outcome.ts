import type { HangupCause } from '../../../base/index.ts'
import { headerOf, type SipResponse } from '../../../sip/index.ts'

const CAUSES: Readonly<Record<number, HangupCause>> = {
  403: 'rejected',
  404: 'invalid-number',
  408: 'no-answer',
  410: 'invalid-number',
  433: 'rejected',
  480: 'unreachable',
  484: 'invalid-number',
  485: 'invalid-number',
  486: 'busy',
  487: 'no-answer',
  503: 'unreachable',
  600: 'busy',
  604: 'invalid-number',
}

/** What a final failure of an INVITE means for the call (RFC 3261 §21; 433: RFC 5079; 607: RFC 8197). */
export function causeOf(status: number): HangupCause {
  return CAUSES[status] ?? (status >= 600 ? 'rejected' : 'failed')
}

/** "486 Busy Here from 192.0.2.7:5060", with the carrier's own reason (RFC 3326) when it gave one. */
export function describeResponse(response: SipResponse, from: string): string {
  const reason = headerOf(response, 'Reason')
  const text = `${response.status} ${response.reason} from ${from}`
  return readable(reason === undefined ? text : `${text} (${reason})`)
}

const DETAIL_MAX = 200

/** Wire text holds one character a byte; people read UTF-8 without control characters. */
function readable(text: string): string {
  return Buffer.from(text, 'latin1')
    .toString('utf8')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, DETAIL_MAX)
}
