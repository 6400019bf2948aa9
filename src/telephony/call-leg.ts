import type { AudioFrame, AudioSink } from '../audio/index.ts'
import type { AttemptId, CallId, DtmfDigit, HangupCause, Id, Ms, PhoneNumber } from '../base/index.ts'
import type { MediaEngine } from './media/media-engine.ts'
import type { WireTap } from './media/wire-tap.ts'
import type { Trunk } from './trunk.ts'

export type { WireTap }

export interface DialRequest {
  readonly callId: CallId
  readonly attemptId: AttemptId
  /** The one SIP Call-ID of this attempt, derived from it and stored before the INVITE leaves. */
  readonly sipCallId: string
  readonly trunk: Trunk
  readonly from: PhoneNumber
  readonly to: PhoneNumber
  readonly ringLimitMs: Ms
}

/**
 * All that another process needs to end this leg after ours died: plain data, kept with the attempt.
 * `inviting`: the INVITE may have left, no final answer yet (CANCEL). `confirmed`: answered (BYE).
 */
export type DialogSnapshot = { readonly phase: 'inviting' | 'confirmed' } & Readonly<Record<string, unknown>>

export type LegEvent = { readonly atMs: Ms } & (
  | { readonly type: 'dialog-changed'; readonly dialog: DialogSnapshot }
  /** Early media is never spoken to, billed or called answered. */
  | { readonly type: 'ringing'; readonly earlyMedia: boolean }
  | { readonly type: 'answered' }
  | { readonly type: 'digit-pressed'; readonly digit: DtmfDigit }
  | { readonly type: 'mark-played'; readonly mark: number }
  | {
      readonly type: 'ended'
      readonly cause: HangupCause
      readonly by: 'human' | 'us' | 'network'
      /**
       * True when the other side definitely said how it ended; after an unclear end nothing is dialed again.
       */
      readonly definite: boolean
      /** For people who operate trunks: "486 Busy Here from 127.0.0.1:5070", "timer B". */
      readonly detail: string
    }
)

export interface CallLeg {
  readonly id: Id<'leg'>
  /** In order; finishes after `ended`. */
  readonly events: AsyncIterable<LegEvent>
  /** Writes a frame every 20 ms once media flows; lost or suppressed audio is silence. One sink a leg. */
  listen(sink: AudioSink): void
  /** The recorder's ear. One tap a leg; set before the answer. */
  tap(tap: WireTap): void
  /** Queues 20 ms at 8 kHz. The samples are copied. */
  play(frame: AudioFrame): void
  /** Reports `mark-played` when all audio queued before it has been sent. */
  mark(mark: number): void
  /**
   * Drops what is queued and not yet sent; marks behind it are never reported. Silent on the wire within 20
   * ms.
   */
  clear(): void
  /** Queued audio sent so far, without the silence between: a sum of 20 ms frames since the answer. */
  playedMs(): Ms
  pressDigit(digit: DtmfDigit): void
  hangUp(cause: HangupCause): Promise<void>
}

export interface Telephony {
  /** Sends the INVITE and returns at once; news arrives as leg events. Never dials again by itself. */
  dial(request: DialRequest): CallLeg
  /**
   * Ends a leg whose process died: CANCEL or BYE from its stored dialog, and ACK + BYE for an answer that
   * crosses.
   * Resolves when the other side confirmed or RFC 3261's timers ran out; says which.
   */
  terminate(dialog: DialogSnapshot, signal: AbortSignal): Promise<'ended' | 'unconfirmed'>
  close(): Promise<void>
}

/** A call that reached us. The test carrier stands on it; inbound calls will. */
export interface IncomingCall {
  readonly sipCallId: string
  /** User parts of the From and To URIs, as they came. */
  readonly from: string
  readonly to: string
  /** A header of the INVITE, by name in any case. */
  header(name: string): string | undefined
  ring(): void
  /** Sends audio before the answer (183 with SDP). */
  earlyMedia(): CallLeg
  /** `media`: carries this one call instead of the receiver's own, as for a line with trouble. */
  answer(options?: { readonly media?: MediaEngine }): CallLeg
  reject(status: number, reason: string): void
  /** Aborted when the caller cancels or hangs up before the answer. */
  readonly gone: AbortSignal
}
export interface CallReceiver {
  readonly address: { readonly host: string; readonly port: number }
  /** Resolves once the socket is bound and INVITEs are taken. */
  listen(onCall: (call: IncomingCall) => void): Promise<void>
  close(): Promise<void>
}
