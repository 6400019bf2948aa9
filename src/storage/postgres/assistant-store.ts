import {
  type Assistant,
  type AssistantDefinition,
  type AssistantStore,
  type AssistantVersion,
  assistantDefinition,
} from '../../assistants/index.ts'
import type { AssistantId, Clock, WorkspaceId } from '../../base/index.ts'
import { instant, type Pool } from './pool.ts'

interface AssistantRow {
  readonly id: AssistantId
  readonly workspace: WorkspaceId
  readonly name: string
  readonly draft: unknown
  readonly published_version: number | null
  readonly created_at: number
  readonly updated_at: number
}
interface VersionRow {
  readonly assistant: AssistantId
  readonly version: number
  readonly definition: unknown
  readonly published_at: number
}

export function createAssistantStore(pool: Pool, clock: Clock): AssistantStore {
  const now = () => instant(clock.wallTime())
  const queryOne = async (sql: string, values: readonly unknown[]) => {
    const { rows } = await pool.query<AssistantRow>(sql, [...values])
    return rows[0] && assistantOf(rows[0])
  }
  return {
    async create(workspace, id, draft) {
      const made = await queryOne(
        `insert into assistant (id, workspace, name, draft, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $5) returning *`,
        [id, workspace, draft.name, JSON.stringify(draft), now()],
      )
      if (made === undefined) throw new Error('the insert of an assistant gave no row')
      return made
    },
    saveDraft: (workspace, id, draft) =>
      queryOne(
        `update assistant set name = $3, draft = $4, updated_at = $5
         where workspace = $1 and id = $2 returning *`,
        [workspace, id, draft.name, JSON.stringify(draft), now()],
      ),
    async publish(workspace, id) {
      // The update locks the assistant's row, so that two publishers get two numbers.
      const { rows } = await pool.query<VersionRow>(
        `with numbered as (
           update assistant set published_version = coalesce(published_version, 0) + 1
           where workspace = $1 and id = $2 returning id, published_version, draft
         )
         insert into assistant_version (assistant, version, definition, published_at)
         select id, published_version, draft, $3 from numbered returning *`,
        [workspace, id, now()],
      )
      return rows[0] && versionOf(rows[0])
    },
    find: (workspace, id) =>
      queryOne('select * from assistant where workspace = $1 and id = $2', [workspace, id]),
    async list(workspace) {
      const { rows } = await pool.query<AssistantRow>(
        'select * from assistant where workspace = $1 order by created_at, id',
        [workspace],
      )
      return rows.map(assistantOf)
    },
    async version(workspace, id, version) {
      const { rows } = await pool.query<VersionRow>(
        `select assistant_version.* from assistant_version join assistant on assistant.id = assistant
         where workspace = $1 and assistant = $2 and version = $3`,
        [workspace, id, version],
      )
      return rows[0] && versionOf(rows[0])
    },
  }
}

/** Kept definitions are parsed again: defaults of fields younger than the row are filled in. */
export const definitionOf = (kept: unknown): AssistantDefinition => assistantDefinition.parse(kept)

function assistantOf(row: AssistantRow): Assistant {
  return {
    id: row.id,
    workspace: row.workspace,
    name: row.name,
    draft: definitionOf(row.draft),
    publishedVersion: row.published_version ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

function versionOf(row: VersionRow): AssistantVersion {
  return {
    assistant: row.assistant,
    version: row.version,
    definition: definitionOf(row.definition),
    publishedAt: row.published_at,
  }
}
