import { createSocket, type Socket } from 'node:dgram'
import {
  makeOffer,
  nameAddress,
  parseMessage,
  printMessage,
  printSdp,
  type ResponseParts,
  responseAddress,
  responseTo,
  type SipMessage,
  type SipRequest,
  sipUri,
  udpVia,
} from '../../src/sip/index.ts'
import { until } from './sip-scene.ts'

const HOST = '127.0.0.1'

/** The far end of a socket: keeps what came and sends what a test says, with no transactions of its own. */
export class ScriptedPeer {
  readonly port: number
  readonly messages: SipMessage[] = []
  keepAlives = 0
  readonly #socket: Socket
  #from = { host: HOST, port: 0 }

  private constructor(socket: Socket) {
    this.#socket = socket
    this.port = socket.address().port
    socket.on('message', (bytes, { address, port }) => {
      const parsed = parseMessage(bytes)
      this.#from = { host: address, port }
      if (parsed.type === 'message') this.messages.push(parsed.message)
      if (parsed.type === 'keep-alive') this.keepAlives += 1
    })
  }

  static async open(port = 0): Promise<ScriptedPeer> {
    const socket = createSocket('udp4')
    await new Promise<void>((resolve) => socket.bind({ address: HOST, port, exclusive: true }, resolve))
    return new ScriptedPeer(socket)
  }

  get requests(): readonly SipRequest[] {
    return this.messages.flatMap((message) => (message.kind === 'request' ? [message] : []))
  }

  methods(): readonly string[] {
    return this.requests.map(({ method }) => method)
  }

  /** The request number `index` with this method, counted from 0, as soon as it came. */
  async next(method: string, index = 0): Promise<SipRequest> {
    const find = () => this.requests.filter((request) => request.method === method)[index]
    await until(() => find() !== undefined)
    const found = find()
    if (found === undefined) throw new Error(`no ${method}`)
    return found
  }

  /** The first response with this status. */
  async nextStatus(status: number): Promise<SipMessage> {
    const find = () =>
      this.messages.find((message) => message.kind === 'response' && message.status === status)
    await until(() => find() !== undefined)
    const found = find()
    if (found === undefined) throw new Error(`no ${status}`)
    return found
  }

  respond(request: SipRequest, parts: ResponseParts): void {
    const via = request.vias[0]
    if (via === undefined) return
    const headers = [this.contact, ...(parts.headers ?? [])]
    this.send(responseTo(request, { tag: 'peer', ...parts, headers }), {
      ...responseAddress(via),
      host: this.#from.host,
    })
  }

  /** A 200 with a usable description. */
  answer(request: SipRequest, parts: Partial<ResponseParts> = {}): void {
    this.respond(request, { status: 200, body: this.sdp(), ...parts })
  }

  sdp(direction: 'sendrecv' | 'sendonly' = 'sendrecv'): Uint8Array {
    const audio = { address: HOST, port: 45_000, codecs: ['PCMU'] } as const
    return printSdp(makeOffer(audio, { sessionId: '1', version: 1 }, direction))
  }

  get contact() {
    return { name: 'Contact', value: `<sip:peer@${HOST}:${this.port}>` }
  }

  /** A request inside the dialog that `invite` opened. */
  request(
    invite: SipRequest,
    method: string,
    parts: { cseq: number; body?: Uint8Array; tag?: string; type?: string },
  ): void {
    const value = parts.type ?? 'application/sdp'
    const sdp = parts.body === undefined ? [] : [{ name: 'Content-Type', value }]
    this.send(
      {
        kind: 'request',
        method,
        uri: sipUri('twenty2', HOST, this.#from.port),
        vias: [udpVia(HOST, this.port, `z9hG4bK-${method}-${parts.cseq}`)],
        from: nameAddress(invite.to.uri, parts.tag ?? 'peer'),
        to: invite.from,
        callId: invite.callId,
        cseq: { number: parts.cseq, method },
        headers: [this.contact, ...sdp],
        body: parts.body ?? new Uint8Array(0),
      },
      this.#from,
    )
  }

  send(message: SipMessage, to: { readonly host: string; readonly port: number }): void {
    this.#socket.send(printMessage(message), to.port, to.host)
  }

  /** Bytes that need not be SIP. */
  sendBytes(text: string): void {
    this.#socket.send(Buffer.from(text, 'latin1'), this.#from.port, this.#from.host)
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.close(() => resolve())
    })
  }
}
