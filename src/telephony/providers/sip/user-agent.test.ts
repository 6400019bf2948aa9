import { afterEach, describe, expect, it } from 'vitest'
import { dialRequest, openAgent, until, type Watched, watch } from '../../../../test/support/sip-scene.ts'
import { Private } from '../../../base/index.ts'
import type { IncomingCall } from '../../call-leg.ts'
import type { SipUserAgentOptions } from './user-agent.ts'

type Agent = Awaited<ReturnType<typeof openAgent>>
const agents: Agent[] = []
async function agent(options: Partial<SipUserAgentOptions> = {}): Promise<Agent> {
  const opened = await openAgent(options)
  agents.push(opened)
  return opened
}
afterEach(async () => {
  const closing = agents.splice(0)
  await Promise.all(closing.map((each) => each.agent.close()))
  expect(closing.map(({ media }) => media.openSessions)).toEqual(closing.map(() => 0))
})

/** A caller and a callee that does `onCall` with each call. */
async function pair(onCall: (call: IncomingCall) => void, options: Partial<SipUserAgentOptions> = {}) {
  const [caller, callee] = await Promise.all([agent(), agent(options)])
  const incoming: IncomingCall[] = []
  await callee.agent.listen((call) => {
    incoming.push(call)
    onCall(call)
  })
  return { caller, callee, incoming, port: callee.agent.address.port }
}

