import {
  canceledKey,
  dialogKeyOf,
  type ResponseParts,
  responseTo,
  type SipRequest,
  screenRequest,
  serverKey,
  tagOf,
} from '../../../sip/index.ts'
import { ABILITIES } from './abilities.ts'
import type { CallerCheck } from './caller-check.ts'
import type { IncomingSipCall } from './incoming-call.ts'
import type { SipContext } from './sip-context.ts'
import type { Endpoint } from './udp-transport.ts'

export interface InboundParts {
  readonly context: SipContext
  readonly check: CallerCheck | undefined
  /** Begins a call; undefined when nobody takes calls. */
  readonly admit: (invite: SipRequest, from: Endpoint) => IncomingSipCall | undefined
}

/** Gives each new request to the dialog or call it is for, or answers it. */
export class Inbound {
  readonly #parts: InboundParts
  /** Calls whose INVITE may still be canceled, by the key of its transaction. */
  readonly #cancelable = new Map<string, IncomingSipCall>()

  constructor(parts: InboundParts) {
    this.#parts = parts
  }

  onRequest(request: SipRequest, from: Endpoint): void {
    const dialog = this.#parts.context.dialogs.get(dialogKeyOf(request))
    if (request.method === 'ACK') return dialog?.onAck(request)
    if (request.method === 'CANCEL') return this.#onCancel(request)
    const screening = screenRequest(request, ABILITIES)
    if (screening.type === 'reject') return this.#respond(request, screening)
    if (dialog !== undefined) return dialog.onRequest(request)
    if (tagOf(request.to) !== undefined) return this.#respond(request, { status: 481 })
    this.#onNewRequest(request, from)
  }

  forget(invite: SipRequest): void {
    this.#cancelable.delete(serverKey(invite))
  }

  #onNewRequest(request: SipRequest, from: Endpoint): void {
    switch (request.method) {
      case 'INVITE':
        return this.#onInvite(request, from)
      case 'OPTIONS':
        return this.#respond(request, { status: 200, headers: ABILITIES.headers })
      default:
        return this.#respond(request, { status: 481 })
    }
  }

  #onInvite(invite: SipRequest, from: Endpoint): void {
    const challenge = this.#parts.check?.challenge(invite)
    if (challenge !== undefined) return this.#respond(invite, { status: 401, headers: challenge })
    const call = this.#parts.admit(invite, from)
    if (call === undefined) return this.#respond(invite, { status: 480 })
    this.#cancelable.set(serverKey(invite), call)
  }

  #onCancel(cancel: SipRequest): void {
    const call = this.#cancelable.get(canceledKey(cancel))
    const known = call !== undefined || this.#parts.context.stack.transactions.knowsCanceled(cancel)
    this.#respond(cancel, { status: known ? 200 : 481 })
    call?.onCancel()
  }

  #respond(request: SipRequest, parts: ResponseParts): void {
    const { stack } = this.#parts.context
    const { transactions } = stack
    const transaction =
      request.method === 'INVITE'
        ? transactions.serveInvite(request, () => undefined)
        : transactions.serve(request)
    transaction.respond(responseTo(request, { ...parts, tag: stack.newTag() }))
  }
}
