import { createReadStream } from 'node:fs'
import { parseId } from '../../base/index.ts'
import type { CallRecord } from '../../calls/index.ts'
import { transcriptOf } from '../../conversation/index.ts'
import { parseByteRange } from '../byte-range.ts'
import type { ApiDeps } from '../deps.ts'
import type { Exchange, Handlers } from '../handlers.ts'
import { Problem } from '../problem.ts'
import { LINK_ENDINGS, type LinkKind, type LinkProof, type SignedLinks } from '../signed-links.ts'
import { transcriptDocument, transcriptText } from '../transcript-text.ts'

export function linkHandlers(
  deps: ApiDeps,
  links: SignedLinks,
): Pick<Handlers, 'callRecording' | 'callTranscript'> {
  return {
    callRecording: async ({ params, query, exchange }) => {
      const call = await openedCall(deps, links, 'recording', { ...params, ...query })
      return call instanceof Problem ? call : sendRecording(deps, call, exchange)
    },
    callTranscript: async ({ params, query, exchange }) => {
      const call = await openedCall(deps, links, 'transcript', { ...params, ...query })
      if (call instanceof Problem) return call
      const turns = transcriptOf(await deps.calls.journal(call.workspace, call.id, 0))
      const { reply } = exchange
      if (query.format === 'json') void reply.send(transcriptDocument(call.id, turns))
      else void reply.type('text/plain; charset=utf-8').send(transcriptText(turns))
      return undefined
    },
  }
}

type OpenedLink = LinkProof & { readonly workspace_id: string; readonly file: string }

/** The call a link opens, or why it does not. */
async function openedCall(
  deps: ApiDeps,
  links: SignedLinks,
  kind: LinkKind,
  link: OpenedLink,
): Promise<CallRecord | Problem> {
  const ending = LINK_ENDINGS[kind]
  const workspace = parseId('workspace', link.workspace_id)
  const callId = parseId('call', link.file.endsWith(ending) ? link.file.slice(0, -ending.length) : '')
  if (workspace === undefined || callId === undefined) return forged()
  switch (links.check({ kind, workspace, callId }, link, deps.clock.wallTime())) {
    case 'forged':
      return forged()
    case 'expired':
      return new Problem('FORBIDDEN', 'This link has expired: links open for one month after the call')
    case 'good':
      return (await deps.calls.find(workspace, callId)) ?? gone()
  }
}

const forged = () =>
  new Problem('FORBIDDEN', 'This link was changed: take it from the call’s detail exactly as it is')
const gone = () => new Problem('NOT_FOUND', 'What this link opened is no longer kept')

async function sendRecording(
  deps: ApiDeps,
  call: CallRecord,
  { request, reply }: Exchange,
): Promise<Problem | undefined> {
  const attempt = call.attempts.findLast(({ answeredAt }) => answeredAt !== undefined)
  const recording = attempt && (await deps.recordings.find(attempt.id))
  if (recording === undefined) return gone()
  const { path, bytes } = recording
  const range = parseByteRange(request.headers.range, bytes)
  if (range === 'unsatisfiable') {
    return new Problem('RANGE_NOT_SATISFIABLE', `The recording has ${bytes} bytes`, {
      headers: { 'content-range': `bytes */${bytes}` },
    })
  }
  const { start, end } = range === 'whole' ? { start: 0, end: bytes - 1 } : range
  void reply.headers({
    'accept-ranges': 'bytes',
    'content-type': 'audio/mpeg',
    'content-length': end - start + 1,
    'content-disposition': `inline; filename="${call.id}.mp3"`,
    'cache-control': 'private, max-age=3600',
  })
  if (range !== 'whole') void reply.code(206).header('content-range', `bytes ${start}-${end}/${bytes}`)
  void reply.send(
    request.method === 'HEAD' || bytes === 0 ? undefined : createReadStream(path, { start, end }),
  )
  return undefined
}
