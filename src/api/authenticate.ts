import { type Log, type Private, parseId, type WorkspaceId } from '../base/index.ts'
import type { Access } from '../contract/index.ts'
import type { Workspace, WorkspaceStore } from '../workspaces/index.ts'
import { hashSecret, isSecretOf, parseCredentials } from './credentials.ts'
import type { KeyCache } from './key-cache.ts'
import { Problem } from './problem.ts'
import type { RateLimiter } from './rate-limit.ts'

export interface Guard {
  readonly keys: KeyCache
  readonly limiter: RateLimiter
  readonly workspaces: Pick<WorkspaceStore, 'find'>
  readonly operatorToken: Private<string>
  readonly log: Log
}
export interface Visitor {
  readonly authorization: string | undefined
  readonly workspaceHeader: string | undefined
}
/** Who may go on, and for which workspace; `headers` tell a key what is left of its limit. */
export interface Admitted {
  readonly workspace: WorkspaceId | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** Lets a visitor through to a route of this access, or says why not. */
export async function authenticate(
  guard: Guard,
  access: Access,
  visitor: Visitor,
): Promise<Admitted | Problem> {
  if (access === 'open' || access === 'link') return { workspace: undefined, headers: {} }
  const credentials = parseCredentials(visitor.authorization)
  switch (credentials.scheme) {
    case 'none':
      return unauthorized('Send `Authorization: Basic base64(api_key:api_key_secret)`')
    case 'malformed':
      return unauthorized('The Authorization header is not base64 of `api_key:api_key_secret`')
    case 'unknown':
      return unauthorized('This scheme of authorization is not understood: use Basic')
    case 'bearer':
      return admitOperator(guard, access, credentials.token, visitor)
    case 'basic':
      return admitKey(guard, access, credentials, visitor)
  }
}

const unauthorized = (message: string): Problem =>
  new Problem('UNAUTHORIZED', message, {
    headers: { 'www-authenticate': 'Basic realm="Twenty2", charset="UTF-8"' },
  })

/** Compared with when a key is unknown, so that a wrong key takes as long as a wrong secret. */
const NOBODY = hashSecret('')

async function admitKey(
  guard: Guard,
  access: Access,
  given: { readonly key: string; readonly secret: string },
  visitor: Visitor,
): Promise<Admitted | Problem> {
  const id = parseId('api-key', given.key)
  const known = id && (await guard.keys.find(id))
  const matches = isSecretOf(given.secret, known?.key.secretHash ?? NOBODY)
  if (known === undefined || !matches) return unauthorized('The API key or its secret is wrong')
  const { workspace } = known
  const admission = guard.limiter.admit(known.key.id, workspace.limits.requestsPerMinute)
  const headers = { 'x-ratelimit-limit': String(admission.limit) }
  if (admission.type === 'refused') return tooMany(headers, admission.retryAfterSeconds)
  if (access !== 'workspace') return new Problem('FORBIDDEN', 'This needs the operator’s token', { headers })
  if (visitor.workspaceHeader !== undefined && visitor.workspaceHeader !== workspace.id) {
    return new Problem('FORBIDDEN', 'x-workspace-id does not name the workspace of this key', { headers })
  }
  return {
    workspace: workspace.id,
    headers: { ...headers, 'x-ratelimit-remaining': String(admission.remaining) },
  }
}

const tooMany = (headers: Readonly<Record<string, string>>, seconds: number): Problem =>
  new Problem('RATE_LIMIT_EXCEEDED', `Too many requests: try again in ${seconds} s`, {
    headers: { ...headers, 'x-ratelimit-remaining': '0', 'retry-after': String(seconds) },
  })

async function admitOperator(
  guard: Guard,
  access: Access,
  token: string,
  visitor: Visitor,
): Promise<Admitted | Problem> {
  if (!isSecretOf(token, hashSecret(guard.operatorToken.reveal()))) {
    return unauthorized('The operator’s token is wrong')
  }
  if (access === 'operator') return { workspace: undefined, headers: {} }
  const workspace = await namedWorkspace(guard, visitor.workspaceHeader)
  return workspace instanceof Problem ? workspace : { workspace: workspace.id, headers: {} }
}

async function namedWorkspace(guard: Guard, header: string | undefined): Promise<Workspace | Problem> {
  if (header === undefined) {
    return new Problem('FORBIDDEN', 'Name a workspace by x-workspace-id: the operator belongs to none')
  }
  const id = parseId('workspace', header)
  const workspace = id && (await guard.workspaces.find(id))
  return workspace ?? new Problem('FORBIDDEN', 'x-workspace-id names no workspace')
}
