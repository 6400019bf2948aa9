import * as z from 'zod'
import * as examples from './examples.ts'
import { givenId, givenPhone, id, name, phone } from './fields.ts'
import { route } from './route.ts'

const HOST = /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$|^\[[0-9A-Fa-f:.]{2,45}\]$/

const numberFormat = z
  .enum(['e164', 'e164-without-plus', 'national', 'zero-national'])
  .describe('How the carrier wants numbers: `+919999999999`, `919999999999`, `9999999999`, `09999999999`.')
const codec = z.enum(['PCMA', 'PCMU'])

export const trunk = z
  .object({
    trunk_id: id,
    name: z.string(),
    host: z.string(),
    port: z.int(),
    user: z.string().nullable(),
    has_secret: z.boolean().describe('The secret itself is never shown.'),
    number_format: numberFormat,
    codecs: z.array(codec),
    dials_per_second: z.number(),
    system: z.boolean().describe('The built-in test carrier: made by the system, exempt from calling hours.'),
  })
  .meta({ id: 'Trunk' })
export const trunkBody = z.object({
  name,
  host: z.string().regex(HOST, 'Must be a host name or an IP address'),
  port: z.int().min(1).max(65_535).default(5_060),
  user: z.string().min(1).max(200).optional(),
  secret: z.string().min(1).max(500).optional().describe('The password for digest authentication.'),
  number_format: numberFormat.default('e164'),
  codecs: z.array(codec).min(1).max(2).default(['PCMA', 'PCMU']).describe('In order of preference.'),
  dials_per_second: z.number().min(0.1).max(100).default(1).describe('INVITEs a second at most.'),
})
export const telephoneNumber = z
  .object({ number: phone, trunk_id: id, active: z.boolean() })
  .meta({ id: 'TelephoneNumber' })

const exampleTrunk = {
  trunk_id: examples.TRUNK_ID,
  name: 'my carrier',
  host: 'sip.carrier.example',
  port: 5060,
  user: 'account',
  has_secret: true,
  number_format: 'e164',
  codecs: ['PCMA', 'PCMU'],
  dials_per_second: 1,
  system: false,
}
const exampleNumber = { number: '7971441943', trunk_id: examples.TRUNK_ID, active: true }
const numberParams = z.object({ number: givenPhone })
const numberReply = {
  kind: 'json',
  status: 200,
  schema: z.object({ number: telephoneNumber }),
  example: { number: exampleNumber },
} as const

export const numberRoutes = {
  createTrunk: route({
    method: 'POST',
    path: '/api/trunks',
    tag: 'Trunks and numbers',
    access: 'workspace',
    summary: 'Create a SIP trunk',
    description: 'A way to a carrier. Its secret is encrypted where it is kept and never shown again.',
    body: trunkBody,
    bodyExample: { name: 'my carrier', host: 'sip.carrier.example', user: 'account', secret: 'password' },
    reply: {
      kind: 'json',
      status: 201,
      schema: z.object({ trunk }),
      example: { trunk: exampleTrunk },
    },
    problems: [],
  }),
  listTrunks: route({
    method: 'GET',
    path: '/api/trunks',
    tag: 'Trunks and numbers',
    access: 'workspace',
    summary: 'List trunks, the system’s own among them',
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({ trunks: z.array(trunk) }),
      example: { trunks: [exampleTrunk] },
    },
    problems: [],
  }),
  deleteTrunk: route({
    method: 'DELETE',
    path: '/api/trunks/{trunk_id}',
    tag: 'Trunks and numbers',
    access: 'workspace',
    summary: 'Delete a trunk that no number uses',
    params: z.object({ trunk_id: givenId }),
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({ trunk_id: id }),
      example: { trunk_id: examples.TRUNK_ID },
    },
    problems: ['NOT_FOUND', 'CONFLICT', 'FORBIDDEN'],
  }),
  connectNumber: route({
    method: 'POST',
    path: '/api/numbers',
    tag: 'Trunks and numbers',
    access: 'workspace',
    summary: 'Connect a telephone number to a trunk',
    body: z.object({ number: givenPhone, trunk_id: givenId, active: z.boolean().default(true) }),
    bodyExample: { number: '7971441943', trunk_id: examples.TRUNK_ID },
    reply: { ...numberReply, status: 201 },
    problems: ['NOT_FOUND', 'CONFLICT'],
  }),
  listNumbers: route({
    method: 'GET',
    path: '/api/numbers',
    tag: 'Trunks and numbers',
    access: 'workspace',
    summary: 'List telephone numbers',
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({ numbers: z.array(telephoneNumber) }),
      example: { numbers: [exampleNumber] },
    },
    problems: [],
  }),
  switchNumber: route({
    method: 'PATCH',
    path: '/api/numbers/{number}',
    tag: 'Trunks and numbers',
    access: 'workspace',
    summary: 'Switch a number on or off',
    params: numberParams,
    body: z.object({ active: z.boolean() }),
    bodyExample: { active: false },
    reply: numberReply,
    problems: ['NOT_FOUND'],
  }),
  releaseNumber: route({
    method: 'DELETE',
    path: '/api/numbers/{number}',
    tag: 'Trunks and numbers',
    access: 'workspace',
    summary: 'Release a number',
    params: numberParams,
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({ number: phone }),
      example: { number: '7971441943' },
    },
    problems: ['NOT_FOUND'],
  }),
}
