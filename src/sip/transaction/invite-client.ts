import type { Ms } from '../../base/index.ts'
import { NO_BODY, type SipRequest, type SipResponse } from '../message/message.ts'
import {
  type Step,
  stepTo,
  stepToEnd,
  T1_MS,
  type Terminated,
  TRANSACTION_MS,
  type TransactionInput,
} from './step.ts'

/**
 * INVITE client transaction (RFC 3261 §17.1.1 with RFC 6026 §7.2), over UDP.
 *
 * calling: sent, repeated by timer A, given up by timer B. A 1xx moves it to proceeding.
 * proceeding: the other side works on it; no timer of ours.
 * accepted: a 2xx came; every further 2xx is passed up until timer M.
 * completed: a 3xx–6xx came and was acknowledged; acknowledged again until timer D.
 */
export type InviteClient =
  | { readonly phase: 'calling'; readonly request: SipRequest; readonly gapMs: Ms }
  | { readonly phase: 'proceeding'; readonly request: SipRequest }
  | { readonly phase: 'accepted'; readonly request: SipRequest }
  | { readonly phase: 'completed'; readonly request: SipRequest; readonly ack: SipRequest }
  | Terminated

export function beginInviteClient(request: SipRequest): Step<InviteClient> {
  return stepTo<InviteClient>(
    { phase: 'calling', request, gapMs: T1_MS },
    {
      messages: [request],
      timers: [
        { timer: 'A', delayMs: T1_MS },
        { timer: 'B', delayMs: TRANSACTION_MS },
      ],
    },
  )
}

export function stepInviteClient(state: InviteClient, input: TransactionInput): Step<InviteClient> {
  if (state.phase === 'terminated') return stepTo(state)
  switch (input.type) {
    case 'response':
      return onResponse(state, input.response)
    case 'timer':
      return onTimer(state, input.timer)
    case 'transport-error':
      return stepToEnd({ type: 'failed', by: 'transport' })
    default:
      return stepTo(state)
  }
}

type Live = Exclude<InviteClient, Terminated>

function onResponse(state: Live, response: SipResponse): Step<InviteClient> {
  const { request } = state
  const notices = [{ type: 'response', response } as const]
  if (state.phase === 'completed') {
    return response.status >= 300 ? stepTo<InviteClient>(state, { messages: [state.ack] }) : stepTo(state)
  }
  if (state.phase === 'accepted') {
    return isSuccess(response) ? stepTo<InviteClient>(state, { notices }) : stepTo(state)
  }
  if (response.status < 200) return stepTo<InviteClient>({ phase: 'proceeding', request }, { notices })
  if (isSuccess(response)) {
    const timers = [{ timer: 'M', delayMs: TRANSACTION_MS } as const]
    return stepTo<InviteClient>({ phase: 'accepted', request }, { timers, notices })
  }
  const ack = ackForFailure(request, response)
  const timers = [{ timer: 'D', delayMs: TRANSACTION_MS } as const]
  return stepTo<InviteClient>({ phase: 'completed', request, ack }, { messages: [ack], timers, notices })
}

function onTimer(state: Live, timer: string): Step<InviteClient> {
  if (state.phase === 'calling' && timer === 'A') {
    const gapMs = state.gapMs * 2
    return stepTo<InviteClient>(
      { ...state, gapMs },
      { messages: [state.request], timers: [{ timer: 'A', delayMs: gapMs }] },
    )
  }
  if (state.phase === 'calling' && timer === 'B') return stepToEnd({ type: 'failed', by: 'B' })
  const over = (state.phase === 'completed' && timer === 'D') || (state.phase === 'accepted' && timer === 'M')
  return over ? stepToEnd() : stepTo(state)
}

/** Hop by hop: the branch and Request-URI of the INVITE, the To of the response (§17.1.1.3). */
export function ackForFailure(request: SipRequest, response: SipResponse): SipRequest {
  return {
    ...request,
    method: 'ACK',
    vias: request.vias.slice(0, 1),
    to: response.to,
    cseq: { number: request.cseq.number, method: 'ACK' },
    headers: request.headers.filter(({ name }) => name === 'Route' || name === 'Max-Forwards'),
    body: NO_BODY,
  }
}

/** Asks to give the INVITE up: all of its marks, one hop (§9.1). */
export function cancelFor(request: SipRequest): SipRequest {
  return {
    ...request,
    method: 'CANCEL',
    vias: request.vias.slice(0, 1),
    cseq: { number: request.cseq.number, method: 'CANCEL' },
    headers: request.headers.filter(({ name }) => name === 'Route' || name === 'Max-Forwards'),
    body: NO_BODY,
  }
}

const isSuccess = ({ status }: SipResponse) => status >= 200 && status < 300
