import { parseId } from '../../base/index.ts'
import {
  type ApiKey,
  DEFAULT_LIMITS,
  type Member,
  type Workspace,
  type WorkspaceLimits,
} from '../../workspaces/index.ts'
import { isoTime } from '../call-view.ts'
import { hashSecret } from '../credentials.ts'
import type { ApiDeps } from '../deps.ts'
import type { Handlers } from '../handlers.ts'
import type { KeyCache } from '../key-cache.ts'
import { Problem } from '../problem.ts'

type WorkspaceHandlers = Pick<Handlers, 'createWorkspace' | 'listWorkspaces' | 'showWorkspace' | 'setLimits'>
type MemberHandlers = Pick<Handlers, 'addMember' | 'listMembers'>
type KeyHandlers = Pick<Handlers, 'createKey' | 'listKeys' | 'deleteKey'>

export function workspaceHandlers(deps: ApiDeps, cache: KeyCache): WorkspaceHandlers {
  return {
    createWorkspace: async ({ body }) => {
      const workspace: Workspace = {
        id: deps.ids.next('workspace'),
        name: body.name,
        limits: DEFAULT_LIMITS,
        createdAt: deps.clock.wallTime(),
      }
      await deps.workspaces.insert(workspace)
      return { workspace: workspaceView(workspace) }
    },
    listWorkspaces: async () => ({ workspaces: (await deps.workspaces.list()).map(workspaceView) }),
    showWorkspace: async ({ workspace }) => {
      const found = await deps.workspaces.find(workspace)
      return found === undefined ? noSuchWorkspace() : { workspace: workspaceView(found) }
    },
    setLimits: async ({ params, body }) => {
      const id = parseId('workspace', params.workspace_id)
      const workspace = id && (await deps.workspaces.find(id))
      if (workspace === undefined) return noSuchWorkspace()
      const limits: WorkspaceLimits = {
        concurrentCalls: body.concurrent_calls ?? workspace.limits.concurrentCalls,
        requestsPerMinute: body.requests_per_minute ?? workspace.limits.requestsPerMinute,
        countries: body.countries ?? workspace.limits.countries,
      }
      if ((await deps.workspaces.setLimits(workspace.id, limits)) === 'unknown') return noSuchWorkspace()
      cache.forgetAll()
      return { workspace: workspaceView({ ...workspace, limits }) }
    },
  }
}

const noSuchWorkspace = () => new Problem('NOT_FOUND', 'No such workspace')

const workspaceView = ({ id, name, limits, createdAt }: Workspace) => ({
  workspace_id: id,
  name,
  limits: {
    concurrent_calls: limits.concurrentCalls,
    requests_per_minute: limits.requestsPerMinute,
    countries: [...limits.countries],
  },
  created_at: isoTime(createdAt),
})

export function memberHandlers(deps: ApiDeps): MemberHandlers {
  return {
    addMember: async ({ workspace, body }) => {
      const member: Member = { id: deps.ids.next('member'), workspace, email: body.email, role: body.role }
      const outcome = await deps.workspaces.addMember(member)
      return outcome === 'taken'
        ? new Problem('CONFLICT', 'A member with this e-mail address is already there')
        : { member: memberView(member) }
    },
    listMembers: async ({ workspace }) => ({
      members: (await deps.workspaces.members(workspace)).map(memberView),
    }),
  }
}

const memberView = ({ id, email, role }: Member) => ({ member_id: id, email, role })

export function keyHandlers(deps: ApiDeps, cache: KeyCache): KeyHandlers {
  return {
    createKey: async ({ workspace, body }) => {
      const owner = await deps.workspaces.find(workspace)
      if (owner === undefined) return noSuchWorkspace()
      const secret = deps.newSecret()
      const key: ApiKey = {
        id: deps.ids.next('api-key'),
        workspace,
        name: body.name,
        secretHash: hashSecret(secret),
        createdAt: deps.clock.wallTime(),
        requestsPerMinute: owner.limits.requestsPerMinute,
      }
      await deps.workspaces.insertKey(key)
      return { key: keyView(key), api_key: key.id, api_key_secret: secret }
    },
    listKeys: async ({ workspace }) => ({ keys: (await deps.workspaces.keys(workspace)).map(keyView) }),
    deleteKey: async ({ workspace, params }) => {
      const id = parseId('api-key', params.key_id)
      const outcome = id === undefined ? 'unknown' : await deps.workspaces.removeKey(workspace, id)
      if (id === undefined || outcome === 'unknown') {
        return new Problem('NOT_FOUND', 'No such API key in this workspace')
      }
      cache.forgetAll()
      return { key_id: id }
    },
  }
}

const keyView = ({ id, name, createdAt }: ApiKey) => ({ key_id: id, name, created_at: isoTime(createdAt) })
