import { type CallId, type Clock, type Ms, pause, type WorkspaceId } from '../base/index.ts'
import type { CallReader, CallRecord } from '../calls/index.ts'
import { hasEnded } from './call-view.ts'

/** How often a live view asks for news: well under what a reader notices. */
const POLL_MS: Ms = 200
/** A comment this often keeps intermediaries from closing a silent stream. */
const KEEP_ALIVE_MS: Ms = 15_000

export interface LiveSource {
  readonly calls: Pick<CallReader, 'find' | 'journal'>
  readonly clock: Clock
}

/**
 * A call as server-sent events, from its `after`-th journal event on, until it has ended. Its status is read
 * before its journal: the journal is whole once the status says that the call has ended. That last status
 * comes as `end`, after the journal.
 */
export async function* liveEvents(
  { calls, clock }: LiveSource,
  workspace: WorkspaceId,
  id: CallId,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  let sequence = after
  let shown: string | undefined
  let spokenAtMs = clock.monotonic()
  while (!signal.aborted) {
    const call = await calls.find(workspace, id)
    if (call === undefined) return
    const news: string[] = []
    if (shown !== call.status && !hasEnded(call)) news.push(frame('status', statusOf(call)))
    shown = call.status
    for (const event of await calls.journal(workspace, id, sequence)) {
      sequence += 1
      news.push(frame(event.type, event, sequence))
    }
    if (hasEnded(call)) news.push(frame('end', statusOf(call)))
    if (news.length === 0 && clock.monotonic() - spokenAtMs >= KEEP_ALIVE_MS) news.push(': still here\n\n')
    if (news.length > 0) {
      spokenAtMs = clock.monotonic()
      yield news.join('')
    }
    if (hasEnded(call)) return
    await pause(clock, POLL_MS, signal)
  }
}

const statusOf = (call: CallRecord) => ({
  call_id: call.id,
  status: call.status,
  disconnection_reason: call.reason ?? null,
})

/** One event of the stream (WHATWG HTML §9.2.6); JSON holds no line breaks. */
const frame = (type: string, data: unknown, sequence?: number): string =>
  `${sequence === undefined ? '' : `id: ${sequence}\n`}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`
