import { afterEach, describe, expect, it } from 'vitest'
import { ScriptedPeer } from '../../../../test/support/scripted-peer.ts'
import { dialRequest, openAgent, until, watch } from '../../../../test/support/sip-scene.ts'
import { VirtualClock } from '../../../../test/support/virtual-clock.ts'
import { headerOf, headersOf, printMessage, type SipRequest, tagOf } from '../../../sip/index.ts'
import type { DialogSnapshot } from '../../call-leg.ts'
import { inviteOf } from './invite.ts'
import { parseSnapshot } from './snapshot.ts'
import type { SipUserAgentOptions } from './user-agent.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function scene(options: Partial<SipUserAgentOptions> = {}) {
  const peer = await ScriptedPeer.open()
  const opened = await openAgent(options)
  closing.push(
    () => peer.close(),
    () => opened.agent.close(),
  )
  return { peer, ...opened }
}
type Scene = Awaited<ReturnType<typeof scene>>

function dial({ agent, peer }: Scene, options: Parameters<typeof dialRequest>[1] = {}) {
  return watch(agent.dial(dialRequest({ port: peer.port }, options)))
}
/** Answers what the agent sends when it closes, so that no test waits for patience. */
function takeByes({ peer }: Scene): void {
  const answered = new Set<SipRequest>()
  const timer = setInterval(() => {
    for (const bye of peer.requests.filter(({ method }) => method === 'BYE')) {
      if (!answered.has(bye)) peer.respond(bye, { status: 200 })
      answered.add(bye)
    }
  }, 2)
  // Closed last: the agent's own closing says BYE too.
  closing.unshift(async () => clearInterval(timer))
}

