import type { Ms } from '../../base/index.ts'
import type { SipRequest, SipResponse } from '../message/message.ts'
import {
  type Step,
  stepTo,
  stepToEnd,
  T1_MS,
  T2_MS,
  T4_MS,
  type Terminated,
  TRANSACTION_MS,
  type TransactionInput,
} from './step.ts'

/**
 * INVITE server transaction (RFC 3261 §17.2.1 with RFC 6026 §7.1), over UDP.
 *
 * proceeding: the user works on it; a repeated INVITE gets the last provisional response again.
 * accepted: a 2xx was sent. Its user repeats it until the ACK; repeated INVITEs are swallowed until timer L.
 * completed: a 3xx–6xx was sent, repeated by timer G until the ACK, given up by timer H.
 * confirmed: the ACK came; repeats of it are swallowed until timer I.
 */
export type InviteServer =
  | { readonly phase: 'proceeding'; readonly last: SipResponse }
  | { readonly phase: 'accepted' }
  | { readonly phase: 'completed'; readonly response: SipResponse; readonly gapMs: Ms }
  | { readonly phase: 'confirmed' }
  | Terminated

/** `trying` is the 100 that stops the other side's repeats at once. */
export function beginInviteServer(trying: SipResponse): Step<InviteServer> {
  return stepTo<InviteServer>({ phase: 'proceeding', last: trying }, { messages: [trying] })
}

export function stepInviteServer(state: InviteServer, input: TransactionInput): Step<InviteServer> {
  if (state.phase === 'terminated') return stepTo(state)
  switch (input.type) {
    case 'request':
      return onRequest(state, input.request)
    case 'respond':
      return onRespond(state, input.response)
    case 'timer':
      return onTimer(state, input.timer)
    case 'transport-error':
      return stepToEnd({ type: 'failed', by: 'transport' })
    default:
      return stepTo(state)
  }
}

type Live = Exclude<InviteServer, Terminated>

function onRequest(state: Live, request: SipRequest): Step<InviteServer> {
  const acknowledged = request.method === 'ACK'
  switch (state.phase) {
    case 'proceeding':
      return acknowledged ? stepTo(state) : stepTo<InviteServer>(state, { messages: [state.last] })
    case 'completed':
      return acknowledged
        ? stepTo<InviteServer>({ phase: 'confirmed' }, { timers: [{ timer: 'I', delayMs: T4_MS }] })
        : stepTo<InviteServer>(state, { messages: [state.response] })
    case 'accepted':
      return acknowledged
        ? stepTo<InviteServer>(state, { notices: [{ type: 'request', request }] })
        : stepTo(state)
    case 'confirmed':
      return stepTo(state)
  }
}

function onRespond(state: Live, response: SipResponse): Step<InviteServer> {
  const success = response.status >= 200 && response.status < 300
  const messages = [response]
  // A repeated 2xx goes straight through (RFC 6026 §8.5).
  if (state.phase === 'accepted' && success) return stepTo<InviteServer>(state, { messages })
  if (state.phase !== 'proceeding') return stepTo(state)
  if (response.status < 200)
    return stepTo<InviteServer>({ phase: 'proceeding', last: response }, { messages })
  if (success) {
    return stepTo<InviteServer>(
      { phase: 'accepted' },
      { messages, timers: [{ timer: 'L', delayMs: TRANSACTION_MS }] },
    )
  }
  const timers = [{ timer: 'G', delayMs: T1_MS } as const, { timer: 'H', delayMs: TRANSACTION_MS } as const]
  return stepTo<InviteServer>({ phase: 'completed', response, gapMs: T1_MS }, { messages, timers })
}

function onTimer(state: Live, timer: string): Step<InviteServer> {
  if (state.phase === 'completed' && timer === 'G') {
    const gapMs = Math.min(state.gapMs * 2, T2_MS)
    return stepTo<InviteServer>(
      { ...state, gapMs },
      { messages: [state.response], timers: [{ timer: 'G', delayMs: gapMs }] },
    )
  }
  if (state.phase === 'completed' && timer === 'H') return stepToEnd({ type: 'failed', by: 'H' })
  const over = (state.phase === 'confirmed' && timer === 'I') || (state.phase === 'accepted' && timer === 'L')
  return over ? stepToEnd() : stepTo(state)
}
