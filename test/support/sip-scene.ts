import {
  type Id,
  type PhoneNumber,
  Private,
  seededRandom,
  silentLog,
  type TrunkId,
} from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import type { CallLeg, DialRequest, LegEvent, Trunk } from '../../src/telephony/index.ts'
import { createSipUserAgent, type SipUserAgentOptions } from '../../src/telephony/providers/sip/user-agent.ts'
import { FakeMediaEngine } from './fake-media.ts'

/** A leg's news as they came, and a way to wait for one of them. */
export interface Watched {
  readonly leg: CallLeg
  readonly events: readonly LegEvent[]
  /** The types of the events but `dialog-changed`, in order. */
  readonly types: () => readonly string[]
  until<Type extends LegEvent['type']>(type: Type): Promise<Extract<LegEvent, { readonly type: Type }>>
}

export function watch(leg: CallLeg): Watched {
  const events: LegEvent[] = []
  const waiting = new Set<() => void>()
  const read = async () => {
    for await (const event of leg.events) {
      events.push(event)
      for (const wake of waiting) wake()
    }
    for (const wake of waiting) wake()
  }
  void read()
  return {
    leg,
    events,
    types: () => events.map(({ type }) => type).filter((type) => type !== 'dialog-changed'),
    until<Type extends LegEvent['type']>(type: Type) {
      type Wanted = Extract<LegEvent, { readonly type: Type }>
      const find = () => events.find((event): event is Wanted => event.type === type)
      return new Promise<Wanted>((resolve, reject) => {
        const check = () => {
          const found = find()
          if (found !== undefined) resolve(found)
          else if (events.at(-1)?.type === 'ended')
            reject(new Error(`ended before ${type}: ${JSON.stringify(events.at(-1))}`))
        }
        waiting.add(check)
        check()
      })
    },
  }
}

export async function openAgent(options: Partial<SipUserAgentOptions> = {}) {
  const media = new FakeMediaEngine()
  const agent = await createSipUserAgent({
    clock: systemClock,
    random: seededRandom(Math.floor(systemClock.monotonic() * 1_000)),
    log: silentLog,
    localHost: '127.0.0.1',
    port: 0,
    userAgent: 'Twenty2 test',
    media,
    ...options,
  })
  return { agent, media }
}

let calls = 0

/** A request to dial the peer at `port`; each has a Call-ID of its own. */
export function dialRequest(
  peer: { readonly host?: string; readonly port: number },
  options: {
    readonly to?: string
    readonly user?: string
    readonly secret?: string
    readonly ringLimitMs?: number
  } = {},
): DialRequest {
  calls += 1
  const trunk: Trunk = {
    id: 'trunk' as TrunkId,
    host: peer.host ?? '127.0.0.1',
    port: peer.port,
    ...(options.user === undefined ? {} : { user: options.user }),
    ...(options.secret === undefined ? {} : { secret: new Private(options.secret) }),
    numberFormat: 'e164-without-plus',
    codecs: ['PCMA', 'PCMU'],
  }
  return {
    callId: `call-${calls}` as Id<'call'>,
    attemptId: `attempt-${calls}` as Id<'attempt'>,
    sipCallId: `attempt-${calls}-${process.pid}@twenty2.test`,
    trunk,
    from: '+918000000000' as PhoneNumber,
    to: (options.to ?? '+919999999999') as PhoneNumber,
    ringLimitMs: options.ringLimitMs ?? 30_000,
  }
}

/** Waits in real time until `condition` holds. */
export async function until(condition: () => boolean, limitMs = 5_000): Promise<void> {
  const sinceMs = systemClock.monotonic()
  while (!condition()) {
    if (systemClock.monotonic() - sinceMs > limitMs) throw new Error(`${limitMs} ms passed in vain`)
    await new Promise<void>((resolve) => setTimeout(resolve, 2))
  }
}
