import * as z from 'zod'
import * as examples from './examples.ts'
import { givenId, id, name, time } from './fields.ts'
import { route } from './route.ts'

export const limits = z
  .object({
    concurrent_calls: z.int().min(1).max(1_000).describe('Calls dialed or talking at once; more wait.'),
    requests_per_minute: z.int().min(1).max(100_000).describe('For each key; more are answered 429.'),
    countries: z
      .array(z.string().regex(/^[A-Z]{2}$/, 'Must be two capital letters, as in IN'))
      .min(1)
      .max(250)
      .describe('ISO 3166 codes of the countries that may be called.'),
  })
  .meta({ id: 'Limits' })
export const workspace = z
  .object({ workspace_id: id, name: z.string(), limits, created_at: time })
  .meta({ id: 'Workspace' })
export const member = z
  .object({
    member_id: id,
    email: z.string(),
    role: z.enum(['owner', 'admin', 'builder', 'analyst', 'billing']),
  })
  .meta({ id: 'Member' })
export const key = z
  .object({
    key_id: id.describe('The public half: the user name of Basic.'),
    name: z.string(),
    created_at: time,
  })
  .meta({ id: 'ApiKey' })

const exampleWorkspace = {
  workspace_id: examples.WORKSPACE_ID,
  name: 'Demo',
  limits: { concurrent_calls: 3, requests_per_minute: 60, countries: ['IN'] },
  created_at: '2026-01-25T09:00:00Z',
}
const exampleKey = { key_id: examples.KEY_ID, name: 'website', created_at: '2026-01-25T09:00:00Z' }
const exampleMember = { member_id: examples.MEMBER_ID, email: 'owner@example.com', role: 'owner' }

export const workspaceRoutes = {
  createWorkspace: route({
    method: 'POST',
    path: '/api/workspaces',
    tag: 'Workspaces',
    access: 'operator',
    summary: 'Create a workspace',
    body: z.object({ name }),
    bodyExample: { name: 'Demo' },
    reply: {
      kind: 'json',
      status: 201,
      schema: z.object({ workspace }),
      example: { workspace: exampleWorkspace },
    },
    problems: [],
  }),
  listWorkspaces: route({
    method: 'GET',
    path: '/api/workspaces',
    tag: 'Workspaces',
    access: 'operator',
    summary: 'List all workspaces',
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({ workspaces: z.array(workspace) }),
      example: { workspaces: [exampleWorkspace] },
    },
    problems: [],
  }),
  showWorkspace: route({
    method: 'GET',
    path: '/api/workspace',
    tag: 'Workspaces',
    access: 'workspace',
    summary: 'Show the workspace of these credentials',
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({ workspace }),
      example: { workspace: exampleWorkspace },
    },
    problems: [],
  }),
  setLimits: route({
    method: 'PATCH',
    path: '/api/workspaces/{workspace_id}/limits',
    tag: 'Workspaces',
    access: 'operator',
    summary: 'Change a workspace’s limits',
    description: 'Fields left out stay as they are.',
    params: z.object({ workspace_id: givenId }),
    body: limits.partial(),
    bodyExample: { concurrent_calls: 10 },
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({ workspace }),
      example: { workspace: exampleWorkspace },
    },
    problems: ['NOT_FOUND'],
  }),
  addMember: route({
    method: 'POST',
    path: '/api/members',
    tag: 'Workspaces',
    access: 'workspace',
    summary: 'Add a member',
    body: z.object({
      email: z.email('Must be an e-mail address').max(254),
      role: member.shape.role.default('builder'),
    }),
    bodyExample: { email: 'owner@example.com', role: 'owner' },
    reply: { kind: 'json', status: 201, schema: z.object({ member }), example: { member: exampleMember } },
    problems: ['CONFLICT'],
  }),
  listMembers: route({
    method: 'GET',
    path: '/api/members',
    tag: 'Workspaces',
    access: 'workspace',
    summary: 'List members',
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({ members: z.array(member) }),
      example: { members: [exampleMember] },
    },
    problems: [],
  }),
  createKey: route({
    method: 'POST',
    path: '/api/keys',
    tag: 'API keys',
    access: 'workspace',
    summary: 'Create an API key',
    description: 'The only time its secret is shown: it is kept as a hash.',
    body: z.object({ name }),
    bodyExample: { name: 'website' },
    reply: {
      kind: 'json',
      status: 201,
      schema: z.object({ key, api_key: id, api_key_secret: z.string() }),
      example: { key: exampleKey, api_key: examples.KEY_ID, api_key_secret: 'shown-once' },
    },
    problems: [],
  }),
  listKeys: route({
    method: 'GET',
    path: '/api/keys',
    tag: 'API keys',
    access: 'workspace',
    summary: 'List API keys, without their secrets',
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({ keys: z.array(key) }),
      example: { keys: [exampleKey] },
    },
    problems: [],
  }),
  deleteKey: route({
    method: 'DELETE',
    path: '/api/keys/{key_id}',
    tag: 'API keys',
    access: 'workspace',
    summary: 'Delete an API key',
    description: 'It opens nothing from the next request on.',
    params: z.object({ key_id: givenId }),
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({ key_id: id }),
      example: { key_id: examples.KEY_ID },
    },
    problems: ['NOT_FOUND'],
  }),
}
