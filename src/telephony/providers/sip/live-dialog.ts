import type { HangupCause, Ms, Scope } from '../../../base/index.ts'
import {
  type AgreedAudio,
  type AudioCapability,
  acceptAnswer,
  answerOffer,
  type Dialog,
  type DigestAccount,
  dialogKey,
  type Header,
  makeOffer,
  onRequestInDialog,
  parseSdp,
  printSdp,
  type ResponseParts,
  responseTo,
  type SipRequest,
  type SipResponse,
} from '../../../sip/index.ts'
import { ABILITIES, bodyHeaders } from './abilities.ts'
import { repeatAnswer } from './answer-repeater.ts'
import { digitOf } from './info-digit.ts'
import type { LegMedia } from './leg-media.ts'
import { within } from './patience.ts'
import { sayBye } from './say-bye.ts'
import type { DialogUser, SipContext } from './sip-context.ts'
import type { LegEnd, SipLeg } from './sip-leg.ts'
import type { SipSnapshot } from './snapshot.ts'
import type { ServerTransaction } from './transaction-layer.ts'
import { type Endpoint, printEndpoint } from './udp-transport.ts'

export interface LiveDialogParts {
  readonly context: SipContext
  readonly scope: Scope
  readonly leg: SipLeg
  readonly media: LegMedia
  readonly dialog: Dialog
  /** What our side offers in SDP. */
  readonly audio: AudioCapability
  readonly sessionId: string
  readonly contact: Header
  /** Where the other side's messages come from. */
  readonly peer: Endpoint
  readonly behindNat: boolean
  readonly account?: DigestAccount | undefined
  readonly snapshotOf: (dialog: Dialog) => SipSnapshot
}

/** How long an ended leg waits to hear that the other side took the BYE; the BYE goes on being repeated. */
const BYE_PATIENCE_MS: Ms = 1_500
/** Below the 30 s after which routers forget a UDP mapping (RFC 4787 REQ-5 wants two minutes). */
const KEEP_ALIVE_MS: Ms = 20_000

/**
 * `up`: talking. `ending`: our BYE is out. `over`: nothing more comes of it.
 * From `up` the other side's BYE leads straight to `over`.
 */
type Phase = 'up' | 'ending' | 'over'

/** An answered call: what the other side may ask of it, and its end. */
export class LiveDialog implements DialogUser {
  readonly #parts: LiveDialogParts
  #dialog: Dialog
  #phase: Phase = 'up'
  #descriptionVersion = 1
  /** Set while a 2xx of ours waits for its ACK; `offered` when that ACK must bring an answer to our offer. */
  #unacknowledged: { readonly stop: () => void; readonly offered: boolean } | undefined
  #stopKeepAlive: () => void = () => undefined

  constructor(parts: LiveDialogParts) {
    this.#parts = parts
    this.#dialog = parts.dialog
    parts.context.dialogs.set(dialogKey(parts.dialog), this)
    if (parts.behindNat) this.#keepAlive()
  }

  get remoteTag(): string {
    return this.#dialog.remoteTag
  }

  /** Sends a 2xx of ours until its ACK comes. `offered`: it carries an offer, the ACK the answer. */
  answer(transaction: ServerTransaction, response: SipResponse, offered: boolean): void {
    this.#unacknowledged?.stop()
    const stop = repeatAnswer(this.#parts.context.stack, transaction, response, () =>
      this.#end({ cause: 'failed', by: 'network', definite: false, detail: 'no ACK for our answer' }),
    )
    this.#unacknowledged = { stop, offered }
  }

