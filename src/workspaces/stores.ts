import type { Id, PhoneNumber, TrunkId, WorkspaceId } from '../base/index.ts'
import type { ApiKey, Member, TelephoneNumber, TrunkRecord, Workspace, WorkspaceLimits } from './workspace.ts'

/**
 * Tenants and what they own apart from calls, assistants and money. Reads for a request take the workspace
 * first.
 */
export interface WorkspaceStore {
  insert(workspace: Workspace): Promise<void>
  find(id: WorkspaceId): Promise<Workspace | undefined>
  list(): Promise<readonly Workspace[]>
  setLimits(id: WorkspaceId, limits: WorkspaceLimits): Promise<'changed' | 'unknown'>

  addMember(member: Member): Promise<'added' | 'taken'>
  members(workspace: WorkspaceId): Promise<readonly Member[]>

  insertKey(key: ApiKey): Promise<void>
  /** For authentication only: the one read that does not know its workspace yet. */
  findKey(id: Id<'api-key'>): Promise<ApiKey | undefined>
  keys(workspace: WorkspaceId): Promise<readonly ApiKey[]>
  removeKey(workspace: WorkspaceId, id: Id<'api-key'>): Promise<'removed' | 'unknown'>

  insertTrunk(trunk: TrunkRecord): Promise<void>
  /** The system's test trunk, made or moved to this address at start-up. */
  ensureSystemTrunk(address: { readonly host: string; readonly port: number }): Promise<TrunkRecord>
  /** The workspace's own and the system's. */
  trunks(workspace: WorkspaceId): Promise<readonly TrunkRecord[]>
  findTrunk(workspace: WorkspaceId, id: TrunkId): Promise<TrunkRecord | undefined>
  removeTrunk(workspace: WorkspaceId, id: TrunkId): Promise<'removed' | 'unknown' | 'in-use'>

  /** A number belongs to one workspace at a time. */
  addNumber(number: TelephoneNumber): Promise<'added' | 'taken'>
  numbers(workspace: WorkspaceId): Promise<readonly TelephoneNumber[]>
  findNumber(workspace: WorkspaceId, number: PhoneNumber): Promise<TelephoneNumber | undefined>
  setNumberActive(
    workspace: WorkspaceId,
    number: PhoneNumber,
    active: boolean,
  ): Promise<'changed' | 'unknown'>
  removeNumber(workspace: WorkspaceId, number: PhoneNumber): Promise<'removed' | 'unknown'>
}
