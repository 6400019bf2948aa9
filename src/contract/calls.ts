import * as z from 'zod'
import { givenId, givenPhone, givenTime, id, phone, rupees, rupeesNumber, time } from './fields.ts'

export const callStatuses = [
  'queued',
  'dialing',
  'ringing',
  'in_progress',
  'completed',
  'failed',
  'canceled',
] as const
export const disconnectionReasons = [
  'customer_hangup',
  'assistant_hangup',
  'transferred',
  'voicemail',
  'unanswered',
  'busy',
  'rejected',
  'invalid_number',
  'unreachable',
  'canceled',
  'blocked',
  'insufficient_balance',
  'max_duration',
  'silence',
  'media_lost',
  'carrier_error',
  'internal_error',
] as const

const METADATA_BYTES_MAX = 4_096
const jsonBytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length

const status = z.enum(callStatuses)
const reason = z.enum(disconnectionReasons)
const direction = z.enum(['outbound', 'inbound'])
const metadata = z.record(z.string(), z.unknown())

/** What is null was left out; `agent_id` is an older name for a field that the schema knows by one name. */
function asMeant(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const given: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== null),
  )
  return given['assistant_id'] === undefined ? { ...given, assistant_id: given['agent_id'] } : given
}

const inputValue = z
  .union([z.string().max(2_000), z.number(), z.boolean()], {
    error: 'Must be text of at most 2000 characters',
  })
  .transform(String)

export const triggerBody = z.preprocess(
  asMeant,
  z
    .object({
      assistant_id: givenId.describe('A published assistant of the workspace.'),
      agent_id: givenId.optional().describe('Another name for `assistant_id`.'),
      callee_phone: givenPhone.describe('Whom to call: `9999999999`, with 0, 91 or +91 before it, or E.164.'),
      caller_phone: givenPhone.describe('The number to call from: active in the workspace.'),
      input_parameters: z
        .record(z.string().max(64), inputValue)
        .default({})
        .describe('Values for the assistant’s input parameters; keys must be ones it defines.'),
      scheduled_at: givenTime.optional().describe('Not before this time. Calling hours still hold.'),
      metadata: metadata
        .refine((value) => jsonBytes(value) <= METADATA_BYTES_MAX, 'Must be at most 4096 bytes as JSON')
        .default({})
        .describe('Anything of yours to find again on the call; at most 4096 bytes as JSON.'),
      retry: z
        .never({ error: 'Retries are not available yet: leave this out' })
        .optional()
        .describe('Reserved.'),
    })
    .refine((body) => body.agent_id === undefined || body.agent_id === body.assistant_id, {
      path: ['agent_id'],
      error: 'Must be the same as assistant_id when both are given',
    }),
)
export type TriggerBody = z.output<typeof triggerBody>

export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'Must be 1 to 255 visible ASCII characters')
    .optional()
    .describe('Repeating a request under the same key, within 24 hours, gives the first answer again.'),
})

export const triggerReply = z.object({
  statusCode: z.literal(201),
  data: z.object({ call_id: id, message: z.string() }),
  call_id: id,
  status: z.literal('queued'),
  message: z.string(),
})

export const signedLink = z
  .object({
    url: z.url().describe('Opens without credentials until it expires.'),
    expires_at: time.describe('One calendar month after the call ended.'),
  })
  .meta({ id: 'SignedLink' })

const attempt = z
  .object({
    number: z.int().describe('Counted from 1.'),
    sip_call_id: z.string(),
    started_at: time,
    answered_at: time.nullable(),
    ended_at: time.nullable(),
    disconnection_reason: reason.nullable(),
    detail: z.string().nullable().describe('What the network said: a SIP status from the carrier.'),
  })
  .meta({ id: 'Attempt', description: 'One dial of a call.' })

const callingHours = z
  .object({
    decision: z.enum(['open', 'closed']),
    because: z.enum(['inside-window', 'test-carrier', 'outside-window']),
    opens_at: time.nullable(),
  })
  .meta({ id: 'CallingHours', description: 'What the calling window (09:00–21:00 IST) said of this call.' })

const parameters = z.record(z.string(), z.string())

export const callSummary = z
  .object({
    call_id: id,
    agent_id: id.describe('The same as `assistant_id`.'),
    assistant_id: id,
    status,
    direction,
    callee_phone: phone,
    caller_phone: phone,
    duration_seconds: z.int().describe('From answer to end, rounded; 0 when unanswered.'),
    cost: rupees.nullable(),
    disconnection_reason: reason.nullable(),
    created_at: time,
    started_at: time.nullable().describe('The first INVITE.'),
    ended_at: time.nullable(),
  })
  .meta({ id: 'CallSummary' })

export const callDetail = z
  .object({
    ...callSummary.shape,
    billed_duration_seconds: z.int().describe('From answer to end, rounded up.'),
    cost_inr: rupeesNumber.nullable(),
    scheduled_at: time.nullable(),
    answered_at: time.nullable(),
    input_parameters: parameters,
    output_parameters: parameters.describe('What was understood; a key that was not is absent.'),
    metadata,
    recording: signedLink.nullable().describe('A stereo mp3: the assistant left, the human right.'),
    transcript: signedLink.nullable().describe('Plain text; add `&format=json` for turns with times.'),
    attempts: z.array(attempt),
    calling_hours: callingHours.nullable(),
    campaign: z
      .object({ campaign_id: id, campaign_name: z.string() })
      .nullable()
      .describe('Null for a call triggered by the API.'),
  })
  .meta({ id: 'Call' })
export type CallDetail = z.output<typeof callDetail>
export type CallSummary = z.output<typeof callSummary>

export const detailReply = z.object({
  call: callDetail,
  input_parameters: parameters,
  output_parameters: parameters,
  recording: signedLink.nullable(),
  transcript: signedLink.nullable(),
})

export const transcriptTurn = z
  .object({
    speaker: z.enum(['assistant', 'human']),
    text: z.string(),
    start_ms: z.number().describe('Since the answer.'),
    end_ms: z.number(),
    interrupted: z.boolean().describe('The human spoke over it; only what was heard is kept.'),
  })
  .meta({ id: 'TranscriptTurn' })

export const transcriptDocument = z
  .object({ success: z.literal(true), call_id: id, turns: z.array(transcriptTurn) })
  .meta({ id: 'Transcript' })
export type TranscriptDocument = z.output<typeof transcriptDocument>
