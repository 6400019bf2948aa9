import type { SipResponse } from '../message/message.ts'
import { end, type Step, type Terminated, TRANSACTION_MS, type TransactionInput, to } from './step.ts'

/**
 * Server transaction of every method but INVITE and ACK (RFC 3261 §17.2.2), over UDP.
 *
 * trying: the user works on it; repeats are swallowed.
 * proceeding: a 1xx was sent; a repeat gets it again.
 * completed: the final response was sent; a repeat gets it again until timer J.
 */
export type RequestServer =
  | { readonly phase: 'trying' }
  | { readonly phase: 'proceeding' | 'completed'; readonly last: SipResponse }
  | Terminated

export const beginRequestServer = (): Step<RequestServer> => to<RequestServer>({ phase: 'trying' })

export function stepRequestServer(state: RequestServer, input: TransactionInput): Step<RequestServer> {
  if (state.phase === 'terminated') return to(state)
  switch (input.type) {
    case 'request':
      return state.phase === 'trying' ? to(state) : to<RequestServer>(state, { messages: [state.last] })
    case 'respond':
      return state.phase === 'completed' ? to(state) : onRespond(input.response)
    case 'timer':
      return state.phase === 'completed' && input.timer === 'J' ? end() : to(state)
    case 'transport-error':
      return end({ type: 'failed', by: 'transport' })
    default:
      return to(state)
  }
}

function onRespond(response: SipResponse): Step<RequestServer> {
  const messages = [response]
  if (response.status < 200) return to<RequestServer>({ phase: 'proceeding', last: response }, { messages })
  const timers = [{ timer: 'J', delayMs: TRANSACTION_MS } as const]
  return to<RequestServer>({ phase: 'completed', last: response }, { messages, timers })
}
