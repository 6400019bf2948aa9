import type { Ms } from '../../../base/index.ts'
import type { SipRequest } from '../../../sip/index.ts'
import type { MediaEngine } from '../../media/media-engine.ts'
import type { Answers } from './answers.ts'
import type { SipStack } from './sip-stack.ts'

/** An answered call, as far as new requests concern it. */
export interface DialogUser {
  onAck(request: SipRequest): void
  onRequest(request: SipRequest): void
}
/** What the calls of one user agent share. */
export interface SipContext {
  readonly stack: SipStack
  readonly answers: Answers
  readonly media: MediaEngine
  readonly mediaLostAfterMs: Ms
  /** By `dialogKey`. */
  readonly dialogs: Map<string, DialogUser>
}
