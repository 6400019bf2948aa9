import { type HangupCause, type Ms, pause, type Scope } from '../../../base/index.ts'
import {
  type AgreedAudio,
  acceptAnswer,
  cancelFor,
  type Dialog,
  dialogFromResponse,
  type Header,
  parseSdp,
  type SipRequest,
  type SipResponse,
  TRANSACTION_MS,
  type TransactionNotice,
  tagOf,
} from '../../../sip/index.ts'
import type { DialRequest } from '../../call-leg.ts'
import { accountOf, authorizationFor } from './authorization.ts'
import { inviteOf } from './invite.ts'
import type { LegMedia } from './leg-media.ts'
import { LiveDialog } from './live-dialog.ts'
import { isBehindNat } from './nat.ts'
import { causeOf, describeResponse } from './outcome.ts'
import { type Prepared, prepareInvite } from './prepare-invite.ts'
import type { SipContext } from './sip-context.ts'
import type { LegEnd, SipLeg } from './sip-leg.ts'
import type { SipSnapshot } from './snapshot.ts'
import type { ClientTransaction } from './transaction-layer.ts'
import { printEndpoint } from './udp-transport.ts'

export interface OutgoingParts {
  readonly context: SipContext
  readonly scope: Scope
  readonly leg: SipLeg
  readonly media: LegMedia
  readonly request: DialRequest
}
/** One INVITE on the wire: the first, or the one that answers a challenge. */
interface Attempt {
  readonly prepared: Prepared
  readonly snapshot: SipSnapshot
  readonly invite: SipRequest
  readonly authorization: readonly Header[]
  /** Whether a provisional response came: only then may a CANCEL leave (RFC 3261 §9.1). */
  readonly heard: boolean
  readonly early: AgreedAudio | undefined
  readonly rang: boolean
}
/**
 * preparing: looking up the carrier, binding a media port; nothing has left.
 * inviting: an INVITE is out. With a `wish` it is being given up: CANCEL leaves as soon as it may.
 * up: answered; the dialog has it.
 * over: the leg ended. Answers that still come are acknowledged and left.
 */
type State =
  | { readonly phase: 'preparing' }
  | {
      readonly phase: 'inviting'
      readonly attempt: Attempt
      readonly transaction: ClientTransaction
      readonly wish: LegEnd | undefined
    }
  | { readonly phase: 'up'; readonly live: LiveDialog; readonly attempt: Attempt }
  | { readonly phase: 'over' }
type Inviting = Extract<State, { readonly phase: 'inviting' }>

/** A leg we dialed, from the look-up of the carrier to its answer or failure. */
export class OutgoingCall {
  readonly #parts: OutgoingParts
  #state: State = { phase: 'preparing' }
  #stopRinging: () => void = () => undefined

