import {
  type HangupCause,
  type Id,
  invariant,
  type Ms,
  openScope,
  type Scope,
  type TrunkId,
} from '../../../base/index.ts'
import { randomToken, type SipRequest } from '../../../sip/index.ts'
import type {
  CallLeg,
  CallReceiver,
  DialogSnapshot,
  DialRequest,
  IncomingCall,
  Telephony,
} from '../../call-leg.ts'
import type { MediaEngine } from '../../media/media-engine.ts'
import type { Trunk } from '../../trunk.ts'
import { Answers } from './answers.ts'
import { CallerCheck, type Callers } from './caller-check.ts'
import { Inbound } from './inbound.ts'
import { IncomingSipCall } from './incoming-call.ts'
import { LegMedia } from './leg-media.ts'
import { OutgoingCall } from './outgoing-call.ts'
import { within } from './patience.ts'
import type { SipContext } from './sip-context.ts'
import { SipLeg } from './sip-leg.ts'
import { SipStack, type SipStackOptions } from './sip-stack.ts'
import { plannedSnapshot } from './snapshot.ts'
import { terminateDialog } from './terminate.ts'
import type { Endpoint } from './udp-transport.ts'

export interface SipUserAgentOptions extends SipStackOptions {
  readonly media: MediaEngine
  /** Silence on an answered leg after which it counts as lost. */
  readonly mediaLostAfterMs?: Ms
  /** The trunk of a call that another process dialed: its secret answers a challenge to our BYE. */
  readonly findTrunk?: (id: TrunkId) => Promise<Trunk | undefined>
  /** Takes calls only from those who know the secret. */
  readonly callers?: Callers
}
export interface SipUserAgent extends Telephony, CallReceiver {
  /**
   * What `dial(request)` will open, as a dialog that can be stored before the INVITE leaves: `terminate`
   * needs no more than this.
   */
  plan(request: DialRequest): DialogSnapshot
}

const MEDIA_LOST_AFTER_MS: Ms = 20_000
/** How long `close` waits for calls to end properly; what then still runs is dropped. */
const CLOSE_PATIENCE_MS: Ms = 3_000

/** Binds the socket. INVITEs that come before `listen` are refused with 480. */
export async function createSipUserAgent(options: SipUserAgentOptions): Promise<SipUserAgent> {
  let agent: UserAgent | undefined
  const stack = await SipStack.open(options, {
    onRequest: (request, from) => agent?.inbound.onRequest(request, from),
    onStray: (response, from) => agent?.answers.onStray(response, from),
  })
  agent = new UserAgent(stack, options)
  return agent
}

/** What a call of either direction can be told. */
interface AnyCall {
  hangUp(cause: HangupCause): void
  abandon(detail: string): void
}
interface OpenCall {
  readonly call: AnyCall
  /** Resolves when the leg ended and all it owned is released. */
  readonly over: Promise<void>
}

class UserAgent implements SipUserAgent {
  readonly answers: Answers
  readonly inbound: Inbound
  readonly #options: SipUserAgentOptions
  readonly #context: SipContext
  readonly #open = new Set<OpenCall>()
  #onCall: ((call: IncomingCall) => void) | undefined
  #closing: Promise<void> | undefined

  constructor(stack: SipStack, options: SipUserAgentOptions) {
    this.#options = options
    this.answers = new Answers(stack)
    this.#context = {
      stack,
      answers: this.answers,
      media: options.media,
      mediaLostAfterMs: options.mediaLostAfterMs ?? MEDIA_LOST_AFTER_MS,
      dialogs: new Map(),
    }
    const check = options.callers && new CallerCheck(options.callers, options.random)
    const admit = (invite: SipRequest, from: Endpoint) => this.#admit(invite, from)
    this.inbound = new Inbound({ context: this.#context, check, admit })
  }

  get address(): Endpoint {
    const { host, port } = this.#context.stack.transport.local
    return { host: this.#options.publicHost ?? host, port }
  }

  async listen(onCall: (call: IncomingCall) => void): Promise<void> {
    this.#onCall = onCall
  }

  plan(request: DialRequest): DialogSnapshot {
    const { localHost, publicHost } = this.#options
    const unspecified = localHost === '0.0.0.0' || localHost === '::'
    const host = publicHost ?? (unspecified ? '' : localHost)
    return plannedSnapshot(request, { host, port: this.#context.stack.port })
  }

  dial(request: DialRequest): CallLeg {
    invariant(this.#closing === undefined, 'a closed user agent does not dial')
    const media = new LegMedia({ speaks: 'after-answer' })
    return this.#begin(
      media,
      (scope, leg) => new OutgoingCall({ context: this.#context, scope, leg, media, request }),
    ).leg
  }

  terminate(dialog: DialogSnapshot, signal: AbortSignal): Promise<'ended' | 'unconfirmed'> {
    return terminateDialog({ context: this.#context, findTrunk: this.#options.findTrunk }, dialog, signal)
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  #admit(invite: SipRequest, peer: Endpoint): IncomingSipCall | undefined {
    const onCall = this.#onCall
    if (onCall === undefined || this.#closing !== undefined) return undefined
    const media = new LegMedia({ speaks: 'at-once' })
    const tag = this.#context.stack.newTag()
    const begun = this.#begin(
      media,
      (scope, leg) => new IncomingSipCall({ context: this.#context, scope, leg, media, invite, peer, tag }),
    )
    void begun.over.then(() => this.inbound.forget(invite))
    // After the call is known to `inbound`, so that it can be answered or canceled at once.
    queueMicrotask(() => onCall(begun.call))
    return begun.call
  }

  #begin<Call extends AnyCall>(media: LegMedia, make: (scope: Scope, leg: SipLeg) => Call) {
    const scope = openScope({
      onFailure: (work, error) => {
        this.#options.log.error('a SIP call failed inside', { work, error })
        call.abandon(`our own failure: ${work}`)
      },
    })
    const id = randomToken(this.#options.random) as Id<'leg'>
    const leg = new SipLeg(id, media, (cause) => call.hangUp(cause))
    const call = make(scope, leg)
    const over = leg.over.then(() => scope.close())
    const open = { call, over }
    this.#open.add(open)
    void over.then(() => this.#open.delete(open))
    return { call, leg, over }
  }

  async #close(): Promise<void> {
    const { stack } = this.#context
    const { clock } = stack.options
    for (const { call } of this.#open) call.hangUp('failed')
    const properly = Promise.all([...this.#open].map(({ over }) => over)).then(() => this.answers.left())
    await within(clock, CLOSE_PATIENCE_MS, properly)
    const rest = [...this.#open]
    for (const { call } of rest) call.abandon('the process goes')
    await Promise.all(rest.map(({ over }) => over))
    this.answers.close()
    await stack.close()
  }
}
