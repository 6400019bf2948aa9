import * as z from 'zod'
import { callStatuses, callSummary } from './calls.ts'
import { givenId, givenPhone, givenTimeOrDay, wholeNumber } from './fields.ts'

type Status = (typeof callStatuses)[number]
const isStatus = (word: string): word is Status => callStatuses.some((status) => status === word)
const wordsOf = (text: string) => text.split(',').map((word) => word.trim())
const LIST = callStatuses.join(', ')

const statuses = z
  .string()
  .refine((text) => wordsOf(text).every(isStatus), `Must be of: ${LIST}`)
  .transform((text) => wordsOf(text).filter(isStatus))
  .meta({ description: `One or more, with commas between: ${LIST}.` })

export const logsQuery = z
  .object({
    page: wholeNumber(1, 1_000_000).optional().describe('Counted from 1. Default 1.'),
    limit: wholeNumber(1, 100).optional().describe('Calls a page, at most 100. Default 20.'),
    cursor: z.string().max(200).optional().describe('`next_cursor` of the page before; wins over `page`.'),
    status: statuses.optional(),
    assistant_id: givenId.optional(),
    agent_id: givenId.optional().describe('Another name for `assistant_id`.'),
    callee_phone: givenPhone.optional(),
    caller_phone: givenPhone.optional(),
    campaign_id: givenId.optional(),
    from: givenTimeOrDay.optional().describe('Created at or after this time or day (UTC).'),
    to: givenTimeOrDay.optional().describe('Created before this time or day (UTC).'),
  })
  .refine(
    (query) =>
      query.agent_id === undefined ||
      query.assistant_id === undefined ||
      query.agent_id === query.assistant_id,
    { path: ['agent_id'], error: 'Must be the same as assistant_id when both are given' },
  )
export type LogsQuery = z.output<typeof logsQuery>

export const logsReply = z.object({
  calls: z.array(callSummary),
  total: z.int(),
  page: z.int().describe('1 when a cursor was given.'),
  limit: z.int(),
  next_cursor: z.string().nullable().describe('Null on the last page.'),
})