  constructor(parts: OutgoingParts) {
    this.#parts = parts
    parts.scope.start('dial', () => this.#dial())
  }

  hangUp(cause: HangupCause): void {
    if (this.#state.phase === 'up') return this.#state.live.hangUp(cause)
    this.#giveUp({ cause, by: 'us', definite: true, detail: 'hung up before the answer' })
  }

  onMediaLost(): void {
    if (this.#state.phase === 'up') this.#state.live.onMediaLost()
  }

  /** Ends at once, without waiting for anybody: the process goes, or has a bug. */
  abandon(detail: string): void {
    if (this.#state.phase === 'up') return this.#state.live.abandon(detail)
    this.#finish({ cause: 'failed', by: 'us', definite: false, detail })
  }

  async #dial(): Promise<void> {
    const { context, request, media, leg } = this.#parts
    const prepared = await prepareInvite(context, request, media, (event) => {
      if (event.type === 'media-lost') this.onMediaLost()
      else leg.tell(event)
    })
    if (this.#state.phase !== 'preparing') return
    if (prepared.type === 'failed') return this.#finish(prepared.end)
    this.#stopRinging = this.#clock.after(request.ringLimitMs, () => this.#onRingLimit())
    this.#invite(prepared, prepared.snapshot, [])
  }

  #invite(prepared: Prepared, snapshot: SipSnapshot, authorization: readonly Header[]): void {
    const { transactions } = this.#parts.context.stack
    const invite = inviteOf(snapshot, [...prepared.headers, ...authorization], prepared.body)
    const attempt: Attempt = {
      prepared,
      snapshot,
      invite,
      authorization,
      heard: false,
      early: undefined,
      rang: false,
    }
    this.#parts.leg.tell({ type: 'dialog-changed', dialog: snapshot, atMs: this.#now() })
    // A failed send is noticed later than this call returns, so the state is set by then.
    const transaction = transactions.invite(invite, prepared.peer, (notice) => this.#onNotice(notice, invite))
    this.#state = { phase: 'inviting', attempt, transaction, wish: undefined }
  }

  #onNotice(notice: TransactionNotice, invite: SipRequest): void {
    if (notice.type === 'response') return this.#onResponse(notice.response, invite)
    if (notice.type !== 'failed' || this.#state.phase !== 'inviting') return
    const { peer } = this.#state.attempt.prepared
    const source = notice.by === 'transport' ? 'transport error' : `timer ${notice.by}`
    const detail = `${source}: no answer to the INVITE from ${printEndpoint(peer)}`
    const { wish } = this.#state
    // A carrier that never said a word did not let it ring either.
    this.#finish(
      wish === undefined || wish.by === 'network'
        ? { cause: 'unreachable', by: 'network', definite: false, detail }
        : { ...wish, definite: false, detail: `${wish.detail}; ${detail}` },
    )
  }

  #onResponse(response: SipResponse, invite: SipRequest): void {
    if (response.status >= 200 && response.status < 300) return this.#onSuccess(response)
    const state = this.#state
    if (state.phase !== 'inviting' || state.attempt.invite !== invite) return
    if (response.status < 200) this.#onProvisional(response, state)
    else this.#onFailure(response, state)
  }

  #onProvisional(response: SipResponse, state: Inviting): void {
    const { attempt, wish } = state
    const sdp = response.body.length === 0 ? undefined : parseSdp(response.body)
    const early = (sdp && acceptAnswer(sdp, attempt.prepared.audio)) ?? attempt.early
    const rang = attempt.rang || response.status > 100
    this.#state = { ...state, attempt: { ...attempt, heard: true, early, rang } }
    if (wish !== undefined) return attempt.heard ? undefined : this.#cancel(attempt, wish)
    this.#noteTag(response)
    const newlyHeard = early !== undefined && attempt.early === undefined
    if (newlyHeard) this.#parts.media.start(early)
    if (response.status === 100 || (attempt.rang && !newlyHeard)) return
    this.#parts.leg.tell({ type: 'ringing', earlyMedia: early !== undefined, atMs: this.#now() })
  }

  /** Keeps a tag that appeared: another process could then say BYE in the early dialog. */
  #noteTag(response: SipResponse): void {
    if (this.#state.phase !== 'inviting' || tagOf(response.to) === undefined) return
    const { attempt } = this.#state
    const dialog = dialogFromResponse(response)
    if (dialog.remoteTag === attempt.snapshot.dialog.remoteTag) return
    const snapshot = { ...attempt.snapshot, dialog }
    this.#state = { ...this.#state, attempt: { ...attempt, snapshot } }
    this.#parts.leg.tell({ type: 'dialog-changed', dialog: snapshot, atMs: this.#now() })
  }

  #onFailure(response: SipResponse, { attempt, wish }: Inviting): void {
    const { prepared, snapshot } = attempt
    const detail = describeResponse(response, printEndpoint(prepared.peer))
    if (wish !== undefined) return this.#finish({ ...wish, detail: `${wish.detail}; ${detail}` })
    const answer = authorizationFor(attempt.invite, response, {
      account: accountOf(this.#parts.request.trunk),
      answeredBefore: snapshot.inviteCSeq - 1,
      random: this.#parts.context.stack.options.random,
    })
    if (answer === undefined) {
      return this.#finish({ cause: causeOf(response.status), by: 'network', definite: true, detail })
    }
    const inviteCSeq = snapshot.inviteCSeq + 1
    const dialog = { ...prepared.snapshot.dialog, localCSeq: inviteCSeq }
    this.#invite(prepared, { ...prepared.snapshot, dialog, inviteCSeq }, [answer])
  }

  /** The first answer makes the call; other forks' and late ones are left (RFC 3261 §13.2.2.4). */
  #onSuccess(response: SipResponse): void {
    const { answers } = this.#parts.context
    const state = this.#state
    if (state.phase === 'up' && state.live.remoteTag === (tagOf(response.to) ?? '')) {
      const { authorization, prepared } = state.attempt
      answers.acknowledge(response, { authorization, peer: prepared.peer })
    } else if (state.phase === 'inviting' && state.wish === undefined) {
      this.#onAnswer(response, state.attempt)
    } else {
      this.#leave(response)
    }
  }

