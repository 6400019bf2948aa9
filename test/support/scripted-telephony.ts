import { type Clock, type HangupCause, type Id, Inbox, type Ms } from '../../src/base/index.ts'
import type { RecordingStore } from '../../src/calls/index.ts'
import type { RunSession } from '../../src/session/index.ts'
import type { CallLeg, DialogSnapshot, DialRequest, LegEvent, Telephony } from '../../src/telephony/index.ts'

/** What the far end of a dial does. */
export type Fate =
  | { readonly type: 'fails'; readonly cause: HangupCause; readonly afterMs: Ms }
  | { readonly type: 'talks'; readonly forMs: Ms; readonly by: 'human' | 'network' }
  | { readonly type: 'listens' }
  | { readonly type: 'breaks' }

export interface ScriptedTelephony extends Telephony {
  readonly dials: readonly DialRequest[]
  readonly terminated: readonly DialogSnapshot[]
  /** Legs not ended yet, by workspace-wide number of the caller. */
  openLegs(from: string): number
}

/** A carrier in memory: each dial meets the fate that `fateOf` names. */
export function scriptedTelephony(clock: Clock, fateOf: (request: DialRequest) => Fate): ScriptedTelephony {
  const dials: DialRequest[] = []
  const terminated: DialogSnapshot[] = []
  const open = new Map<DialRequest, string>()
  return {
    dials,
    terminated,
    openLegs: (from) => [...open.values()].filter((caller) => caller === from).length,
    dial(request) {
      dials.push(request)
      const fate = fateOf(request)
      if (fate.type === 'breaks') throw new Error('the user agent broke')
      open.set(request, request.from)
      return scriptedLeg(clock, request, fate, () => open.delete(request))
    },
    async terminate(dialog) {
      terminated.push(dialog)
      return 'ended'
    },
    close: async () => undefined,
  }
}

function scriptedLeg(clock: Clock, request: DialRequest, fate: Fate, onEnd: () => void): CallLeg {
  const events = new Inbox<LegEvent>(1_000)
  let over = false
  const tell = (event: LegEvent) => void (over || events.give(event))
  const end = (cause: HangupCause, by: 'human' | 'us' | 'network') => {
    if (over) return
    events.give({
      type: 'ended',
      cause,
      by,
      definite: true,
      detail: `scripted: ${cause}`,
      atMs: clock.monotonic(),
    })
    events.end()
    over = true
    onEnd()
  }
  const dialog = { phase: 'inviting', sipCallId: request.sipCallId } as const
  tell({ type: 'dialog-changed', dialog, atMs: clock.monotonic() })
  if (fate.type === 'fails') clock.after(fate.afterMs, () => end(fate.cause, 'network'))
  else
    clock.after(5, () => {
      tell({ type: 'ringing', earlyMedia: false, atMs: clock.monotonic() })
      tell({ type: 'dialog-changed', dialog: { ...dialog, phase: 'confirmed' }, atMs: clock.monotonic() })
      tell({ type: 'answered', atMs: clock.monotonic() })
      if (fate.type === 'talks') {
        const cause = fate.by === 'human' ? 'normal' : 'media-lost'
        clock.after(fate.forMs, () => end(cause, fate.by))
      }
    })
  return {
    id: request.attemptId as string as Id<'leg'>,
    events,
    listen: () => undefined,
    tap: () => undefined,
    play: () => undefined,
    mark: () => undefined,
    clear: () => undefined,
    playedMs: () => 0,
    pressDigit: () => undefined,
    hangUp: async (cause) => end(cause, 'us'),
  }
}

/** A session that says one thing, captures one output and waits for the end. */
export function scriptedSession(clock: Clock): RunSession {
  return async ({ leg, journal }, signal) => {
    const leave = () => void leg.hangUp('normal')
    signal.addEventListener('abort', leave, { once: true })
    if (signal.aborted) leave()
    journal({ type: 'sentence-played', reply: 1, text: 'Hello.', atMs: clock.monotonic() })
    journal({
      type: 'output-captured',
      key: 'interested',
      value: 'yes',
      heard: 'yes',
      atMs: clock.monotonic(),
    })
    for await (const event of leg.events) {
      if (event.type !== 'ended') continue
      journal({ type: 'call-ended', atMs: event.atMs })
      const reason =
        event.by === 'human' ? 'customer_hangup' : event.by === 'us' ? 'assistant_hangup' : 'media_lost'
      return { reason, outputs: { interested: 'yes' }, endedAtMs: event.atMs }
    }
    throw new Error('the leg’s news ended without an end')
  }
}

export const noRecordings: RecordingStore = {
  open: async () => ({ write: () => undefined, finish: async () => undefined }),
  recover: async () => 'none',
  find: async () => undefined,
}
