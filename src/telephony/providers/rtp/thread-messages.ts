import type { DtmfDigit, Ms } from '../../../base/index.ts'
import type { MediaTarget } from '../../media/media-engine.ts'
import type { SharedMedia } from './shared-media.ts'

/** Local RTP ports that may be used, both included. Without them the system gives any. */
export interface PortRange {
  readonly first: number
  readonly last: number
}

/** What a media thread is started with. */
export interface ThreadStart {
  /** One cell: 1 while a wake is under way. */
  readonly wake: Int32Array<SharedArrayBuffer>
  readonly ports: PortRange | undefined
}

/** Orders to a media thread. `stream` names one session's RTP. */
export type ThreadOrder =
  | {
      readonly type: 'open'
      readonly stream: number
      readonly localHost: string
      readonly mediaLostAfterMs: Ms
      readonly memory: SharedMedia
    }
  | { readonly type: 'start'; readonly stream: number; readonly target: MediaTarget }
  | { readonly type: 'answered'; readonly stream: number; readonly atMs: Ms }
  | { readonly type: 'press'; readonly stream: number; readonly digit: DtmfDigit }
  | { readonly type: 'close'; readonly stream: number }

/** News from a media thread; `woken` means that rings hold something new. */
export type ThreadNews =
  | { readonly type: 'woken' }
  | { readonly type: 'opened'; readonly stream: number; readonly port: number }
  | { readonly type: 'not-opened'; readonly stream: number; readonly reason: string }
  | { readonly type: 'digit-pressed'; readonly stream: number; readonly digit: DtmfDigit; readonly atMs: Ms }
  | { readonly type: 'media-lost'; readonly stream: number; readonly atMs: Ms }
  /** A bug of ours in one stream: its call ends, the others go on. */
  | { readonly type: 'failed'; readonly stream: number; readonly reason: string; readonly atMs: Ms }
  | { readonly type: 'closed'; readonly stream: number }
