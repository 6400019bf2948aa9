import * as z from 'zod'
import { logsQuery, logsReply } from './call-logs.ts'
import { callStatuses, detailReply, idempotencyHeaders, triggerBody, triggerReply } from './calls.ts'
import * as examples from './examples.ts'
import { givenId, id } from './fields.ts'
import { route } from './route.ts'

const callQuery = z.object({ call_id: givenId })
const linkParams = z.object({ workspace_id: givenId, file: givenId })
const linkQuery = { expires: z.string().max(20), signature: z.string().max(100) }
const tag = 'Calls'

export const callRoutes = {
  triggerCall: route({
    method: 'POST',
    path: '/api/agent/trigger-outbound-call',
    tag,
    access: 'workspace',
    summary: 'Trigger an outbound call',
    description:
      'Answers at once: the call is kept, then placed as soon as the calling window (09:00–21:00 IST) and ' +
      'the workspace’s limit of calls at once allow. The price of one minute is held on the wallet. ' +
      'Unknown fields of the body are ignored; unknown keys of `input_parameters` are an error.',
    headers: idempotencyHeaders,
    body: triggerBody,
    bodyExample: examples.triggerBody,
    reply: { kind: 'json', status: 201, schema: triggerReply, example: examples.triggerReply },
    problems: ['INVALID_ASSISTANT', 'INVALID_NUMBER', 'INSUFFICIENT_BALANCE', 'CONFLICT'],
  }),
  callDetail: route({
    method: 'GET',
    path: '/api/call/detail',
    tag,
    access: 'workspace',
    summary: 'Show one call',
    description:
      'Status, duration, cost, parameters, links to the recording and the transcript. Until the call has ' +
      'ended its times, cost and links are null and its output parameters empty.',
    query: callQuery,
    reply: { kind: 'json', status: 200, schema: detailReply, example: examples.detailReply },
    problems: ['CALL_NOT_FOUND'],
  }),
  callLogs: route({
    method: 'GET',
    path: '/api/call/logs',
    tag,
    access: 'workspace',
    summary: 'List calls, newest first',
    query: logsQuery,
    reply: { kind: 'json', status: 200, schema: logsReply, example: examples.logsReply },
    problems: [],
  }),
  cancelCall: route({
    method: 'POST',
    path: '/api/call/cancel',
    tag,
    access: 'workspace',
    summary: 'Cancel a call that is still queued',
    description: 'What was held for it returns to the wallet. A call that is being dialed is a conflict.',
    body: z.object({ call_id: givenId }),
    bodyExample: { call_id: examples.CALL_ID },
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({ call_id: id, status: z.enum(callStatuses) }),
      example: { call_id: examples.CALL_ID, status: 'canceled' },
    },
    problems: ['CALL_NOT_FOUND', 'CONFLICT'],
  }),
  callEvents: route({
    method: 'GET',
    path: '/api/call/events',
    tag,
    access: 'workspace',
    summary: 'Watch a call live',
    description:
      'Server-sent events: `status` for each status until the last, and each event of the journal under ' +
      'its own type, numbered by `id`. Send `Last-Event-ID` to go on after a break. `end` tells the last status.',
    query: callQuery,
    headers: z.object({
      'last-event-id': z
        .string()
        .regex(/^\d{0,9}$/, 'Must be the id of an event: a whole number')
        .optional(),
    }),
    reply: {
      kind: 'raw',
      status: 200,
      contentType: 'text/event-stream',
      description: 'Events as they happen.',
    },
    problems: ['CALL_NOT_FOUND'],
  }),
  callRecording: route({
    method: 'GET',
    path: '/api/call/recording/{workspace_id}/{file}',
    tag,
    access: 'link',
    summary: 'Fetch a recording by its signed link',
    description: 'The link comes from the call’s detail. `Range` and `HEAD` are understood.',
    params: linkParams,
    query: z.object(linkQuery),
    reply: { kind: 'raw', status: 200, contentType: 'audio/mpeg', description: 'A stereo mp3.' },
    problems: ['FORBIDDEN', 'NOT_FOUND', 'RANGE_NOT_SATISFIABLE'],
  }),
  callTranscript: route({
    method: 'GET',
    path: '/api/call/transcript/{workspace_id}/{file}',
    tag,
    access: 'link',
    summary: 'Fetch a transcript by its signed link',
    description: 'Plain text, a line a turn; with `&format=json` turns with times.',
    params: linkParams,
    query: z.object({ ...linkQuery, format: z.enum(['text', 'json']).optional() }),
    reply: {
      kind: 'raw',
      status: 200,
      contentType: 'text/plain; charset=utf-8',
      description: 'One line a turn: `[00:04] assistant: …`.',
    },
    problems: ['FORBIDDEN', 'NOT_FOUND'],
  }),
}
