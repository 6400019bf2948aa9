import { once } from 'node:events'
import { parseId } from '../../base/index.ts'
import type { ApiDeps } from '../deps.ts'
import type { Exchange, Handlers } from '../handlers.ts'
import { liveEvents } from '../live-events.ts'
import { Problem } from '../problem.ts'
import { noSuchCall } from './calls.ts'

/** Live views open at once: each asks the database several times a second. */
const VIEWS_MAX = 100

export function liveEventHandlers(deps: ApiDeps): Pick<Handlers, 'callEvents'> {
  let views = 0
  return {
    callEvents: async ({ workspace, query, headers, exchange }) => {
      const id = parseId('call', query.call_id)
      const call = id && (await deps.calls.find(workspace, id))
      if (id === undefined || call === undefined) return noSuchCall()
      if (views >= VIEWS_MAX) return tooManyViews()
      views += 1
      try {
        await stream(exchange, (signal) =>
          liveEvents(deps, workspace, id, Number(headers['last-event-id'] ?? '0'), signal),
        )
      } finally {
        views -= 1
      }
      return undefined
    },
  }
}

const tooManyViews = () =>
  new Problem('RATE_LIMIT_EXCEEDED', 'Too many live views are open: close one first', {
    headers: { 'retry-after': '5' },
  })

type Source = (signal: AbortSignal) => AsyncIterable<string>

/** Writes until the source ends, the reader leaves, or the server closes. */
async function stream({ request, reply, closing }: Exchange, source: Source): Promise<void> {
  const left = new AbortController()
  request.raw.socket.once('close', () => left.abort())
  const signal = AbortSignal.any([closing, left.signal])
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value)
  }
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' })
  try {
    if (request.method === 'HEAD') return
    for await (const text of source(signal)) {
      if (!reply.raw.write(text)) await once(reply.raw, 'drain', { signal })
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    reply.raw.end()
  }
}