  onAck(request: SipRequest): void {
    const waiting = this.#unacknowledged
    if (waiting === undefined || this.#phase !== 'up') return
    waiting.stop()
    this.#unacknowledged = undefined
    if (!waiting.offered) return
    const answer = parseSdp(request.body)
    const agreed = answer && acceptAnswer(answer, this.#parts.audio)
    if (agreed !== undefined) this.#parts.media.start(agreed)
    else this.#end({ cause: 'failed', by: 'us', definite: true, detail: 'an ACK without a usable answer' })
  }

  onRequest(request: SipRequest): void {
    const step = onRequestInDialog(this.#dialog, request)
    if (step.type === 'out-of-order') return this.#respond(request, { status: 500 })
    const changed = step.dialog.remoteTarget !== this.#dialog.remoteTarget
    this.#dialog = step.dialog
    if (changed) this.tellSnapshot()
    switch (request.method) {
      case 'BYE':
        return this.#onBye(request)
      case 'INVITE':
        return this.#onReInvite(request)
      case 'UPDATE':
        return this.#onUpdate(request)
      case 'INFO':
        return this.#onInfo(request)
      default:
        return this.#respond(request, { status: 200, headers: ABILITIES.headers })
    }
  }

  hangUp(cause: HangupCause): void {
    this.#end({ cause, by: 'us', definite: true, detail: 'hung up' })
  }

  onMediaLost(): void {
    this.#end({ cause: 'media-lost', by: 'network', definite: false, detail: 'no audio came any more' })
  }

  /** Ends at once, without waiting for anybody: the process goes. */
  abandon(detail: string): void {
    if (this.#phase === 'over') return
    this.#release()
    this.#finish({ cause: 'failed', by: 'us', definite: false, detail }, this.#now())
  }

  tellSnapshot(): void {
    const { leg, snapshotOf } = this.#parts
    leg.tell({ type: 'dialog-changed', dialog: snapshotOf(this.#dialog), atMs: this.#now() })
  }

  #onBye(request: SipRequest): void {
    this.#respond(request, { status: 200 })
    if (this.#phase !== 'up') return
    this.#release()
    const detail = `BYE from ${printEndpoint(this.#parts.peer)}`
    this.#finish({ cause: 'normal', by: 'human', definite: true, detail }, this.#now())
  }

  /** A new offer, or the wish to get one (RFC 3261 §14.2): hold, resume, another address. */
  #onReInvite(request: SipRequest): void {
    const { stack } = this.#parts.context
    const transaction = stack.transactions.serveInvite(request, (notice) => {
      if (notice.type === 'request') this.onAck(notice.request)
    })
    const refuse = (status: number) => transaction.respond(responseTo(request, { status }))
    if (this.#phase !== 'up') return refuse(481)
    if (this.#unacknowledged !== undefined) return refuse(491)
    const description = this.#describe(request)
    if (description === undefined) return refuse(488)
    if (description.agreed !== undefined) this.#parts.media.start(description.agreed)
    const response = responseTo(request, { status: 200, ...this.#withBody(description.body) })
    this.answer(transaction, response, description.agreed === undefined)
  }

  #onUpdate(request: SipRequest): void {
    if (request.body.length === 0)
      return this.#respond(request, { status: 200, headers: [this.#parts.contact] })
    const description = this.#describe(request)
    if (description?.agreed === undefined) return this.#respond(request, { status: 488 })
    this.#parts.media.start(description.agreed)
    this.#respond(request, { status: 200, ...this.#withBody(description.body) })
  }

  #onInfo(request: SipRequest): void {
    const digit = digitOf(request)
    if (digit !== undefined) this.#parts.leg.tell({ type: 'digit-pressed', digit, atMs: this.#now() })
    this.#respond(request, { status: 200 })
  }

  /** Our answer to the offer in `request`, or our offer when it has none; undefined when nothing fits. */
  #describe(request: SipRequest): { readonly body: Uint8Array; readonly agreed?: AgreedAudio } | undefined {
    const { audio, sessionId } = this.#parts
    this.#descriptionVersion += 1
    const id = { sessionId, version: this.#descriptionVersion }
    if (request.body.length === 0) return { body: printSdp(makeOffer(audio, id)) }
    const offer = parseSdp(request.body)
    const settled = offer && answerOffer(offer, audio, id)
    return settled && { body: printSdp(settled.answer), agreed: settled.agreed }
  }

  #withBody(body: Uint8Array): Pick<ResponseParts, 'headers' | 'body'> {
    return { headers: [this.#parts.contact, ...ABILITIES.headers, ...bodyHeaders], body }
  }

  #respond(request: SipRequest, parts: ResponseParts): void {
    const { transactions } = this.#parts.context.stack
    if (request.method === 'INVITE') {
      transactions.serveInvite(request, () => undefined).respond(responseTo(request, parts))
    } else {
      transactions.serve(request).respond(responseTo(request, parts))
    }
  }

  /** Says BYE and gives `ended` when it was taken, or when patience ran out. */
  #end(end: LegEnd): void {
    if (this.#phase !== 'up') return
    this.#release()
    this.#phase = 'ending'
    const atMs = this.#now()
    const { context, peer, account, scope } = this.#parts
    const { clock } = context.stack.options
    scope.start('say BYE', async () => {
      const cseq = this.#dialog.localCSeq + 1
      const bye = sayBye(context.stack, { dialog: this.#dialog, cseq, peer, account })
      const outcome = await within(clock, BYE_PATIENCE_MS, bye)
      const detail = `${end.detail}; ${outcome?.detail ?? `BYE: no answer yet from ${printEndpoint(peer)}`}`
      this.#finish({ ...end, definite: end.definite && outcome?.confirmed === true, detail }, atMs)
    })
  }

  #finish(end: LegEnd, atMs: Ms): void {
    if (this.#phase === 'over') return
    this.#phase = 'over'
    const { context, leg } = this.#parts
    context.dialogs.delete(dialogKey(this.#dialog))
    leg.end(end, atMs)
  }

  #release(): void {
    this.#unacknowledged?.stop()
    this.#stopKeepAlive()
    const { media, scope } = this.#parts
    scope.start('close media', () => media.close())
  }

  #keepAlive(): void {
    const { stack } = this.#parts.context
    this.#stopKeepAlive = stack.options.clock.after(KEEP_ALIVE_MS, () => {
      stack.transport.keepAlive(this.#parts.peer)
      this.#keepAlive()
    })
  }

  #now(): Ms {
    return this.#parts.context.stack.options.clock.monotonic()
  }
}