  #onAnswer(response: SipResponse, attempt: Attempt): void {
    const sdp = parseSdp(response.body)
    const { prepared, authorization, early } = attempt
    // Some carriers describe the media in 183 only.
    const agreed = response.body.length === 0 ? early : sdp && acceptAnswer(sdp, attempt.prepared.audio)
    if (agreed === undefined) {
      const detail = `${describeResponse(response, printEndpoint(prepared.peer))} without usable SDP`
      this.#wish({ cause: 'failed', by: 'network', definite: true, detail })
      return this.#leave(response)
    }
    this.#stopRinging()
    this.#parts.context.answers.acknowledge(response, { authorization, peer: prepared.peer })
    const atMs = this.#now()
    const { media, leg } = this.#parts
    const live = this.#goLive(response, attempt)
    this.#state = { phase: 'up', live, attempt }
    media.start(agreed)
    media.answered(atMs)
    live.tellSnapshot()
    leg.tell({ type: 'answered', atMs })
  }

  #goLive(response: SipResponse, attempt: Attempt): LiveDialog {
    const { context, scope, leg, media, request } = this.#parts
    const { prepared, snapshot } = attempt
    return new LiveDialog({
      ...{ context, scope, leg, media },
      dialog: dialogFromResponse(response),
      audio: attempt.prepared.audio,
      sessionId: prepared.sessionId,
      contact: prepared.contact,
      peer: prepared.peer,
      behindNat: isBehindNat(response, context.stack.port),
      account: accountOf(request.trunk),
      snapshotOf: (dialog: Dialog) => ({ ...snapshot, phase: 'confirmed', dialog }),
    })
  }

  /** ACK and BYE for an answer nobody waits for; the leg ends with its wish when that was the call's own. */
  #leave(response: SipResponse): void {
    const { context, scope, request } = this.#parts
    const { trunk } = request
    const { authorization, peer } =
      'attempt' in this.#state
        ? { authorization: this.#state.attempt.authorization, peer: this.#state.attempt.prepared.peer }
        : { authorization: [], peer: { host: trunk.host, port: trunk.port } }
    const left = context.answers.leave(response, { authorization, peer, account: accountOf(trunk) })
    scope.start('leave an answer', async () => {
      const { detail, confirmed } = await left
      if (this.#state.phase !== 'inviting' || this.#state.wish === undefined) return
      const { wish } = this.#state
      this.#finish({ ...wish, definite: wish.definite && confirmed, detail: `${wish.detail}; ${detail}` })
    })
  }

  #onRingLimit(): void {
    this.#giveUp({ cause: 'no-answer', by: 'network', definite: true, detail: 'ring limit' })
  }

  #giveUp(wish: LegEnd): void {
    if (this.#state.phase === 'preparing') return this.#finish(wish)
    if (this.#state.phase !== 'inviting' || this.#state.wish !== undefined) return
    const { attempt } = this.#state
    this.#wish(wish)
    if (attempt.heard) this.#cancel(attempt, wish)
  }

  #wish(wish: LegEnd): void {
    this.#stopRinging()
    if (this.#state.phase === 'inviting') this.#state = { ...this.#state, wish }
  }

  /** The INVITE's final answer ends the leg; without one 64·T1 after the CANCEL it counts as ended (§9.1). */
  #cancel(attempt: Attempt, wish: LegEnd): void {
    const { context, scope } = this.#parts
    context.stack.transactions.request(cancelFor(attempt.invite), attempt.prepared.peer, () => undefined)
    scope.start('wait for the answer to CANCEL', async (signal) => {
      await pause(this.#clock, TRANSACTION_MS, signal)
      if (this.#state.phase === 'inviting') this.#state.transaction.abandon()
      this.#finish({ ...wish, definite: false, detail: `${wish.detail}; no final answer after CANCEL` })
    })
  }

  #finish(end: LegEnd): void {
    if (this.#state.phase === 'over') return
    this.#stopRinging()
    this.#state = { phase: 'over' }
    const { scope, media, leg } = this.#parts
    scope.start('close media', () => media.close())
    leg.end(end, this.#now())
  }

  get #clock() {
    return this.#parts.context.stack.options.clock
  }

  #now(): Ms {
    return this.#clock.monotonic()
  }
}
