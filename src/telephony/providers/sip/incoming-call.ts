import type { Ms, Scope } from '../../../base/index.ts'
import {
  type AgreedAudio,
  type AudioCapability,
  answerOffer,
  dialogFromInvite,
  headerOf,
  makeOffer,
  parseSdp,
  printNameAddress,
  printSdp,
  type ResponseParts,
  responseTo,
  type SipRequest,
  type TransactionNotice,
  userOf,
} from '../../../sip/index.ts'
import type { CallLeg, IncomingCall } from '../../call-leg.ts'
import type { MediaEngine } from '../../media/media-engine.ts'
import { ABILITIES, bodyHeaders } from './abilities.ts'
import { contactHeader } from './invite.ts'
import type { LegMedia } from './leg-media.ts'
import { LiveDialog } from './live-dialog.ts'
import type { SipContext } from './sip-context.ts'
import type { LegEnd, SipLeg } from './sip-leg.ts'
import type { ServerTransaction } from './transaction-layer.ts'
import { type Endpoint, printEndpoint } from './udp-transport.ts'

export interface IncomingParts {
  readonly context: SipContext
  readonly scope: Scope
  readonly leg: SipLeg
  readonly media: LegMedia
  readonly invite: SipRequest
  /** Where the INVITE came from. */
  readonly peer: Endpoint
  /** Our tag in To. */
  readonly tag: string
}
/** The media of an incoming call once its port is bound: what we say in 183 and 200. */
interface Described {
  readonly audio: AudioCapability
  readonly sessionId: string
  readonly body: Uint8Array
  /** Undefined while the offer is ours. */
  readonly agreed: AgreedAudio | undefined
}
/**
 * offered: nothing but provisional responses was sent. answering: a 200 is on its way.
 * up: answered; the dialog has it. over: refused, canceled or ended.
 */
type State =
  | { readonly phase: 'offered' | 'answering' | 'over' }
  | { readonly phase: 'up'; readonly live: LiveDialog }

/** A call that reached us, until it is answered or refused. */
export class IncomingSipCall implements IncomingCall {
  readonly sipCallId: string
  readonly from: string
  readonly to: string
  readonly #parts: IncomingParts
  readonly #transaction: ServerTransaction
  readonly #gone = new AbortController()
  #state: State = { phase: 'offered' }
  #described: Promise<Described | undefined> | undefined

  constructor(parts: IncomingParts) {
    const { invite, context } = parts
    this.#parts = parts
    this.sipCallId = invite.callId
    this.from = userOf(invite.from.uri)
    this.to = userOf(invite.to.uri)
    this.#transaction = context.stack.transactions.serveInvite(invite, (notice) => this.#onNotice(notice))
  }

  get gone(): AbortSignal {
    return this.#gone.signal
  }

  header(name: string): string | undefined {
    const { invite } = this.#parts
    const own: Readonly<Record<string, string>> = {
      from: printNameAddress(invite.from),
      to: printNameAddress(invite.to),
      'call-id': invite.callId,
      cseq: `${invite.cseq.number} ${invite.cseq.method}`,
    }
    return own[name.toLowerCase()] ?? headerOf(invite, name)
  }

