import {
  type Dialog,
  type DigestAccount,
  dialogFromResponse,
  type Header,
  requestInDialog,
  type SipRequest,
  type SipResponse,
  TRANSACTION_MS,
  udpVia,
} from '../../../sip/index.ts'
import { type ByeOutcome, sayBye } from './say-bye.ts'
import type { SipStack } from './sip-stack.ts'
import type { Endpoint } from './udp-transport.ts'

interface Known {
  readonly dialog: Dialog
  readonly ack: Promise<{ readonly request: SipRequest; readonly destination: Endpoint }>
  readonly callOff: () => void
  left: Promise<ByeOutcome> | undefined
}
interface Reply {
  readonly peer: Endpoint
  /** The credentials the INVITE was let through with (RFC 3261 §22.3). */
  readonly authorization?: readonly Header[]
}

/**
 * The 2xx answers to our INVITEs. Every copy of one is acknowledged (RFC 3261 §13.2.2.4): that of the call,
 * of another fork, of a call given up meanwhile, and of one that nobody here remembers.
 */
export class Answers {
  readonly #stack: SipStack
  readonly #known = new Map<string, Known>()

  constructor(stack: SipStack) {
    this.#stack = stack
  }

  /** Sends the ACK, and the same ACK for a copy. */
  acknowledge(response: SipResponse, reply: Reply): Known {
    const dialog = dialogFromResponse(response)
    const key = `${dialog.callId} ${dialog.localCSeq} ${dialog.remoteTag}`
    const known = this.#known.get(key) ?? this.#remember(key, dialog, reply)
    void known.ack.then(({ request, destination }) => this.#stack.send(request, destination))
    return known
  }

  /** Sends the ACK and, once, the BYE: for an answer nobody wants any more (§13.2.2.4). */
  leave(
    response: SipResponse,
    reply: Reply & { readonly account?: DigestAccount | undefined },
  ): Promise<ByeOutcome> {
    const known = this.acknowledge(response, reply)
    const { dialog } = known
    known.left ??= known.ack.then(() =>
      sayBye(this.#stack, { dialog, cseq: dialog.localCSeq + 1, peer: reply.peer, account: reply.account }),
    )
    return known.left
  }

  /** Leaves an answer whose INVITE nobody here remembers; other stray responses mean nothing. */
  onStray(response: SipResponse, peer: Endpoint): void {
    const { status, cseq } = response
    if (cseq.method !== 'INVITE' || status < 200 || status >= 300) return
    this.#stack.options.log.warn('an answer came for a call nobody remembers', { sipCallId: response.callId })
    void this.leave(response, { peer })
  }

  /** Resolves when every BYE begun here has its outcome. */
  async left(): Promise<void> {
    await Promise.all([...this.#known.values()].map(({ left }) => left))
  }

  close(): void {
    for (const { callOff } of this.#known.values()) callOff()
    this.#known.clear()
  }

  #remember(key: string, dialog: Dialog, reply: Reply): Known {
    const callOff = this.#stack.options.clock.after(TRANSACTION_MS, () => this.#known.delete(key))
    const known = { dialog, ack: this.#makeAck(dialog, reply), callOff, left: undefined }
    this.#known.set(key, known)
    return known
  }

  async #makeAck(dialog: Dialog, { peer, authorization = [] }: Reply) {
    const host = await this.#stack.hostToward(peer)
    const request = requestInDialog(dialog, {
      method: 'ACK',
      via: udpVia(host, this.#stack.port, this.#stack.newBranch()),
      cseq: dialog.localCSeq,
      headers: authorization,
    })
    return { request, destination: await this.#stack.destinationOf(request, peer) }
  }
}
