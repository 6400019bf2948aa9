import type { Ms } from '../../../base/index.ts'
import { nextAnswerGapMs, type SipResponse } from '../../../sip/index.ts'
import type { SipStack } from './sip-stack.ts'
import type { ServerTransaction } from './transaction-layer.ts'

/**
 * Sends a 2xx until the returned function is called: the ACK came. `onUnheard` when it never came (RFC 3261
 * §13.3.1.4).
 */
export function repeatAnswer(
  stack: SipStack,
  transaction: ServerTransaction,
  response: SipResponse,
  onUnheard: () => void,
): () => void {
  const { clock } = stack.options
  const sinceMs = clock.monotonic()
  let callOff: () => void = () => undefined
  const next = (gapMs: Ms | undefined) => {
    const delayMs = nextAnswerGapMs(gapMs, clock.monotonic() - sinceMs)
    if (delayMs === undefined) return onUnheard()
    callOff = clock.after(delayMs, () => {
      transaction.respond(response)
      next(delayMs)
    })
  }
  transaction.respond(response)
  next(undefined)
  return () => callOff()
}
