import type { Ms } from '../../base/index.ts'
import { T1_MS, T2_MS, TRANSACTION_MS } from './step.ts'

/**
 * When to send a 2xx to an INVITE again: at T1, then at doubling gaps up to T2, until the ACK (RFC 3261
 * §13.3.1.4). `sentForMs` counts from the first; undefined when 64·T1 have gone by and the call must end.
 */
export function nextAnswerGapMs(gapMs: Ms | undefined, sentForMs: Ms): Ms | undefined {
  if (sentForMs >= TRANSACTION_MS) return undefined
  return gapMs === undefined ? T1_MS : Math.min(gapMs * 2, T2_MS, TRANSACTION_MS - sentForMs)
}
