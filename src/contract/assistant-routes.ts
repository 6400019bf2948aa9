import * as z from 'zod'
import * as examples from './examples.ts'
import { givenId, id, time, wholeNumber } from './fields.ts'
import { route } from './route.ts'

/** The assistant file is a contract of its own; the API carries it whole and checks it against that. */
export const assistantFile = z
  .record(z.string(), z.unknown())
  .meta({ id: 'AssistantFile', description: 'An assistant file, `format: 1`: see its own JSON Schema.' })

export const assistantSummary = z
  .object({
    assistant_id: id,
    name: z.string(),
    published_version: z.int().nullable().describe('Null before the first; calls need one.'),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'AssistantSummary' })
export const assistantVersion = z
  .object({ assistant_id: id, version: z.int(), definition: assistantFile, published_at: time })
  .meta({ id: 'AssistantVersion' })
export const assistantProblem = z
  .object({
    path: z.string().describe('Where in the file: `flow.nodes[2].branches[0].target`.'),
    message: z.string(),
  })
  .meta({ id: 'AssistantProblem' })

const exampleFile = { format: 1, name: 'Varsha', goal: 'Find out whether the customer is interested.' }
const exampleSummary = {
  assistant_id: examples.ASSISTANT_ID,
  name: 'Varsha',
  published_version: 1,
  created_at: '2026-01-25T09:00:00Z',
  updated_at: '2026-01-25T09:05:00Z',
}
const exampleVersion = {
  assistant_id: examples.ASSISTANT_ID,
  version: 1,
  definition: exampleFile,
  published_at: '2026-01-25T09:05:00Z',
}
const params = z.object({ assistant_id: givenId })
const withDraft = z.object({ assistant: assistantSummary, draft: assistantFile })
const exampleWithDraft = { assistant: exampleSummary, draft: exampleFile }
const tag = 'Assistants'

export const assistantRoutes = {
  createAssistant: route({
    method: 'POST',
    path: '/api/assistants',
    tag,
    access: 'workspace',
    summary: 'Create an assistant from a file',
    description: 'The body is the file itself. It becomes the draft; publish it before calling with it.',
    body: assistantFile,
    bodyExample: exampleFile,
    reply: { kind: 'json', status: 201, schema: withDraft, example: exampleWithDraft },
    problems: [],
  }),
  listAssistants: route({
    method: 'GET',
    path: '/api/assistants',
    tag,
    access: 'workspace',
    summary: 'List assistants',
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({ assistants: z.array(assistantSummary) }),
      example: { assistants: [exampleSummary] },
    },
    problems: [],
  }),
  showAssistant: route({
    method: 'GET',
    path: '/api/assistants/{assistant_id}',
    tag,
    access: 'workspace',
    summary: 'Show an assistant and its draft',
    params,
    reply: { kind: 'json', status: 200, schema: withDraft, example: exampleWithDraft },
    problems: ['NOT_FOUND'],
  }),
  saveDraft: route({
    method: 'PUT',
    path: '/api/assistants/{assistant_id}/draft',
    tag,
    access: 'workspace',
    summary: 'Save the draft',
    description: 'Published versions, and calls already triggered with them, stay as they are.',
    params,
    body: assistantFile,
    bodyExample: exampleFile,
    reply: { kind: 'json', status: 200, schema: withDraft, example: exampleWithDraft },
    problems: ['NOT_FOUND'],
  }),
  validateAssistant: route({
    method: 'POST',
    path: '/api/assistants/validate',
    tag,
    access: 'workspace',
    summary: 'Check an assistant file',
    description: 'Keeps nothing. `valid` means that it could be published.',
    body: assistantFile,
    bodyExample: exampleFile,
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({ valid: z.boolean(), problems: z.array(assistantProblem) }),
      example: { valid: true, problems: [] },
    },
    problems: [],
  }),
  publishAssistant: route({
    method: 'POST',
    path: '/api/assistants/{assistant_id}/publish',
    tag,
    access: 'workspace',
    summary: 'Publish the draft as the next version',
    params,
    reply: {
      kind: 'json',
      status: 201,
      schema: z.object({ version: assistantVersion }),
      example: { version: exampleVersion },
    },
    problems: ['NOT_FOUND'],
  }),
  showVersion: route({
    method: 'GET',
    path: '/api/assistants/{assistant_id}/versions/{version}',
    tag,
    access: 'workspace',
    summary: 'Show a published version',
    params: z.object({ assistant_id: givenId, version: wholeNumber(1, 999_999_999) }),
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({ version: assistantVersion }),
      example: { version: exampleVersion },
    },
    problems: ['NOT_FOUND'],
  }),
}
