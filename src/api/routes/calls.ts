import { type CallId, parseId, parsePhoneNumber, type WorkspaceId } from '../../base/index.ts'
import type { CallFilter, PlaceCallOutcome } from '../../calls/index.ts'
import type { LogsQuery, Routes, TriggerBody } from '../../contract/index.ts'
import { bodyHash } from '../body-hash.ts'
import { detailOf, summaryOf } from '../call-view.ts'
import type { ApiDeps } from '../deps.ts'
import type { Accepted, Handlers } from '../handlers.ts'
import { invalid, Problem } from '../problem.ts'
import type { SignedLinks } from '../signed-links.ts'

const LIMIT_BY_DEFAULT = 20

type CallHandlers = Pick<Handlers, 'triggerCall' | 'callDetail' | 'callLogs' | 'cancelCall'>

export function callHandlers(deps: ApiDeps, links: SignedLinks): CallHandlers {
  return {
    triggerCall: async (request) => {
      const outcome = await deps.placeCall(commandOf(request))
      if (outcome.type !== 'placed') return refusalOf(outcome)
      if (outcome.repeated) void request.exchange.reply.header('idempotent-replayed', 'true')
      return queued(outcome.callId)
    },
    callDetail: async ({ workspace, query, exchange }) => {
      const id = parseId('call', query.call_id)
      const call = id && (await deps.calls.find(workspace, id))
      if (call === undefined) return noSuchCall()
      const view = detailOf(call, { links, publicUrl: exchange.publicUrl })
      const { input_parameters, output_parameters, recording, transcript } = view
      return { call: view, input_parameters, output_parameters, recording, transcript }
    },
    callLogs: ({ workspace, query }) => listCalls(deps, workspace, query),
    cancelCall: async ({ workspace, body }) => {
      const id = parseId('call', body.call_id)
      const outcome = id === undefined ? 'unknown' : await deps.calls.cancel(workspace, id)
      if (id === undefined || outcome === 'unknown') return noSuchCall()
      if (outcome === 'too-late') {
        return new Problem('CONFLICT', 'The call is no longer queued: it is being dialed, or has ended')
      }
      return { call_id: id, status: 'canceled' }
    },
  }
}

export const noSuchCall = (): Problem => new Problem('CALL_NOT_FOUND', 'No such call in this workspace')

function commandOf({ workspace, body, headers }: Accepted<Routes['triggerCall']>) {
  const key = headers['idempotency-key']
  return {
    workspace,
    assistantId: body.assistant_id,
    calleePhone: body.callee_phone,
    callerPhone: body.caller_phone,
    inputs: body.input_parameters,
    scheduledAt: body.scheduled_at,
    metadata: body.metadata,
    idempotency: key === undefined ? undefined : { key, bodyHash: bodyHash(essenceOf(body)) },
  }
}

/** Under either name of the assistant it is the same request. */
const essenceOf = ({ agent_id: _, ...body }: TriggerBody) => body

function queued(callId: CallId) {
  const message = 'Call queued successfully.'
  return {
    statusCode: 201 as const,
    data: { call_id: callId, message },
    call_id: callId,
    status: 'queued' as const,
    message,
  }
}

function refusalOf(outcome: Exclude<PlaceCallOutcome, { readonly type: 'placed' }>): Problem {
  switch (outcome.type) {
    case 'invalid':
      return invalid(outcome.problems)
    case 'unknown-assistant':
      return new Problem('INVALID_ASSISTANT', 'No such assistant in this workspace')
    case 'unpublished-assistant':
      return new Problem('INVALID_ASSISTANT', 'This assistant has not been published: publish it first')
    case 'unusable-caller':
      return new Problem('INVALID_NUMBER', 'caller_phone is not an active number of this workspace')
    case 'insufficient-balance':
      return new Problem(
        'INSUFFICIENT_BALANCE',
        'The wallet does not cover one minute of this call: add balance first',
      )
    case 'idempotency-conflict':
      return new Problem('CONFLICT', 'This Idempotency-Key was used with another body in the last 24 hours')
  }
}

async function listCalls(deps: ApiDeps, workspace: WorkspaceId, query: LogsQuery) {
  const limit = query.limit ?? LIMIT_BY_DEFAULT
  const page = query.cursor === undefined ? (query.page ?? 1) : 1
  // No call belongs to a campaign yet: asking for one finds nothing.
  if (query.campaign_id !== undefined) return { calls: [], total: 0, page, limit, next_cursor: null }
  const at = { limit, page, ...(query.cursor === undefined ? {} : { cursor: query.cursor }) }
  const list = await deps.calls.list(workspace, filterOf(query), at)
  if (list === 'bad-cursor') return invalid({ cursor: ['Must be the next_cursor of an earlier page'] })
  const { total, nextCursor } = list
  return { calls: list.calls.map(summaryOf), total, page, limit, next_cursor: nextCursor ?? null }
}

function filterOf(query: LogsQuery): CallFilter {
  const assistant = query.assistant_id ?? query.agent_id
  const callee = query.callee_phone === undefined ? undefined : parsePhoneNumber(query.callee_phone)
  const caller = query.caller_phone === undefined ? undefined : parsePhoneNumber(query.caller_phone)
  return {
    statuses: query.status ?? [],
    ...(assistant === undefined ? {} : { assistant }),
    ...(callee === undefined ? {} : { callee }),
    ...(caller === undefined ? {} : { caller }),
    ...(query.from === undefined ? {} : { from: query.from }),
    ...(query.to === undefined ? {} : { to: query.to }),
  }
}
