import type { SipResponse } from '../message/message.ts'
import {
  type Step,
  stepTo,
  stepToEnd,
  type Terminated,
  TRANSACTION_MS,
  type TransactionInput,
} from './step.ts'

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

export const beginRequestServer = (): Step<RequestServer> => stepTo<RequestServer>({ phase: 'trying' })

export function stepRequestServer(state: RequestServer, input: TransactionInput): Step<RequestServer> {
  if (state.phase === 'terminated') return stepTo(state)
  switch (input.type) {
    case 'request':
      return state.phase === 'trying'
        ? stepTo(state)
        : stepTo<RequestServer>(state, { messages: [state.last] })
    case 'respond':
      return state.phase === 'completed' ? stepTo(state) : onRespond(input.response)
    case 'timer':
      return state.phase === 'completed' && input.timer === 'J' ? stepToEnd() : stepTo(state)
    case 'transport-error':
      return stepToEnd({ type: 'failed', by: 'transport' })
    default:
      return stepTo(state)
  }
}

function onRespond(response: SipResponse): Step<RequestServer> {
  const messages = [response]
  if (response.status < 200)
    return stepTo<RequestServer>({ phase: 'proceeding', last: response }, { messages })
  const timers = [{ timer: 'J', delayMs: TRANSACTION_MS } as const]
  return stepTo<RequestServer>({ phase: 'completed', last: response }, { messages, timers })
}
