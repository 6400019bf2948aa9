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
 * Client transaction of every method but INVITE (RFC 3261 §17.1.2), over UDP.
 *
 * trying: sent, repeated by timer E at doubling gaps up to T2, given up by timer F.
 * proceeding: a 1xx came; repeated every T2, given up by timer F.
 * completed: a final response was passed up; repeats of it are swallowed until timer K.
 */
export type RequestClient =
  | { readonly phase: 'trying' | 'proceeding'; readonly request: SipRequest; readonly gapMs: Ms }
  | { readonly phase: 'completed' }
  | Terminated

export function beginRequestClient(request: SipRequest): Step<RequestClient> {
  return stepTo<RequestClient>(
    { phase: 'trying', request, gapMs: T1_MS },
    {
      messages: [request],
      timers: [
        { timer: 'E', delayMs: T1_MS },
        { timer: 'F', delayMs: TRANSACTION_MS },
      ],
    },
  )
}

export function stepRequestClient(state: RequestClient, input: TransactionInput): Step<RequestClient> {
  if (state.phase === 'terminated') return stepTo(state)
  if (state.phase === 'completed') {
    return input.type === 'timer' && input.timer === 'K' ? stepToEnd() : stepTo(state)
  }
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

type Waiting = Extract<RequestClient, { readonly gapMs: Ms }>

function onResponse(state: Waiting, response: SipResponse): Step<RequestClient> {
  const notices = [{ type: 'response', response } as const]
  if (response.status < 200) return stepTo<RequestClient>({ ...state, phase: 'proceeding' }, { notices })
  return stepTo<RequestClient>({ phase: 'completed' }, { notices, timers: [{ timer: 'K', delayMs: T4_MS }] })
}

function onTimer(state: Waiting, timer: string): Step<RequestClient> {
  if (timer === 'F') return stepToEnd({ type: 'failed', by: 'F' })
  if (timer !== 'E') return stepTo(state)
  const gapMs = state.phase === 'trying' ? Math.min(state.gapMs * 2, T2_MS) : T2_MS
  return stepTo<RequestClient>(
    { ...state, gapMs },
    { messages: [state.request], timers: [{ timer: 'E', delayMs: gapMs }] },
  )
}
