import type { AudioFrame, AudioSink } from '../../audio/index.ts'
import type { DtmfDigit, Ms } from '../../base/index.ts'
import type { WireTap } from './wire-tap.ts'

export type Codec = 'PCMA' | 'PCMU'

/** What the SDP answer settled. */
export interface MediaTarget {
  readonly host: string
  readonly port: number
  readonly codec: Codec
  /** Payload type of telephone-event (RFC 4733), when the other side takes it. */
  readonly telephoneEvent?: number
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'
}
export type MediaEvent = { readonly atMs: Ms } & (
  | { readonly type: 'digit-pressed'; readonly digit: DtmfDigit }
  | { readonly type: 'mark-played'; readonly mark: number }
  /** No valid packet for the silence limit although the direction lets us expect them. */
  | { readonly type: 'media-lost' }
)
export interface MediaStatistics {
  readonly packetsSent: number
  readonly packetsReceived: number
  readonly packetsLost: number
  readonly packetsLate: number
  readonly jitterMs: Ms
  readonly roundTripMs: Ms | undefined
}

/** The RTP side of one leg, run by a media thread. The audio methods mean what they mean on `CallLeg`. */
export interface MediaSession {
  /** Local RTP port, for the SDP. */
  readonly port: number
  /** Starts sending and receiving, or changes the target (re-INVITE, an answer after early media). */
  start(target: MediaTarget): void
  /**
   * From now on the leg counts as answered: `playedMs` starts at 0, and listening, tap and recording begin
   * here.
   */
  answered(atMs: Ms): void
  onEvent(notice: (event: MediaEvent) => void): void
  listen(sink: AudioSink): void
  tap(tap: WireTap): void
  play(frame: AudioFrame): void
  mark(mark: number): void
  clear(): void
  playedMs(): Ms
  pressDigit(digit: DtmfDigit): void
  statistics(): MediaStatistics
  close(): Promise<void>
}

/** All RTP of a process: worker threads with one absolute-deadline slot clock each. */
export interface MediaEngine {
  /** Binds a local RTP port and its RTCP neighbour. */
  open(options: { readonly localHost: string; readonly mediaLostAfterMs: Ms }): Promise<MediaSession>
  close(): Promise<void>
}