describe('a SIP user agent', () => {
  it('dials, rings, is answered and hangs up', async () => {
    let far: Watched | undefined
    const { caller, callee, incoming, port } = await pair((call) => {
      call.ring()
      far = watch(call.answer())
    })
    const request = dialRequest({ port })
    const near = watch(caller.agent.dial(request))
    await near.until('answered')
    expect(near.types()).toEqual(['ringing', 'answered'])
    expect(incoming[0]?.sipCallId).toBe(request.sipCallId)
    expect(incoming[0]?.header('x-twenty2-call-id')).toBe(request.callId)
    expect([incoming[0]?.from, incoming[0]?.to]).toEqual(['918000000000', '919999999999'])
    expect(caller.media.sessions[0]?.targets[0]).toMatchObject({
      host: '127.0.0.1',
      port: 40_000,
      codec: 'PCMA',
    })
    expect(callee.media.sessions[0]?.targets[0]).toMatchObject({ telephoneEvent: 101, direction: 'sendrecv' })
    await near.leg.hangUp('normal')
    expect(await near.until('ended')).toMatchObject({ cause: 'normal', by: 'us', definite: true })
    expect(await far?.until('ended')).toMatchObject({ cause: 'normal', by: 'human', definite: true })
  })

  it('names its dialog before the INVITE leaves and again when it is answered', async () => {
    const { caller, port } = await pair((call) => void call.answer())
    const request = dialRequest({ port })
    const planned = caller.agent.plan(request)
    const near = watch(caller.agent.dial(request))
    await near.until('answered')
    const dialogs = near.events.flatMap((event) => (event.type === 'dialog-changed' ? [event.dialog] : []))
    expect(dialogs[0]).toEqual(planned)
    expect(dialogs.at(-1)).toMatchObject({ phase: 'confirmed' })
    expect(JSON.parse(JSON.stringify(dialogs.at(-1)))).toEqual(dialogs.at(-1))
  })

  it.each([
    [486, 'busy'],
    [600, 'busy'],
    [603, 'rejected'],
    [403, 'rejected'],
    [404, 'invalid-number'],
    [484, 'invalid-number'],
    [480, 'unreachable'],
    [503, 'unreachable'],
    [408, 'no-answer'],
    [500, 'failed'],
  ] as const)('tells a %i apart as %s', async (status, cause) => {
    const { caller, port } = await pair((call) => call.reject(status, 'Sorry'))
    const near = watch(caller.agent.dial(dialRequest({ port })))
    expect(await near.until('ended')).toMatchObject({
      cause,
      by: 'network',
      definite: true,
      detail: `${status} Sorry from 127.0.0.1:${port}`,
    })
  })

  it('gives up ringing at the limit and lets the callee know', async () => {
    const { caller, incoming, port } = await pair((call) => call.ring())
    const near = watch(caller.agent.dial(dialRequest({ port }, { ringLimitMs: 50 })))
    expect(await near.until('ended')).toMatchObject({ cause: 'no-answer', by: 'network', definite: true })
    await until(() => incoming[0]?.gone.aborted === true)
  })

  it('cancels when it is told to while it rings', async () => {
    const { caller, incoming, port } = await pair((call) => call.ring())
    const near = watch(caller.agent.dial(dialRequest({ port })))
    await near.until('ringing')
    await near.leg.hangUp('canceled')
    expect(await near.until('ended')).toMatchObject({ cause: 'canceled', by: 'us', definite: true })
    await until(() => incoming[0]?.gone.aborted === true)
  })

  it('hears early media without calling it answered, and says nothing into it', async () => {
    const answer: { now: () => void } = { now: () => undefined }
    const { caller, callee, port } = await pair((call) => {
      const leg = call.earlyMedia()
      leg.play({ samples: new Int16Array(160), sampleRate: 8_000, startMs: 0 })
      answer.now = () => void call.answer()
    })
    const near = watch(caller.agent.dial(dialRequest({ port })))
    expect(await near.until('ringing')).toMatchObject({ earlyMedia: true })
    near.leg.play({ samples: new Int16Array(160), sampleRate: 8_000, startMs: 0 })
    await until(() => callee.media.sessions[0]?.played.length === 1)
    expect(caller.media.sessions[0]?.targets.length).toBe(1)
    expect(caller.media.sessions[0]?.played).toEqual([])
    expect(caller.media.sessions[0]?.answeredAtMs).toBeUndefined()
    answer.now()
    await near.until('answered')
    expect(caller.media.sessions[0]?.answeredAtMs).toBeDefined()
  })

  it.each([[['MD5']], [['SHA-256']], [['SHA-256', 'MD5']]] as const)(
    'answers a digest challenge by %s',
    async (algorithms) => {
      const callers = { realm: 'carrier', user: 'alice', secret: new Private('wonder "land"'), algorithms }
      const { caller, port } = await pair((call) => void call.answer(), { callers })
      const request = dialRequest({ port }, { user: 'alice', secret: 'wonder "land"' })
      const near = watch(caller.agent.dial(request))
      await near.until('answered')
      await near.leg.hangUp('normal')
    },
  )

  it('tries a wrong secret once and no more', async () => {
    const callers = {
      realm: 'carrier',
      user: 'alice',
      secret: new Private('right'),
      algorithms: ['MD5'],
    } as const
    const { caller, incoming, port } = await pair((call) => void call.answer(), { callers })
    const near = watch(caller.agent.dial(dialRequest({ port }, { user: 'alice', secret: 'wrong' })))
    expect(await near.until('ended')).toMatchObject({ cause: 'failed', definite: true })
    expect(incoming).toEqual([])
    expect(near.events.filter(({ type }) => type === 'dialog-changed').length).toBeLessThanOrEqual(4)
  })

  it('says definitely that nothing listens there, or that there is no such host', async () => {
    const { agent: caller } = await agent()
    const gone = await openAgent()
    const { port } = gone.agent.address
    await gone.agent.close()
    const refused = watch(caller.dial(dialRequest({ port })))
    expect(await refused.until('ended')).toMatchObject({ cause: 'unreachable', definite: true })
    const unknown = watch(caller.dial(dialRequest({ host: 'no-such-host.invalid', port: 5060 })))
    expect(await unknown.until('ended')).toMatchObject({ cause: 'unreachable', definite: true })
  })

  it('ends a leg whose audio is lost', async () => {
    const { caller, port } = await pair((call) => void call.answer())
    const near = watch(caller.agent.dial(dialRequest({ port })))
    await near.until('answered')
    caller.media.sessions[0]?.happen({ type: 'media-lost', atMs: 0 })
    expect(await near.until('ended')).toMatchObject({ cause: 'media-lost' })
  })

  it('passes digits and marks on', async () => {
    const { caller, port } = await pair((call) => void call.answer())
    const near = watch(caller.agent.dial(dialRequest({ port })))
    await near.until('answered')
    near.leg.mark(7)
    caller.media.sessions[0]?.happen({ type: 'digit-pressed', digit: '5', atMs: 0 })
    expect(await near.until('mark-played')).toMatchObject({ mark: 7 })
    expect(await near.until('digit-pressed')).toMatchObject({ digit: '5' })
  })

  it('ends an answered call of another process from its snapshot', async () => {
    let far: Watched | undefined
    const { caller, port } = await pair((call) => {
      far = watch(call.answer())
    })
    const other = await agent()
    const near = watch(caller.agent.dial(dialRequest({ port })))
    await near.until('answered')
    const dialogs = near.events.flatMap((event) => (event.type === 'dialog-changed' ? [event.dialog] : []))
    const last = dialogs.at(-1) ?? { phase: 'inviting' as const }
    expect(await other.agent.terminate(last, AbortSignal.timeout(5_000))).toBe('ended')
    expect(await far?.until('ended')).toMatchObject({ by: 'human' })
  })
})
