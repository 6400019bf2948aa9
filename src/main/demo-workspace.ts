import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { type AssistantStore, assistantDefinition, demoAssistant } from '../assistants/index.ts'
import {
  type Clock,
  type Id,
  type IdSource,
  inr,
  MICROS_PER_RUPEE,
  type PhoneNumber,
  parseId,
  type TrunkId,
  type WorkspaceId,
} from '../base/index.ts'
import type { Ledger } from '../ledger/index.ts'
import { DEFAULT_LIMITS, type WorkspaceStore } from '../workspaces/index.ts'
import { writePrivately } from './data-folder.ts'

const CALLER = '+919999999900' as PhoneNumber
const WELCOME = inr(1_000n * MICROS_PER_RUPEE)

/** What the quick start needs, as in `demo.env`. */
export interface DemoWorkspace {
  readonly url: string
  readonly apiKey: string
  readonly apiSecret: string
  readonly workspace: string
  readonly assistant: string
  readonly callerPhone: string
}
export interface DemoDeps {
  readonly clock: Clock
  readonly ids: IdSource
  readonly newSecret: () => string
  readonly workspaces: WorkspaceStore
  readonly assistants: AssistantStore
  readonly ledger: Ledger
  readonly file: string
}

/** The ready workspace: made at the first start, found again at every later one. Its address may change. */
export async function ensureDemoWorkspace(
  deps: DemoDeps,
  trunk: TrunkId,
  url: string,
): Promise<DemoWorkspace> {
  const kept = readDemoWorkspace(deps.file)
  const workspace = kept && parseId('workspace', kept.workspace)
  const exists = workspace !== undefined && (await deps.workspaces.find(workspace)) !== undefined
  const demo = kept !== undefined && exists ? { ...kept, url } : await makeWorkspace(deps, trunk, url)
  writePrivately(deps.file, asEnv(demo))
  return demo
}

async function makeWorkspace(deps: DemoDeps, trunk: TrunkId, url: string): Promise<DemoWorkspace> {
  const { clock, ids, workspaces, assistants, ledger } = deps
  const createdAt = clock.wallTime()
  const workspace = ids.next('workspace')
  await workspaces.insert({ id: workspace, name: 'Demo', limits: DEFAULT_LIMITS, createdAt })
  const { key, secret } = await makeKey(deps, workspace)
  await workspaces.addNumber({ number: CALLER, workspace, trunk, active: true })
  const assistant = await assistants.create(
    workspace,
    ids.next('assistant'),
    assistantDefinition.parse(demoAssistant),
  )
  await assistants.publish(workspace, assistant.id)
  await ledger.topUp(workspace, WELCOME, 'demo-welcome', 'Welcome balance of the demo workspace')
  return {
    url,
    apiKey: key,
    apiSecret: secret,
    workspace,
    assistant: assistant.id,
    callerPhone: CALLER.replace('+91', ''),
  }
}

async function makeKey(
  deps: DemoDeps,
  workspace: WorkspaceId,
): Promise<{ readonly key: Id<'api-key'>; readonly secret: string }> {
  const key = deps.ids.next('api-key')
  const secret = deps.newSecret()
  await deps.workspaces.insertKey({
    id: key,
    workspace,
    name: 'demo',
    secretHash: createHash('sha256').update(secret).digest('hex'),
    createdAt: deps.clock.wallTime(),
    requestsPerMinute: DEFAULT_LIMITS.requestsPerMinute,
  })
  return { key, secret }
}

const NAMES: Readonly<Record<keyof DemoWorkspace, string>> = {
  url: 'TWENTY2_URL',
  apiKey: 'TWENTY2_API_KEY',
  apiSecret: 'TWENTY2_API_SECRET',
  workspace: 'TWENTY2_WORKSPACE_ID',
  assistant: 'TWENTY2_ASSISTANT_ID',
  callerPhone: 'TWENTY2_CALLER_PHONE',
}
const FIELDS = Object.keys(NAMES) as (keyof DemoWorkspace)[]

function asEnv(demo: DemoWorkspace): string {
  return FIELDS.map((field) => `${NAMES[field]}=${demo[field]}\n`).join('')
}

/** What an earlier start wrote; undefined when there was none. */
export function readDemoWorkspace(file: string): DemoWorkspace | undefined {
  if (!existsSync(file)) return undefined
  const values = parseEnv(readFileSync(file, 'utf8'))
  const value = (field: keyof DemoWorkspace) => values[NAMES[field]] ?? ''
  const demo: DemoWorkspace = {
    url: value('url'),
    apiKey: value('apiKey'),
    apiSecret: value('apiSecret'),
    workspace: value('workspace'),
    assistant: value('assistant'),
    callerPhone: value('callerPhone'),
  }
  return FIELDS.every((field) => demo[field] !== '') ? demo : undefined
}
