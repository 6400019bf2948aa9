import { describe, expect, it } from 'vitest'
import { responseTo } from '../dialog/respond.ts'
import { NO_BODY, type SipRequest } from '../message/message.ts'
import { nameAddress } from '../message/name-address.ts'
import { sipUri } from '../message/uri.ts'
import { udpVia } from '../message/via.ts'
import { nextAnswerGapMs } from './answer-repeat.ts'
import { beginInviteClient, cancelFor, stepInviteClient } from './invite-client.ts'
import { beginInviteServer, stepInviteServer } from './invite-server.ts'
import { canceledKey, clientKey, serverKey } from './match.ts'
import { beginRequestClient, stepRequestClient } from './request-client.ts'
import { beginRequestServer, stepRequestServer } from './request-server.ts'
import type { Step, TimerName, TransactionInput } from './step.ts'

function request(method: string): SipRequest {
  return {
    kind: 'request',
    method,
    uri: sipUri('b', '192.0.2.2'),
    vias: [udpVia('192.0.2.1', 5060, 'z9hG4bK1')],
    from: nameAddress(sipUri('a', '192.0.2.1'), 'from'),
    to: nameAddress(sipUri('b', '192.0.2.2')),
    callId: 'c',
    cseq: { number: 1, method },
    headers: [{ name: 'Route', value: '<sip:192.0.2.3;lr>' }],
    body: NO_BODY,
  }
}
const INVITE = request('INVITE')
const OPTIONS = request('OPTIONS')
const says = (status: number, to = INVITE): TransactionInput => ({
  type: 'response',
  response: responseTo(to, { status, tag: 'to' }),
})
const respond = (status: number, to = INVITE): TransactionInput => ({
  type: 'respond',
  response: responseTo(to, { status, tag: 'to' }),
})
const fires = (timer: TimerName): TransactionInput => ({ type: 'timer', timer })

/** What comes of each input in turn: "phase | messages sent | timers set | notices". */
function play<State extends { readonly phase: string }>(
  first: Step<State>,
  step: (state: State, input: TransactionInput) => Step<State>,
  inputs: readonly TransactionInput[],
): readonly string[] {
  const steps = [first]
  for (const input of inputs) {
    const last = steps.at(-1)
    if (last !== undefined) steps.push(step(last.state, input))
  }
  return steps.map(({ state, messages, timers, notices }) =>
    [
      state.phase,
      messages.map((message) => (message.kind === 'request' ? message.method : message.status)).join(),
      timers.map(({ timer, delayMs }) => `${timer}:${delayMs}`).join(),
      notices
        .map((notice) =>
          notice.type === 'failed'
            ? `failed ${notice.by}`
            : notice.type === 'response'
              ? notice.response.status
              : notice.request.method,
        )
        .join(),
    ]
      .join('|')
      .replace(/\|+$/, ''),
  )
}

describe('an INVITE client transaction', () => {
  const run = (...inputs: readonly TransactionInput[]) =>
    play(beginInviteClient(INVITE), stepInviteClient, inputs)

  it('repeats at doubling gaps and gives up at timer B', () => {
    expect(run(fires('A'), fires('A'), fires('A'), fires('B'), fires('A'))).toEqual([
      'calling|INVITE|A:500,B:32000',
      'calling|INVITE|A:1000',
      'calling|INVITE|A:2000',
      'calling|INVITE|A:4000',
      'terminated|||failed B',
      'terminated',
    ])
  })

  it('stops repeating at a provisional response, and timer B no longer matters', () => {
    expect(run(says(100), fires('A'), fires('B'), says(180)).slice(1)).toEqual([
      'proceeding|||100',
      'proceeding',
      'proceeding',
      'proceeding|||180',
    ])
  })

  it('passes every 2xx up until timer M, and acknowledges none itself', () => {
    expect(run(says(200), says(200), says(180), fires('M')).slice(1)).toEqual([
      'accepted||M:32000|200',
      'accepted|||200',
      'accepted',
      'terminated',
    ])
  })

  it('acknowledges a failure hop by hop, each time it comes, until timer D', () => {
    expect(run(says(486), says(486), fires('D')).slice(1)).toEqual([
      'completed|ACK|D:32000|486',
      'completed|ACK',
      'terminated',
    ])
    const { messages } = stepInviteClient(beginInviteClient(INVITE).state, says(486))
    expect(messages[0]).toMatchObject({ vias: INVITE.vias, cseq: { number: 1, method: 'ACK' } })
    expect(messages[0]?.headers).toContainEqual({ name: 'Route', value: '<sip:192.0.2.3;lr>' })
  })

  it('fails when nothing can be sent', () => {
    expect(run({ type: 'transport-error' }).at(-1)).toBe('terminated|||failed transport')
  })
})

