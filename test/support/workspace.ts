import { assistantDefinition } from '../../src/assistants/index.ts'
import {
  type AssistantId,
  type IdSource,
  inr,
  type PhoneNumber,
  type TrunkId,
  type WorkspaceId,
} from '../../src/base/index.ts'
import { systemIds } from '../../src/base/system-random.ts'
import type { Placement } from '../../src/calls/index.ts'
import type { PostgresStores } from '../../src/storage/index.ts'
import { DEFAULT_LIMITS, type WorkspaceLimits } from '../../src/workspaces/index.ts'

/** A workspace that can place calls: a trunk, a number, a published assistant, money. */
export interface ReadyWorkspace {
  readonly id: WorkspaceId
  readonly trunk: TrunkId
  readonly caller: PhoneNumber
  readonly assistant: AssistantId
}

let made = 0

export async function makeWorkspace(
  stores: PostgresStores,
  options: {
    readonly limits?: Partial<WorkspaceLimits>
    readonly rupees?: number
    readonly dialsPerSecond?: number
    readonly ids?: IdSource
  } = {},
): Promise<ReadyWorkspace> {
  const { ids = systemIds, rupees = 1_000, limits, dialsPerSecond = 1_000 } = options
  const id = ids.next('workspace')
  const trunk = ids.next('trunk')
  const assistant = ids.next('assistant')
  const caller = `+91797144${(1_000 + made++).toString()}` as PhoneNumber
  const { workspaces, assistants, ledger } = stores
  await workspaces.insert({
    id,
    name: 'Test',
    limits: { ...DEFAULT_LIMITS, ...limits },
    createdAt: 1_700_000_000_000,
  })
  await workspaces.insertTrunk({
    ...{ id: trunk, workspace: id, name: 'Trunk', host: '127.0.0.1', port: 5_070 },
    ...{ user: 'me', secret: 'trunk password', numberFormat: 'e164', codecs: ['PCMA'], dialsPerSecond },
    system: false,
  })
  await workspaces.addNumber({ number: caller, workspace: id, trunk, active: true })
  const definition = assistantDefinition.parse({
    format: 1,
    name: 'Varsha',
    inputs: [{ key: 'customerName', label: 'Name', required: true }],
  })
  await assistants.create(id, assistant, definition)
  await assistants.publish(id, assistant)
  if (rupees > 0) await ledger.topUp(id, inr(BigInt(rupees) * 1_000_000n), 'start', 'for tests')
  return { id, trunk, caller, assistant }
}

/** A call as `placeCall` would keep it. */
export function placementOf(workspace: ReadyWorkspace, changes: Partial<Placement> = {}): Placement {
  const now = changes.createdAt ?? 1_790_000_000_000
  return {
    id: systemIds.next('call'),
    workspace: workspace.id,
    assistant: workspace.assistant,
    assistantVersion: 1,
    callee: '+919999999999' as PhoneNumber,
    caller: workspace.caller,
    trunk: workspace.trunk,
    inputs: { customerName: 'Asha' },
    metadata: {},
    createdAt: now,
    scheduledAt: undefined,
    dueAt: now,
    hours: { type: 'open', because: 'inside-window' },
    rateCardVersion: 1,
    holdMicros: 10_000_000n,
    idempotency: undefined,
    ...changes,
  }
}
