import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { type Api, type ApiDeps, createApi, hashSecret } from '../../src/api/index.ts'
import { type AssistantFile, type AssistantStore, assistantDefinition } from '../../src/assistants/index.ts'
import {
  type AssistantId,
  type CallId,
  type Id,
  type IdSource,
  idsFrom,
  inr,
  type PhoneNumber,
  Private,
  seededRandom,
  silentLog,
  type WorkspaceId,
} from '../../src/base/index.ts'
import { type CallReader, createPlaceCall, type PlacementStore } from '../../src/calls/index.ts'
import { type Route, routes } from '../../src/contract/index.ts'
import type { ConversationEvent } from '../../src/conversation/index.ts'
import type { Ledger } from '../../src/ledger/index.ts'
import { DEFAULT_LIMITS, type WorkspaceStore } from '../../src/workspaces/index.ts'
import { inMemoryAssistants } from './in-memory-assistants.ts'
import { inMemoryCalls } from './in-memory-calls.ts'
import { inMemoryLedger } from './in-memory-ledger.ts'
import { inMemoryWorkspaces } from './in-memory-workspaces.ts'
import { VirtualClock } from './virtual-clock.ts'

export const OPERATOR_TOKEN = 'operator-token-of-tests'

export const assistantFile: AssistantFile = {
  format: 1,
  name: 'Varsha',
  goal: 'Find out whether the customer is interested.',
  inputs: [
    { key: 'customerName', label: 'Name', required: true, sample: 'Priya' },
    { key: 'product', label: 'Product' },
  ],
  outputs: [{ key: 'interested', type: 'yes-no' }],
}

/** The journal of a short talk: two turns, and one that is talked over. */
export const shortTalk: readonly ConversationEvent[] = [
  { type: 'reply-audible', reply: 1, atMs: 420 },
  { type: 'sentence-played', reply: 1, text: 'Hello Priya.', atMs: 1_900 },
  { type: 'human-speech-started', atMs: 2_150 },
  { type: 'human-speech-stopped', atMs: 3_000 },
  { type: 'turn-ended', reply: 2, text: 'Yes, hello.', endedMs: 3_000, atMs: 3_400 },
  { type: 'reply-audible', reply: 2, atMs: 64_020 },
  { type: 'sentence-cut', reply: 2, text: 'I am calling', playedMs: 980, atMs: 65_000 },
]

/** A workspace with a key, money, an active number and a published assistant. */
export interface Tenant {
  readonly workspace: WorkspaceId
  readonly key: Id<'api-key'>
  readonly secret: string
  readonly assistant: AssistantId
  readonly number: PhoneNumber
  readonly basic: string
  /** A body that is placed as it is. */
  readonly trigger: Readonly<Record<string, unknown>>
}
export interface Sending {
  readonly authorization?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON, or as it is when it is text. */
  readonly body?: unknown
}
export interface Received {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: unknown
}

/** A kept secret for each tenant: what `Authorization` is made of. */
export const basic = (key: string, secret: string): string =>
  `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`

/** What an API stands on, whoever keeps it. */
export interface SceneStores {
  readonly clock: VirtualClock
  readonly ids: IdSource
  readonly workspaces: WorkspaceStore
  readonly assistants: AssistantStore
  readonly ledger: Ledger
  readonly calls: CallReader
  readonly placement: PlacementStore
}
export type ApiScene = Awaited<ReturnType<typeof apiScene>>
export type InMemoryApi = Awaited<ReturnType<typeof inMemoryApi>>

/** The API over real HTTP on a port of its own, with everything behind it in memory and in virtual time. */
export async function inMemoryApi(changed: Partial<ApiDeps> = {}) {
  const stores = inMemoryStores()
  return { ...(await apiScene({ ...stores, placement: stores.calls }, changed)), stores }
}