describe('another client transaction', () => {
  const run = (...inputs: readonly TransactionInput[]) =>
    play(beginRequestClient(OPTIONS), stepRequestClient, inputs)

  it('repeats at gaps that double up to T2, at T2 after a provisional response, and gives up at timer F', () => {
    const e = fires('E')
    expect(run(e, e, e, e, says(100, OPTIONS), e, fires('F'))).toEqual([
      'trying|OPTIONS|E:500,F:32000',
      'trying|OPTIONS|E:1000',
      'trying|OPTIONS|E:2000',
      'trying|OPTIONS|E:4000',
      'trying|OPTIONS|E:4000',
      'proceeding|||100',
      'proceeding|OPTIONS|E:4000',
      'terminated|||failed F',
    ])
  })

  it('passes one final response up and swallows repeats until timer K', () => {
    expect(run(says(200, OPTIONS), says(200, OPTIONS), fires('F'), fires('K')).slice(1)).toEqual([
      'completed||K:5000|200',
      'completed',
      'completed',
      'terminated',
    ])
  })
})

describe('an INVITE server transaction', () => {
  const trying = responseTo(INVITE, { status: 100 })
  const again: TransactionInput = { type: 'request', request: INVITE }
  const ack: TransactionInput = { type: 'request', request: { ...request('ACK') } }
  const run = (...inputs: readonly TransactionInput[]) =>
    play(beginInviteServer(trying), stepInviteServer, inputs)

  it('says 100 at once and the last provisional response again to a repeated INVITE', () => {
    expect(run(again, respond(180), again)).toEqual([
      'proceeding|100',
      'proceeding|100',
      'proceeding|180',
      'proceeding|180',
    ])
  })

  it('repeats a failure by timer G until the ACK, then lingers for timer I', () => {
    expect(
      run(respond(486), fires('G'), again, fires('G'), fires('G'), fires('G'), ack, ack, fires('I')).slice(1),
    ).toEqual([
      'completed|486|G:500,H:32000',
      'completed|486|G:1000',
      'completed|486',
      'completed|486|G:2000',
      'completed|486|G:4000',
      'completed|486|G:4000',
      'confirmed||I:5000',
      'confirmed',
      'terminated',
    ])
  })

  it('tells when the ACK to a failure never comes', () => {
    expect(run(respond(486), fires('H')).at(-1)).toBe('terminated|||failed H')
  })

  it('lets a 2xx be repeated, swallows repeated INVITEs and passes the ACK on until timer L', () => {
    expect(run(respond(200), again, respond(200), ack, respond(500), fires('L')).slice(1)).toEqual([
      'accepted|200|L:32000',
      'accepted',
      'accepted|200',
      'accepted|||ACK',
      'accepted',
      'terminated',
    ])
  })
})

describe('another server transaction', () => {
  it('answers a repeat with what was said last, until timer J', () => {
    const again: TransactionInput = { type: 'request', request: OPTIONS }
    const inputs = [
      again,
      respond(100, OPTIONS),
      again,
      respond(200, OPTIONS),
      again,
      respond(500, OPTIONS),
      fires('J'),
    ]
    expect(play(beginRequestServer(), stepRequestServer, inputs)).toEqual([
      'trying',
      'trying',
      'proceeding|100',
      'proceeding|100',
      'completed|200|J:32000',
      'completed|200',
      'completed',
      'terminated',
    ])
  })
})

describe('names of transactions', () => {
  it('are the same for a request and its response, an INVITE and its ACK, a CANCEL and its INVITE', () => {
    expect(clientKey(INVITE)).toBe(clientKey(responseTo(INVITE, { status: 200 })))
    expect(serverKey({ ...INVITE, method: 'ACK', cseq: { number: 1, method: 'ACK' } })).toBe(
      serverKey(INVITE),
    )
    expect(canceledKey(cancelFor(INVITE))).toBe(serverKey(INVITE))
    expect(clientKey(cancelFor(INVITE))).not.toBe(clientKey(INVITE))
  })

  it('look at more of the message when the branch is not unique (RFC 2543)', () => {
    const old = { ...INVITE, vias: [udpVia('192.0.2.1', 5060, 'z9hG4bK')] }
    expect(serverKey(old)).not.toBe(serverKey({ ...old, callId: 'd' }))
    expect(serverKey(old)).toBe(
      serverKey({ ...old, method: 'ACK', to: nameAddress(sipUri('b', 'x'), 'tag') }),
    )
  })
})

it('a 2xx is repeated at gaps that double up to T2, for 64·T1', () => {
  const gaps: number[] = []
  let sentForMs = 0
  for (let gap = nextAnswerGapMs(undefined, 0); gap !== undefined; gap = nextAnswerGapMs(gap, sentForMs)) {
    gaps.push(gap)
    sentForMs += gap
  }
  expect(gaps.slice(0, 5)).toEqual([500, 1_000, 2_000, 4_000, 4_000])
  expect(sentForMs).toBe(32_000)
})