describe('on the wire, a SIP user agent', () => {
  it('keeps its INVITE small and marks it with the call', async () => {
    const at = await scene()
    dial(at)
    const invite = await at.peer.next('INVITE')
    expect(printMessage(invite).length).toBeLessThan(1_000)
    expect(headerOf(invite, 'X-Twenty2-Call-Id')).toMatch(/^call-/)
    expect(headerOf(invite, 'Contact')).toBe(`<sip:twenty2@127.0.0.1:${at.agent.address.port}>`)
    at.peer.respond(invite, { status: 486 })
    await at.peer.next('ACK')
  })

  it('names its public address in Contact, Via and SDP', async () => {
    const at = await scene({ publicHost: '203.0.113.7' })
    dial(at)
    const invite = await at.peer.next('INVITE')
    expect(headerOf(invite, 'Contact')).toContain('@203.0.113.7:')
    expect(invite.vias[0]?.host).toBe('203.0.113.7')
    expect(Buffer.from(invite.body).toString()).toContain('c=IN IP4 203.0.113.7')
    at.peer.respond(
      { ...invite, vias: [{ ...(invite.vias[0] ?? never()), host: '127.0.0.1' }] },
      { status: 486 },
    )
  })

  it('answers a challenge within the same Call-ID and tag, with the next CSeq and another branch', async () => {
    const at = await scene()
    dial(at, { user: 'alice', secret: 's' })
    const first = await at.peer.next('INVITE')
    const challenge = 'Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth"'
    at.peer.respond(first, { status: 407, headers: [{ name: 'Proxy-Authenticate', value: challenge }] })
    const second = await at.peer.next('INVITE', 1)
    expect(second.callId).toBe(first.callId)
    expect(tagOf(second.from)).toBe(tagOf(first.from))
    expect([first.cseq.number, second.cseq.number]).toEqual([1, 2])
    expect(second.vias[0]?.parameters[0]?.value).not.toBe(first.vias[0]?.parameters[0]?.value)
    expect(headerOf(second, 'Proxy-Authorization')).toContain('algorithm=SHA-256')
    at.peer.answer(second)
    const ack = await at.peer.next('ACK', 1)
    expect(headerOf(ack, 'Proxy-Authorization')).toBe(headerOf(second, 'Proxy-Authorization'))
    takeByes(at)
  })

  it('keeps CANCEL back until a provisional response came', async () => {
    const at = await scene()
    const near = dial(at)
    const invite = await at.peer.next('INVITE')
    const hungUp = near.leg.hangUp('canceled')
    await at.peer.next('INVITE', 1) // timer A: the request is still the only thing that left
    expect(at.peer.methods()).not.toContain('CANCEL')
    at.peer.respond(invite, { status: 180 })
    const cancel = await at.peer.next('CANCEL')
    expect(cancel.vias).toEqual(invite.vias)
    expect(cancel.cseq.number).toBe(invite.cseq.number)
    at.peer.respond(cancel, { status: 200 })
    at.peer.respond(invite, { status: 487 })
    await hungUp
    expect(await near.until('ended')).toMatchObject({ cause: 'canceled', by: 'us', definite: true })
  })

  it('acknowledges and leaves an answer that crosses its CANCEL', async () => {
    const at = await scene()
    const near = dial(at, { ringLimitMs: 100 })
    const invite = await at.peer.next('INVITE')
    at.peer.respond(invite, { status: 180 })
    await at.peer.next('CANCEL')
    at.peer.answer(invite)
    await at.peer.next('ACK')
    const bye = await at.peer.next('BYE')
    expect(bye.cseq.number).toBe(2)
    at.peer.respond(bye, { status: 200 })
    expect(await near.until('ended')).toMatchObject({ cause: 'no-answer', definite: true })
    expect(near.types()).not.toContain('answered')
  })

  it('acknowledges each copy of an answer, and leaves the answer of another fork', async () => {
    const at = await scene()
    const near = dial(at)
    const invite = await at.peer.next('INVITE')
    at.peer.answer(invite)
    await near.until('answered')
    at.peer.answer(invite)
    await at.peer.next('ACK', 1)
    at.peer.answer(invite, { tag: 'other-fork' })
    const bye = await at.peer.next('BYE')
    expect(tagOf(bye.to)).toBe('other-fork')
    at.peer.respond(bye, { status: 200 })
    expect(near.types()).toEqual(['answered'])
    takeByes(at)
  })

  it('leaves an answer to a call that nobody remembers', async () => {
    const at = await scene()
    dial(at)
    const invite = await at.peer.next('INVITE')
    at.peer.respond(invite, { status: 486 })
    await at.peer.next('ACK')
    at.peer.answer({
      ...invite,
      callId: 'a-forgotten-call',
      vias: [{ ...(invite.vias[0] ?? never()), parameters: [] }],
    })
    const bye = await at.peer.next('BYE')
    expect(bye.callId).toBe('a-forgotten-call')
    at.peer.respond(bye, { status: 200 })
  })

  it.each([
    ['nothing', new Uint8Array(0)],
    ['no SDP', Buffer.from('hello')],
  ])('ends a call whose answer describes %s', async (_what, body) => {
    const at = await scene()
    const near = dial(at)
    at.peer.answer(await at.peer.next('INVITE'), { body })
    takeByes(at)
    await at.peer.next('ACK')
    expect(await near.until('ended')).toMatchObject({ cause: 'failed', definite: true })
    expect(near.types()).toEqual(['ended'])
  })

  it('follows a hold and a new target, and answers OPTIONS, INFO and strange methods', async () => {
    const at = await scene()
    const near = dial(at)
    const invite = await at.peer.next('INVITE')
    at.peer.answer(invite)
    await near.until('answered')
    at.peer.request(invite, 'INVITE', { cseq: 1, body: at.peer.sdp('sendonly') })
    const held = await at.peer.nextStatus(200)
    expect(Buffer.from(held.body).toString()).toContain('a=recvonly')
    expect(at.media.sessions[0]?.targets.at(-1)).toMatchObject({ direction: 'recvonly' })
    at.peer.request(invite, 'ACK', { cseq: 1 })
    at.peer.request(invite, 'OPTIONS', { cseq: 2 })
    at.peer.request(invite, 'REFER', { cseq: 3 })
    at.peer.request(invite, 'FROBNICATE', { cseq: 4 })
    const refused = await at.peer.nextStatus(405)
    expect(headersOf(refused, 'Allow')[0]).toContain('INVITE')
    await at.peer.nextStatus(501)
    at.peer.request(invite, 'BYE', { cseq: 5, tag: 'stranger' })
    await at.peer.nextStatus(481)
    at.peer.request(invite, 'BYE', { cseq: 6 })
    expect(await near.until('ended')).toMatchObject({ cause: 'normal', by: 'human', definite: true })
  })

  it('offers when a re-INVITE brings no description, and takes the answer from its ACK', async () => {
    const at = await scene()
    const near = dial(at)
    const invite = await at.peer.next('INVITE')
    at.peer.answer(invite)
    await near.until('answered')
    at.peer.request(invite, 'INVITE', { cseq: 1 })
    expect(Buffer.from((await at.peer.nextStatus(200)).body).toString()).toContain('m=audio')
    at.peer.request(invite, 'ACK', { cseq: 1, body: at.peer.sdp('sendonly') })
    await until(() => at.media.sessions[0]?.targets.length === 2)
    takeByes(at)
  })

  it('rings once however often it is told, and once more when there is something to hear', async () => {
    const at = await scene()
    const near = dial(at)
    const invite = await at.peer.next('INVITE')
    for (const status of [100, 180, 180, 183]) at.peer.respond(invite, { status })
    at.peer.respond(invite, { status: 183, body: at.peer.sdp() })
    at.peer.respond(invite, { status: 486 })
    await near.until('ended')
    expect(near.events.flatMap((event) => (event.type === 'ringing' ? [event.earlyMedia] : []))).toEqual([
      false,
      true,
    ])
  })

  it('hears a key in an INFO', async () => {
    const at = await scene()
    const near = dial(at)
    const invite = await at.peer.next('INVITE')
    at.peer.answer(invite)
    await near.until('answered')
    const body = Buffer.from('Signal=11\r\nDuration=160\r\n')
    at.peer.request(invite, 'INFO', { cseq: 1, body, type: 'application/dtmf-relay' })
    expect(await near.until('digit-pressed')).toMatchObject({ digit: '#' })
    takeByes(at)
  })

  it('answers a malformed request with 400 and passes over garbage', async () => {
    const at = await scene()
    dial(at)
    const invite = await at.peer.next('INVITE')
    at.peer.sendBytes('garbage\r\n\r\n')
    at.peer.sendBytes(
      'OPTIONS sip:x SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\n' +
        'To: <sip:c@d>\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n\r\n',
    )
    expect(await at.peer.nextStatus(400)).toMatchObject({ reason: 'Bad Request: CSeq of another method' })
    at.peer.respond(invite, { status: 486 })
  })

  it('keeps the mapping of a NAT open while it talks', async () => {
    const clock = new VirtualClock()
    const at = await scene({ clock })
    const near = dial(at)
    await until(() => clock.pending > 0)
    await clock.advance(50)
    const invite = await at.peer.next('INVITE')
    const via = invite.vias[0] ?? never()
    const parameters = [...via.parameters, { name: 'received', value: '203.0.113.9' }]
    at.peer.answer({ ...invite, vias: [{ ...via, parameters }] })
    await near.until('answered')
    const knocks = at.peer.keepAlives
    await clock.advance(40_000)
    await until(() => at.peer.keepAlives === knocks + 2)
    at.peer.request(invite, 'BYE', { cseq: 1 })
    await near.until('ended')
  })

  it('calls silence unclear: timer B', async () => {
    const clock = new VirtualClock()
    const at = await scene({ clock })
    const near = dial(at, { ringLimitMs: 60_000 })
    await until(() => clock.pending > 0)
    await clock.advance(50)
    await at.peer.next('INVITE')
    await clock.advance(32_500)
    expect(await near.until('ended')).toMatchObject({
      by: 'network',
      definite: false,
      detail: `timer B: no answer to the INVITE from 127.0.0.1:${at.peer.port}`,
    })
    expect(at.peer.methods().length).toBe(7)
    expect(clock.pending).toBe(0)
  })
})

