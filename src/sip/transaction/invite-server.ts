import type { Ms } from '../../base/index.ts'
import type { SipRequest, SipResponse } from '../message/message.ts'
import {
  end,
  type Step,
  T1_MS,
  T2_MS,
  T4_MS,
  type Terminated,
  TRANSACTION_MS,
  type TransactionInput,
  to,
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
  return to<InviteServer>({ phase: 'proceeding', last: trying }, { messages: [trying] })
}

export function stepInviteServer(state: InviteServer, input: TransactionInput): Step<InviteServer> {
  if (state.phase === 'terminated') return to(state)
  switch (input.type) {
    case 'request':
      return onRequest(state, input.request)
    case 'respond':
      return onRespond(state, input.response)
    case 'timer':
      return onTimer(state, input.timer)
    case 'transport-error':
      return end({ type: 'failed', by: 'transport' })
    default:
      return to(state)
  }
}

type Live = Exclude<InviteServer, Terminated>

function onRequest(state: Live, request: SipRequest): Step<InviteServer> {
  const acknowledged = request.method === 'ACK'
  switch (state.phase) {
    case 'proceeding':
      return acknowledged ? to(state) : to<InviteServer>(state, { messages: [state.last] })
    case 'completed':
      return acknowledged
        ? to<InviteServer>({ phase: 'confirmed' }, { timers: [{ timer: 'I', delayMs: T4_MS }] })
        : to<InviteServer>(state, { messages: [state.response] })
    case 'accepted':
      return acknowledged ? to<InviteServer>(state, { notices: [{ type: 'request', request }] }) : to(state)
    case 'confirmed':
      return to(state)
  }
}

function onRespond(state: Live, response: SipResponse): Step<InviteServer> {
  const success = response.status >= 200 && response.status < 300
  const messages = [response]
  // A repeated 2xx goes straight through (RFC 6026 §8.5).
  if (state.phase === 'accepted' && success) return to<InviteServer>(state, { messages })
  if (state.phase !== 'proceeding') return to(state)
  if (response.status < 200) return to<InviteServer>({ phase: 'proceeding', last: response }, { messages })
  if (success) {
    return to<InviteServer>(
      { phase: 'accepted' },
      { messages, timers: [{ timer: 'L', delayMs: TRANSACTION_MS }] },
    )
  }
  const timers = [{ timer: 'G', delayMs: T1_MS } as const, { timer: 'H', delayMs: TRANSACTION_MS } as const]
  return to<InviteServer>({ phase: 'completed', response, gapMs: T1_MS }, { messages, timers })
}

function onTimer(state: Live, timer: string): Step<InviteServer> {
  if (state.phase === 'completed' && timer === 'G') {
    const gapMs = Math.min(state.gapMs * 2, T2_MS)
    return to<InviteServer>(
      { ...state, gapMs },
      { messages: [state.response], timers: [{ timer: 'G', delayMs: gapMs }] },
    )
  }
  if (state.phase === 'completed' && timer === 'H') return end({ type: 'failed', by: 'H' })
  const over = (state.phase === 'confirmed' && timer === 'I') || (state.phase === 'accepted' && timer === 'L')
  return over ? end() : to(state)
}
