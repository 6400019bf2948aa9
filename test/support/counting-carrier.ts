import { type Ms, pause } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import type { CallLeg, IncomingCall } from '../../src/telephony/index.ts'
import { openAgent } from './sip-scene.ts'

/** What the far end saw of one INVITE dialog. */
export interface SeenCall {
  readonly callId: string
  readonly sipCallId: string
  readonly startedAtMs: Ms
  endedAtMs: Ms | undefined
}
export interface CountingCarrier {
  readonly port: number
  readonly seen: readonly SeenCall[]
  close(): Promise<void>
}

const RING_AFTER_MS: Ms = 20
const ANSWER_AFTER_MS: Ms = 120

/** A callee over real SIP that rings, answers, hangs up after `talkMs`, and counts what reached it. */
export async function countingCarrier(talkMs: (callId: string) => Ms): Promise<CountingCarrier> {
  const { agent } = await openAgent()
  const seen: SeenCall[] = []
  const take = async (call: IncomingCall) => {
    const callId = call.header('X-Twenty2-Call-Id') ?? ''
    const entry: SeenCall = {
      callId,
      sipCallId: call.sipCallId,
      startedAtMs: systemClock.monotonic(),
      endedAtMs: undefined,
    }
    seen.push(entry)
    try {
      await pause(systemClock, RING_AFTER_MS, call.gone)
      call.ring()
      await pause(systemClock, ANSWER_AFTER_MS, call.gone)
      const leg = call.answer()
      const hangUp = systemClock.after(talkMs(callId), () => void leg.hangUp('normal'))
      await ended(leg)
      hangUp()
    } catch {
      // it was canceled before the answer
    }
    entry.endedAtMs = systemClock.monotonic()
  }
  await agent.listen((call) => void take(call))
  return { port: agent.address.port, seen, close: () => agent.close() }
}

async function ended(leg: CallLeg): Promise<void> {
  for await (const event of leg.events) if (event.type === 'ended') return
}