/** A worker that sent its INVITE and died: its socket is gone, its snapshot stays. */
async function deadWorker(at: Scene): Promise<{ planned: DialogSnapshot; invite: SipRequest }> {
  const worker = await openAgent()
  const planned = worker.agent.plan(dialRequest({ port: at.peer.port }))
  await worker.agent.close()
  const snapshot = parseSnapshot(planned)
  if (snapshot === undefined) throw new Error('not a snapshot')
  const socket = await ScriptedPeer.open(snapshot.sentBy.port)
  socket.send(inviteOf(snapshot), { host: '127.0.0.1', port: at.peer.port })
  const invite = await at.peer.next('INVITE')
  await socket.close()
  return { planned, invite }
}
const PATIENCE = () => AbortSignal.timeout(9_000)

describe('after a worker died, another', () => {
  it('cancels a ringing call from what was planned before its INVITE left', async () => {
    const at = await scene()
    const { planned, invite } = await deadWorker(at)
    const ended = at.agent.terminate(planned, PATIENCE())
    const cancel = await at.peer.next('CANCEL')
    expect(cancel.vias).toEqual(invite.vias)
    at.peer.respond(cancel, { status: 200 })
    at.peer.respond(invite, { status: 487 })
    await at.peer.next('ACK')
    expect(await ended).toBe('ended')
  })

  it('acknowledges and leaves an answer that crosses or comes again', async () => {
    const at = await scene()
    const { planned, invite } = await deadWorker(at)
    const ended = at.agent.terminate(planned, PATIENCE())
    at.peer.respond(await at.peer.next('CANCEL'), { status: 481 })
    at.peer.answer(invite)
    await at.peer.next('ACK')
    at.peer.respond(await at.peer.next('BYE'), { status: 200 })
    expect(await ended).toBe('ended')
  })

  it('says BYE when the call was answered and acknowledged before the death', async () => {
    const clock = new VirtualClock()
    const at = await scene({ clock })
    const { planned } = await deadWorker(at)
    const ended = at.agent.terminate(planned, PATIENCE())
    at.peer.respond(await at.peer.next('CANCEL'), { status: 200, tag: 'answered' })
    // Nothing more comes: as long as an answer may still be repeated, it waits.
    await until(() => {
      void clock.advance(50)
      return at.peer.methods().includes('BYE')
    })
    expect(clock.monotonic()).toBeGreaterThan(4_000)
    const bye = await at.peer.next('BYE')
    expect(tagOf(bye.to)).toBe('answered')
    expect(bye.cseq.number).toBeGreaterThan(1_000)
    at.peer.respond(bye, { status: 200 })
    expect(await ended).toBe('ended')
  })

  it('does not claim to have ended what never answered', async () => {
    const at = await scene()
    const { planned } = await deadWorker(at)
    expect(await at.agent.terminate(planned, AbortSignal.timeout(700))).toBe('unconfirmed')
    expect(at.peer.methods().filter((method) => method === 'CANCEL').length).toBeGreaterThan(1)
  })
})

function never(): never {
  throw new Error('a request without Via')
}
