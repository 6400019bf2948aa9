import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import type { Access } from '../../contract/index.ts'
import { type CliWorld, CommandFailed } from './world.ts'

const URL_BY_DEFAULT = 'http://127.0.0.1:2222'

/** Where the server is and what opens it; each from the environment, else from the data folder. */
export interface Connection {
  readonly url: string
  readonly key: { readonly id: string; readonly secret: string } | undefined
  /** The key's own workspace, or the one to act in as the operator. */
  readonly workspace: string | undefined
  readonly operatorToken: string | undefined
  readonly defaults: { readonly assistant: string | undefined; readonly caller: string | undefined }
  readonly dataDir: string
}

export function connectionOf(
  { env, dataDir }: Pick<CliWorld, 'env' | 'dataDir'>,
  chosen: { readonly url: string | undefined; readonly workspace: string | undefined },
): Connection {
  const demo = kept(join(dataDir, 'demo.env'))
  const value = (name: string) => env[name] || demo[name] || undefined
  const ownWorkspace = value('TWENTY2_WORKSPACE_ID')
  const isAnothers = chosen.workspace !== undefined && chosen.workspace !== ownWorkspace
  const [id, secret] = [value('TWENTY2_API_KEY'), value('TWENTY2_API_SECRET')]
  return {
    url: (chosen.url ?? value('TWENTY2_URL') ?? URL_BY_DEFAULT).replace(/\/+$/, ''),
    key: id === undefined || secret === undefined || isAnothers ? undefined : { id, secret },
    workspace: chosen.workspace ?? ownWorkspace,
    operatorToken: env['TWENTY2_OPERATOR_TOKEN'] || text(join(dataDir, 'operator-token')),
    defaults: {
      assistant: isAnothers ? undefined : value('TWENTY2_ASSISTANT_ID'),
      caller: isAnothers ? undefined : value('TWENTY2_CALLER_PHONE'),
    },
    dataDir,
  }
}

const text = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
const kept = (path: string): NodeJS.Dict<string> => parseEnv(text(path) ?? '')

/** The headers that open a route of this access; a key where it is enough, else the operator's token. */
export function credentialsFor(access: Access, connection: Connection): Readonly<Record<string, string>> {
  if (access === 'open' || access === 'link') return {}
  const { key, workspace } = connection
  if (access === 'workspace' && key !== undefined) {
    const basic = Buffer.from(`${key.id}:${key.secret}`).toString('base64')
    return {
      authorization: `Basic ${basic}`,
      ...(workspace === undefined ? {} : { 'x-workspace-id': workspace }),
    }
  }
  const authorization = `Bearer ${operatorTokenOf(connection)}`
  if (access === 'operator') return { authorization }
  if (workspace === undefined) {
    throw new CommandFailed(
      'No workspace is chosen.',
      'Add --workspace <id> or set TWENTY2_WORKSPACE_ID; `./twenty2 workspace list` shows the ids.',
      2,
    )
  }
  return { authorization, 'x-workspace-id': workspace }
}

function operatorTokenOf({ operatorToken, dataDir }: Connection): string {
  if (operatorToken !== undefined) return operatorToken
  throw new CommandFailed(
    'This needs credentials, and none were found.',
    `Start the server here with \`npm start\` (it writes them to ${dataDir}), or set TWENTY2_API_KEY and ` +
      'TWENTY2_API_SECRET; for what is above a workspace set TWENTY2_OPERATOR_TOKEN.',
    2,
  )
}
