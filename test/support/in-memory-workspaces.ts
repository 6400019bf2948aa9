import type { PhoneNumber, TrunkId, WorkspaceId } from '../../src/base/index.ts'
import type {
  ApiKey,
  Member,
  TelephoneNumber,
  TrunkRecord,
  Workspace,
  WorkspaceStore,
} from '../../src/workspaces/index.ts'

export const SYSTEM_TRUNK: TrunkRecord = {
  id: 'aaaaaaaaaaaaaaaaaaaaaaaa' as TrunkId,
  workspace: undefined,
  name: 'test carrier',
  host: '127.0.0.1',
  port: 5_099,
  user: undefined,
  secret: undefined,
  numberFormat: 'national',
  codecs: ['PCMA'],
  dialsPerSecond: 50,
  system: true,
}

export interface InMemoryWorkspaces extends WorkspaceStore {
  /** How often a key was looked up, for tests of the cache. */
  keyReads(): number
}

export function inMemoryWorkspaces(): InMemoryWorkspaces {
  const workspaces = new Map<WorkspaceId, Workspace>()
  const members: Member[] = []
  const keys = new Map<string, ApiKey>()
  const trunks = new Map<TrunkId, TrunkRecord>([[SYSTEM_TRUNK.id, SYSTEM_TRUNK]])
  const numbers = new Map<PhoneNumber, TelephoneNumber>()
  let keyReads = 0
  const ownNumber = (workspace: WorkspaceId, number: PhoneNumber) => {
    const found = numbers.get(number)
    return found?.workspace === workspace ? found : undefined
  }
  const visible = (workspace: WorkspaceId) =>
    [...trunks.values()].filter((trunk) => trunk.system || trunk.workspace === workspace)
  return {
    keyReads: () => keyReads,
    insert: async (workspace) => void workspaces.set(workspace.id, workspace),
    find: async (id) => workspaces.get(id),
    list: async () => [...workspaces.values()],
    async setLimits(id, limits) {
      const workspace = workspaces.get(id)
      if (workspace === undefined) return 'unknown'
      workspaces.set(id, { ...workspace, limits })
      return 'changed'
    },
    async addMember(member) {
      const taken = members.some(
        ({ workspace, email }) => workspace === member.workspace && email === member.email,
      )
      if (taken) return 'taken'
      members.push(member)
      return 'added'
    },
    members: async (workspace) => members.filter((member) => member.workspace === workspace),
    insertKey: async (key) => void keys.set(key.id, key),
    async findKey(id) {
      keyReads += 1
      return keys.get(id)
    },
    keys: async (workspace) => [...keys.values()].filter((key) => key.workspace === workspace),
    removeKey: async (workspace, id) =>
      keys.get(id)?.workspace === workspace && keys.delete(id) ? 'removed' : 'unknown',
    insertTrunk: async (trunk) => void trunks.set(trunk.id, trunk),
    async ensureSystemTrunk(address) {
      const trunk = { ...SYSTEM_TRUNK, ...address }
      trunks.set(trunk.id, trunk)
      return trunk
    },
    trunks: async (workspace) => visible(workspace),
    findTrunk: async (workspace, id) => visible(workspace).find((trunk) => trunk.id === id),
    async removeTrunk(workspace, id) {
      if (trunks.get(id)?.workspace !== workspace) return 'unknown'
      if ([...numbers.values()].some(({ trunk }) => trunk === id)) return 'in-use'
      trunks.delete(id)
      return 'removed'
    },
    async addNumber(number) {
      if (numbers.has(number.number)) return 'taken'
      numbers.set(number.number, number)
      return 'added'
    },
    numbers: async (workspace) => [...numbers.values()].filter((number) => number.workspace === workspace),
    findNumber: async (workspace, number) => ownNumber(workspace, number),
    async setNumberActive(workspace, number, active) {
      const found = ownNumber(workspace, number)
      if (found === undefined) return 'unknown'
      numbers.set(number, { ...found, active })
      return 'changed'
    },
    removeNumber: async (workspace, number) =>
      ownNumber(workspace, number) !== undefined && numbers.delete(number) ? 'removed' : 'unknown',
  }
}