  ring(): void {
    if (this.#state.phase === 'offered') this.#respond({ status: 180 })
  }

  earlyMedia(): CallLeg {
    const { scope, media, leg, context } = this.#parts
    scope.start('send early media', async () => {
      const described = await this.#describe(context.media)
      if (described?.agreed === undefined || this.#state.phase !== 'offered') return
      this.#respond({ status: 183, headers: bodyHeaders, body: described.body })
      media.start(described.agreed)
    })
    return leg
  }

  answer(options: { readonly media?: MediaEngine } = {}): CallLeg {
    const { scope, leg, context } = this.#parts
    if (this.#state.phase !== 'offered') return leg
    this.#state = { phase: 'answering' }
    scope.start('answer', async () => {
      const described = await this.#describe(options.media ?? context.media)
      if (this.#state.phase !== 'answering') return
      if (described === undefined) this.#refuse(488)
      else await this.#accept(described)
    })
    return leg
  }

  reject(status: number, reason: string): void {
    if (this.#state.phase !== 'offered') return
    this.#respond({ status, reason: reason.replace(/[\r\n]/g, ' ') })
    this.#finish({ cause: 'rejected', by: 'us', definite: true, detail: `refused with ${status}` })
  }

  /** The caller does not want it any more (RFC 3261 §9.2). */
  onCancel(): void {
    if (this.#state.phase !== 'offered' && this.#state.phase !== 'answering') return
    this.#respond({ status: 487 })
    const detail = `CANCEL from ${printEndpoint(this.#parts.peer)}`
    this.#finish({ cause: 'canceled', by: 'human', definite: true, detail })
  }

  hangUp(): void {
    if (this.#state.phase === 'up') return this.#state.live.hangUp('normal')
    if (this.#state.phase === 'over') return
    this.#refuse(480)
  }

  onMediaLost(): void {
    if (this.#state.phase === 'up') this.#state.live.onMediaLost()
  }

  abandon(detail: string): void {
    if (this.#state.phase === 'up') return this.#state.live.abandon(detail)
    if (this.#state.phase === 'over') return
    this.#respond({ status: 503 })
    this.#finish({ cause: 'failed', by: 'us', definite: false, detail })
  }

  async #accept(described: Described): Promise<void> {
    const { leg, media, invite } = this.#parts
    const live = this.#goLive(described, await this.#host())
    const response = responseTo(invite, this.#answerParts(described, await this.#host()))
    this.#state = { phase: 'up', live }
    live.answer(this.#transaction, response, described.agreed === undefined)
    const atMs = this.#now()
    if (described.agreed !== undefined) media.start(described.agreed)
    media.answered(atMs)
    live.tellSnapshot()
    leg.tell({ type: 'answered', atMs })
  }

  #goLive({ audio, sessionId }: Described, host: string): LiveDialog {
    const { context, scope, leg, media, invite, peer, tag } = this.#parts
    const { port } = context.stack
    return new LiveDialog({
      ...{ context, scope, leg, media, audio, sessionId, peer },
      dialog: dialogFromInvite(invite, tag),
      contact: contactHeader(host, port),
      behindNat: false,
      snapshotOf: (dialog) => ({
        protocol: 'sip',
        phase: 'confirmed',
        dialog,
        requestUri: dialog.remoteTarget,
        inviteCSeq: invite.cseq.number,
        sentBy: { host, port },
        peer,
        trunkId: '',
      }),
    })
  }

  #answerParts({ body }: Described, host: string): ResponseParts {
    const { tag, context } = this.#parts
    const contact = contactHeader(host, context.stack.port)
    return { status: 200, tag, headers: [contact, ...ABILITIES.headers, ...bodyHeaders], body }
  }

  /** Binds the media port once, for the 183 and the 200 alike; undefined when the offer does not fit. */
  #describe(media: MediaEngine): Promise<Described | undefined> {
    this.#described ??= this.#openMedia(media)
    return this.#described
  }

  async #openMedia(engine: MediaEngine): Promise<Described | undefined> {
    const { context, media, leg, invite } = this.#parts
    const { options } = context.stack
    const session = await media.open(engine, options.localHost, context.mediaLostAfterMs, (event) => {
      if (event.type === 'media-lost') this.onMediaLost()
      else leg.tell(event)
    })
    if (session === undefined) return undefined
    const audio: AudioCapability = {
      address: await this.#host(),
      port: session.port,
      codecs: ['PCMA', 'PCMU'],
    }
    const sessionId = String(Math.floor(options.random.next() * 2 ** 48))
    const id = { sessionId, version: 1 }
    if (invite.body.length === 0) {
      return { audio, sessionId, body: printSdp(makeOffer(audio, id)), agreed: undefined }
    }
    const offer = parseSdp(invite.body)
    const settled = offer && answerOffer(offer, audio, id)
    return settled && { audio, sessionId, body: printSdp(settled.answer), agreed: settled.agreed }
  }

  #onNotice(notice: TransactionNotice): void {
    if (this.#state.phase !== 'up' || notice.type !== 'request') return
    this.#state.live.onAck(notice.request)
  }

  #refuse(status: number): void {
    this.#respond({ status })
    this.#finish({ cause: 'failed', by: 'us', definite: true, detail: `refused with ${status}` })
  }

  #respond(parts: ResponseParts): void {
    const { invite, tag } = this.#parts
    this.#transaction.respond(responseTo(invite, { ...parts, tag }))
  }

  #finish(end: LegEnd): void {
    this.#state = { phase: 'over' }
    const { scope, media, leg } = this.#parts
    scope.start('close media', () => media.close())
    leg.end(end, this.#now())
    if (end.by === 'human') this.#gone.abort(new Error(end.detail))
  }

  #host(): Promise<string> {
    const { context, peer } = this.#parts
    return context.stack.hostToward(peer)
  }

  #now(): Ms {
    return this.#parts.context.stack.options.clock.monotonic()
  }
}
