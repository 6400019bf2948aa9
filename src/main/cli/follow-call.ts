import { pause } from '../../base/index.ts'
import type { ConversationEvent } from '../../conversation/index.ts'
import type { ApiClient } from './api-client.ts'
import { streamedEvents } from './event-stream.ts'
import { type CallNews, type LiveEvent, openLiveView, renderLiveEvent } from './live-view.ts'
import type { Paint } from './paint.ts'
import { type CliWorld, CommandFailed } from './world.ts'

const RECONNECTS_MAX = 5
const RECONNECT_AFTER_MS = 500

/**
 * Every event of a call until it has ended. A broken stream is opened again where it broke; the server's word
 * `end` is the only end.
 */
export async function* callEvents(
  api: ApiClient,
  { clock, signal }: Pick<CliWorld, 'clock' | 'signal'>,
  callId: string,
): AsyncGenerator<LiveEvent, void, undefined> {
  let last = ''
  for (let broken = 0; broken <= RECONNECTS_MAX; broken++) {
    const headers = last === '' ? {} : { 'last-event-id': last }
    const { body } = await api.open('callEvents', { query: { call_id: callId }, headers })
    try {
      for await (const { id, type, data } of streamedEvents(body ?? noBytes())) {
        last = id ?? last
        broken = 0
        yield liveEvent(type, data)
        if (type === 'end') return
      }
    } catch (error) {
      if (signal.aborted || !isBroken(error)) throw error
    }
    await pause(clock, RECONNECT_AFTER_MS, signal)
  }
  throw new CommandFailed(
    'The live view broke off and could not be opened again.',
    `The call itself goes on: \`./twenty2 call show ${callId}\`.`,
    3,
  )
}

/** The server is our own, and its words are typed by the contract of the journal. */
const liveEvent = (type: string, data: string): LiveEvent =>
  ({ ...(JSON.parse(data) as CallNews | ConversationEvent), type }) as LiveEvent

/** `fetch` tells a broken body as a TypeError. */
const isBroken = (error: unknown): boolean => error instanceof TypeError

async function* noBytes(): AsyncGenerator<Uint8Array> {}

/** Prints a call as it happens; resolves with its last status. */
export async function followCall(
  api: ApiClient,
  world: Pick<CliWorld, 'clock' | 'signal' | 'stdout'>,
  callId: string,
  paint: Paint,
): Promise<string> {
  let view = openLiveView(paint)
  for await (const event of callEvents(api, world, callId)) {
    const rendered = renderLiveEvent(view, event)
    view = rendered.view
    for (const line of rendered.lines) world.stdout(`${line}\n`)
    if (event.type === 'end') return event.status
  }
  return 'unknown'
}
