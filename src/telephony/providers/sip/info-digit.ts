import type { DtmfDigit } from '../../../base/index.ts'
import { contentTypeOf, type SipRequest } from '../../../sip/index.ts'

const DIGITS: readonly string[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#']
/** RFC 4733 §3.2 numbers of the two keys that are no digits, which some senders write instead. */
const EVENT_KEYS: Readonly<Record<string, string>> = { 10: '*', 11: '#' }
const isDigit = (text: string): text is DtmfDigit => DIGITS.includes(text)

/**
 * The key in an INFO as gateways send it: `application/dtmf-relay` with `Signal=5`, or `application/dtmf`
 * with the key alone. No RFC says so; practice does.
 */
export function digitOf(request: SipRequest): DtmfDigit | undefined {
  const text = Buffer.from(request.body).toString('latin1')
  const type = contentTypeOf(request)
  const signal =
    type === 'application/dtmf-relay'
      ? /^\s*Signal\s*=\s*(\S+)/im.exec(text)?.[1]
      : type === 'application/dtmf'
        ? text.trim()
        : undefined
  const key = EVENT_KEYS[signal ?? ''] ?? signal ?? ''
  return isDigit(key) ? key : undefined
}
