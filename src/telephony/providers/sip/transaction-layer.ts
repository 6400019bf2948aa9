import type { Clock } from '../../../base/index.ts'
import {
  beginInviteClient,
  beginInviteServer,
  beginRequestClient,
  beginRequestServer,
  canceledKey,
  clientKey,
  type InviteClient,
  type InviteServer,
  type RequestClient,
  type RequestServer,
  responseTo,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  type Step,
  serverKey,
  stepInviteClient,
  stepInviteServer,
  stepRequestClient,
  stepRequestServer,
  stepTo,
  type TransactionInput,
  type TransactionNotice,
} from '../../../sip/index.ts'
import type { Endpoint } from './udp-transport.ts'

export type OnNotice = (notice: TransactionNotice) => void
export interface ServerTransaction {
  respond(response: SipResponse): void
}
export interface ClientTransaction {
  /** Forgets it: what still comes for it is a stray. */
  abandon(): void
}

interface Running {
  readonly take: (input: TransactionInput) => void
  readonly stop: () => void
}
type AnyState = { readonly phase: string }
type StepOf<State> = (state: State, input: TransactionInput) => Step<State>

/** Runs SIP transactions: gives their pure states messages and time, and sends what they say. */
export class TransactionLayer {
  readonly #clock: Clock
  readonly #send: (message: SipMessage, destination: Endpoint | undefined, onError: () => void) => void
  readonly #clients = new Map<string, Running>()
  readonly #servers = new Map<string, Running>()

  constructor(
    clock: Clock,
    /** Responses go where their Via says: their destination is undefined. */
    send: (message: SipMessage, destination: Endpoint | undefined, onError: () => void) => void,
  ) {
    this.#clock = clock
    this.#send = send
  }

  invite(request: SipRequest, destination: Endpoint, notice: OnNotice): ClientTransaction {
    return this.#client(request, destination, notice, [beginInviteClient(request), stepInviteClient])
  }

  /** Goes on with an INVITE that another process sent: nothing leaves, its answers come here. */
  resumeInvite(request: SipRequest, destination: Endpoint, notice: OnNotice): ClientTransaction {
    const first = stepTo<InviteClient>({ phase: 'proceeding', request })
    return this.#client(request, destination, notice, [first, stepInviteClient])
  }

  request(request: SipRequest, destination: Endpoint, notice: OnNotice): ClientTransaction {
    return this.#client(request, destination, notice, [beginRequestClient(request), stepRequestClient])
  }

  /** Takes a new INVITE and says 100 at once. `notice` hears of ACKs to a 2xx and of failure. */
  serveInvite(request: SipRequest, notice: OnNotice): ServerTransaction {
    const first = beginInviteServer(responseTo(request, { status: 100 }))
    return this.#server<InviteServer>(request, notice, [first, stepInviteServer])
  }

  serve(request: SipRequest): ServerTransaction {
    return this.#server<RequestServer>(request, () => undefined, [beginRequestServer(), stepRequestServer])
  }

  /** Whether the message belonged to a SIP transaction that is known. */
  receive(message: SipMessage): boolean {
    const running =
      message.kind === 'response'
        ? this.#clients.get(clientKey(message))
        : this.#servers.get(serverKey(message))
    if (message.kind === 'response') running?.take({ type: 'response', response: message })
    else running?.take({ type: 'request', request: message })
    return running !== undefined
  }

  knowsCanceled(cancel: SipRequest): boolean {
    return this.#servers.has(canceledKey(cancel))
  }

  close(): void {
    for (const { stop } of [...this.#clients.values(), ...this.#servers.values()]) stop()
    this.#clients.clear()
    this.#servers.clear()
  }

  #client<State extends InviteClient | RequestClient>(
    request: SipRequest,
    destination: Endpoint,
    notice: OnNotice,
    machine: readonly [Step<State>, StepOf<State>],
  ): ClientTransaction {
    const key = clientKey(request)
    const running = this.#run(destination, notice, machine, () => this.#clients.delete(key))
    this.#clients.set(key, running.handle)
    running.begin()
    return { abandon: () => running.handle.stop() }
  }

  #server<State extends InviteServer | RequestServer>(
    request: SipRequest,
    notice: OnNotice,
    machine: readonly [Step<State>, StepOf<State>],
  ): ServerTransaction {
    const key = serverKey(request)
    const running = this.#run(undefined, notice, machine, () => this.#servers.delete(key))
    this.#servers.set(key, running.handle)
    running.begin()
    return { respond: (response) => running.handle.take({ type: 'respond', response }) }
  }

  #run<State extends AnyState>(
    destination: Endpoint | undefined,
    notice: OnNotice,
    [first, step]: readonly [Step<State>, StepOf<State>],
    forget: () => void,
  ): { readonly handle: Running; readonly begin: () => void } {
    let state = first.state
    const timers = new Set<() => void>()
    const stop = () => {
      for (const callOff of timers) callOff()
      timers.clear()
      forget()
    }
    const take = (input: TransactionInput) => perform(step(state, input))
    const perform = (next: Step<State>) => {
      state = next.state
      for (const message of next.messages) {
        this.#send(message, destination, () => take({ type: 'transport-error' }))
      }
      for (const { timer, delayMs } of next.timers) {
        const callOff = this.#clock.after(delayMs, () => {
          timers.delete(callOff)
          take({ type: 'timer', timer })
        })
        timers.add(callOff)
      }
      if (state.phase === 'terminated') stop()
      for (const news of next.notices) notice(news)
    }
    return { handle: { take, stop }, begin: () => perform(first) }
  }
}
