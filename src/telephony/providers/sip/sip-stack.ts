import type { Clock, Log, Random } from '../../../base/index.ts'
import {
  BRANCH_COOKIE,
  nextHop,
  type Parsed,
  parseMessage,
  printHeaders,
  printMessage,
  randomToken,
  reasonPhrase,
  responseAddress,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  type Uri,
  withSource,
} from '../../../sip/index.ts'
import { TransactionLayer } from './transaction-layer.ts'
import { type Endpoint, printEndpoint, UdpTransport } from './udp-transport.ts'

export interface SipStackOptions {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  /** Address to bind: one of ours, or the unspecified one for all. */
  readonly localHost: string
  /** 0 takes any free port. */
  readonly port: number
  /** The address peers reach us at, for Via, Contact and SDP, when it is not the local one. */
  readonly publicHost?: string
  readonly userAgent: string
}
/** What reaches no SIP transaction. */
export interface StackReceiver {
  onRequest(request: SipRequest, from: Endpoint): void
  onStray(response: SipResponse, from: Endpoint): void
}

const DEFAULT_PORT = 5060
/** RFC 3261 §18.1.1 wants a congestion-controlled transport beyond this; we have UDP only. */
const UDP_REQUEST_BYTES_MAX = 1_300

/** A socket with SIP transactions on it, and the names under which peers know it. */
export class SipStack {
  readonly options: SipStackOptions
  readonly transport: UdpTransport
  readonly transactions: TransactionLayer

  private constructor(options: SipStackOptions, transport: UdpTransport, receiver: StackReceiver) {
    this.options = options
    this.transport = transport
    this.transactions = new TransactionLayer(options.clock, (message, destination, onError) =>
      this.send(message, destination, onError),
    )
    transport.receive(
      (bytes, from) => this.#onDatagram(bytes, from, receiver),
      (error) => options.log.error('the SIP socket failed', { error }),
    )
  }

  static async open(options: SipStackOptions, receiver: StackReceiver): Promise<SipStack> {
    const local = { host: options.localHost, port: options.port }
    return new SipStack(options, await UdpTransport.bind(options.clock, local), receiver)
  }

  get port(): number {
    return this.transport.local.port
  }

  /** The host we name toward `peer` in Via, Contact and SDP. */
  async hostToward(peer: Endpoint): Promise<string> {
    const { publicHost, localHost, log } = this.options
    try {
      return publicHost ?? (await this.transport.addressToward(peer))
    } catch (error) {
      log.warn('there is no route to a SIP peer', { peer: printEndpoint(peer), error })
      return localHost
    }
  }

  /**
   * Where a request goes: its first route or its Request-URI (RFC 3261 §8.1.2); `fallback` when DNS knows no
   * such host, as for a Contact with a name of a private network.
   */
  async destinationOf(request: SipRequest, fallback: Endpoint): Promise<Endpoint> {
    try {
      return await this.resolve(nextHop(request))
    } catch (error) {
      const { callId } = request
      this.options.log.warn('a SIP target has no address', { sipCallId: callId, error })
      return fallback
    }
  }

  async resolve(uri: Uri): Promise<Endpoint> {
    if (uri.kind === 'other') throw new Error(`no way to a ${uri.scheme} URI`)
    return { host: await this.transport.resolve(uri.host), port: uri.port ?? DEFAULT_PORT }
  }

  newBranch(): string {
    return `${BRANCH_COOKIE}${randomToken(this.options.random)}`
  }

  /** A tag nobody can guess (RFC 3261 §19.3). */
  newTag(): string {
    return randomToken(this.options.random)
  }

  /** Sends outside of a SIP transaction, or for one; responses go where their Via says. */
  send(message: SipMessage, destination: Endpoint | undefined, onError: () => void = () => undefined): void {
    const top = message.vias[0]
    const target = destination ?? (top === undefined ? undefined : responseAddress(top))
    if (target === undefined) return
    const bytes = printMessage(message)
    if (message.kind === 'request' && bytes.length > UDP_REQUEST_BYTES_MAX) {
      this.options.log.warn('a SIP request is too large for UDP and may be lost', { bytes: bytes.length })
    }
    this.transport.send(bytes, target, (error) => {
      this.options.log.warn('a SIP message could not be sent', { to: printEndpoint(target), error })
      onError()
    })
  }

  async close(): Promise<void> {
    this.transactions.close()
    await this.transport.close()
  }

  #onDatagram(bytes: Uint8Array, from: Endpoint, receiver: StackReceiver): void {
    const parsed = parseMessage(bytes)
    if (parsed.type === 'malformed') this.#onMalformed(parsed, from)
    if (parsed.type !== 'message') return
    const { message } = parsed
    if (message.kind === 'request') this.#onRequest(message, from, receiver)
    else this.#onResponse(message, from, receiver)
  }

  /** A response with more than our own Via went astray (RFC 3261 §8.1.3.3). */
  #onResponse(response: SipResponse, from: Endpoint, receiver: StackReceiver): void {
    if (response.vias.length !== 1) return
    if (!this.transactions.receive(response)) receiver.onStray(response, from)
  }

  #onRequest(request: SipRequest, from: Endpoint, receiver: StackReceiver): void {
    const [top, ...others] = request.vias
    if (top === undefined) return
    const stamped = { ...request, vias: [withSource(top, from), ...others] }
    if (!this.transactions.receive(stamped)) receiver.onRequest(stamped, from)
  }

  /** Answers without keeping state, with the fields as they came; an ACK is never answered. */
  #onMalformed(parsed: Extract<Parsed, { readonly type: 'malformed' }>, from: Endpoint): void {
    const { what, status, why, answerTo } = parsed
    this.options.log.debug('a malformed SIP message came', { what, why, from: printEndpoint(from) })
    const isAck = answerTo.some(({ name, value }) => name === 'CSeq' && /\bACK$/.test(value))
    if (what !== 'request' || isAck || !answerTo.some(({ name }) => name === 'Via')) return
    const reason = status === 400 ? `Bad Request: ${why}` : reasonPhrase(status)
    const text = `SIP/2.0 ${status} ${reason}\r\n${printHeaders(answerTo)}Content-Length: 0\r\n\r\n`
    this.transport.send(Buffer.from(text, 'latin1'), from, () => undefined)
  }
}