/** The API over real HTTP with two tenants that must not know of each other. */
export async function apiScene(stores: SceneStores, changed: Partial<ApiDeps> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'twenty2-api-'))
  const deps: ApiDeps = { ...depsOf(stores, folder), ...changed }
  const api: Api = createApi(deps)
  const url = await api.listen({ host: '127.0.0.1', port: 0 })
  const ours = await tenantOf(stores, 'Ours', '+919999999900')
  const theirs = await tenantOf(stores, 'Theirs', '+919999999911')
  const send = (method: string, path: string, sending: Sending = {}) =>
    exchange(url, method, path, { authorization: ours.basic, ...sending })
  return {
    ...{ url, deps, clock: stores.clock, ours, theirs, send },
    /** A call of ours, placed over HTTP. */
    async place(body: unknown = ours.trigger): Promise<CallId> {
      const { body: reply } = await send('POST', '/api/agent/trigger-outbound-call', { body })
      return z.object({ call_id: z.string() }).parse(reply).call_id as CallId
    },
    async close() {
      await api.close()
      rmSync(folder, { recursive: true })
    },
  }
}

function depsOf(stores: SceneStores, folder: string): ApiDeps {
  const { clock, ids, workspaces, assistants, ledger, calls, placement } = stores
  const recording = join(folder, 'recording.mp3')
  writeFileSync(recording, Buffer.from(Array.from({ length: 1_000 }, (_, place) => place % 256)))
  return {
    ...{ clock, ids, workspaces, assistants, ledger, calls, log: silentLog },
    newSecret: () => `${ids.next('secret')}${ids.next('secret')}`,
    placeCall: createPlaceCall({ store: placement, clock, ids, dispatchers: { wake: () => undefined } }),
    recordings: { find: async () => ({ path: recording, bytes: 1_000 }) },
    operatorToken: new Private(OPERATOR_TOKEN),
    linkSecrets: [new Private('secret-of-tests'), new Private('secret-before-rotation')],
    publicUrl: undefined,
    version: '0.0.0-test',
    healthChecks: { database: async () => 'ok' },
  }
}

export function inMemoryStores() {
  const clock = new VirtualClock()
  const ids = idsFrom(seededRandom(7))
  const workspaces = inMemoryWorkspaces()
  const assistants = inMemoryAssistants(clock)
  const ledger = inMemoryLedger(clock, ids)
  const calls = inMemoryCalls({ workspaces, assistants, ledger })
  return { clock, ids, workspaces, assistants, ledger, calls }
}

async function tenantOf(
  { ids, clock, workspaces, assistants, ledger }: SceneStores,
  name: string,
  number: string,
): Promise<Tenant> {
  const [workspace, key, assistant] = [ids.next('workspace'), ids.next('api-key'), ids.next('assistant')]
  const secret = `secret of ${name}`
  const createdAt = clock.wallTime()
  await workspaces.insert({ id: workspace, name, limits: DEFAULT_LIMITS, createdAt })
  await workspaces.insertKey({
    ...{ id: key, workspace, name: 'first', createdAt },
    secretHash: hashSecret(secret),
    requestsPerMinute: DEFAULT_LIMITS.requestsPerMinute,
  })
  const phone = number as PhoneNumber
  const trunk = await workspaces.ensureSystemTrunk({ host: '127.0.0.1', port: 5_099 })
  await workspaces.addNumber({ number: phone, workspace, trunk: trunk.id, active: true })
  await assistants.create(workspace, assistant, assistantDefinition.parse(assistantFile))
  await assistants.publish(workspace, assistant)
  await ledger.topUp(workspace, inr(500_000_000n), 'first', 'first')
  return {
    ...{ workspace, key, secret, assistant, number: phone, basic: basic(key, secret) },
    trigger: {
      assistant_id: assistant,
      callee_phone: '9999999999',
      caller_phone: number.slice(3),
      input_parameters: { customerName: 'Priya' },
    },
  }
}

async function exchange(url: string, method: string, path: string, sending: Sending): Promise<Received> {
  const { authorization, body } = sending
  const response = await fetch(path.startsWith('http') ? path : `${url}${path}`, {
    method,
    headers: {
      ...(authorization === undefined ? {} : { authorization }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...sending.headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
  const received = {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? (JSON.parse(text) as unknown) : undefined,
  }
  keepsTheContract(method, new URL(response.url).pathname, received)
  return received
}

/** Every good answer of every test is held against the route's own schema, and knows no other field. */
function keepsTheContract(method: string, path: string, { status, body }: Received): void {
  const route = Object.values<Route>(routes).find(
    (it) => it.method === method && new RegExp(`^${it.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )
  if (route?.reply.kind !== 'json' || route.reply.status !== status) return
  z.strictObject({ success: z.literal(true), ...route.reply.schema.shape }).parse(body)
}
