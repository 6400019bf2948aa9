import type { Id, IdSource, WorkspaceId } from '../../base/index.ts'
import type {
  ApiKey,
  Member,
  TelephoneNumber,
  Workspace,
  WorkspaceLimits,
  WorkspaceStore,
} from '../../workspaces/index.ts'
import type { SecretBox } from '../secret-box.ts'
import { instant, type Pool } from './pool.ts'
import { createTrunkStore } from './trunk-store.ts'

interface WorkspaceRow {
  readonly id: WorkspaceId
  readonly name: string
  readonly concurrent_calls: number
  readonly requests_per_minute: number
  readonly countries: readonly string[]
  readonly created_at: number
}
interface KeyRow {
  readonly id: Id<'api-key'>
  readonly workspace: WorkspaceId
  readonly name: string
  readonly secret_hash: string
  readonly requests_per_minute: number
  readonly created_at: number
}

export function createWorkspaceStore(pool: Pool, box: SecretBox, ids: IdSource): WorkspaceStore {
  return {
    ...tenants(pool),
    ...members(pool),
    ...keys(pool),
    ...createTrunkStore(pool, box, ids),
    ...numbers(pool),
  }
}

type Tenants = Pick<WorkspaceStore, 'insert' | 'find' | 'list' | 'setLimits'>

function tenants(pool: Pool): Tenants {
  return {
    async insert({ id, name, limits, createdAt }) {
      const { concurrentCalls, requestsPerMinute, countries } = limits
      await pool.query(
        `with made as (
           insert into workspace (id, name, concurrent_calls, requests_per_minute, countries, created_at)
           values ($1, $2, $3, $4, $5, $6)
         ), wallet as (insert into wallet (workspace) values ($1))
         insert into dispatch_state (workspace) values ($1)`,
        [id, name, concurrentCalls, requestsPerMinute, countries, instant(createdAt)],
      )
    },
    async find(id) {
      const { rows } = await pool.query<WorkspaceRow>('select * from workspace where id = $1', [id])
      return rows[0] && workspaceOf(rows[0])
    },
    async list() {
      const { rows } = await pool.query<WorkspaceRow>('select * from workspace order by created_at, id')
      return rows.map(workspaceOf)
    },
    async setLimits(id, limits) {
      // A wider limit may let calls go that wait: the workspace is due for another look.
      const { rowCount } = await pool.query(
        `with changed as (
           update workspace set concurrent_calls = $2, requests_per_minute = $3, countries = $4
           where id = $1 returning id
         )
         update dispatch_state set next_due = '-infinity' from changed where workspace = changed.id`,
        [id, limits.concurrentCalls, limits.requestsPerMinute, limits.countries],
      )
      return rowCount === 1 ? 'changed' : 'unknown'
    },
  }
}

function members(pool: Pool): Pick<WorkspaceStore, 'addMember' | 'members'> {
  return {
    async addMember({ id, workspace, email, role }) {
      const { rowCount } = await pool.query(
        `insert into member (id, workspace, email, role) values ($1, $2, $3, $4)
         on conflict (workspace, lower(email)) do nothing`,
        [id, workspace, email, role],
      )
      return rowCount === 1 ? 'added' : 'taken'
    },
    async members(workspace) {
      const { rows } = await pool.query<Member>(
        'select id, workspace, email, role from member where workspace = $1 order by email',
        [workspace],
      )
      return rows
    },
  }
}

function keys(pool: Pool): Pick<WorkspaceStore, 'insertKey' | 'findKey' | 'keys' | 'removeKey'> {
  return {
    async insertKey({ id, workspace, name, secretHash, requestsPerMinute, createdAt }) {
      await pool.query(
        `insert into api_key (id, workspace, name, secret_hash, requests_per_minute, created_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [id, workspace, name, secretHash, requestsPerMinute, instant(createdAt)],
      )
    },
    async findKey(id) {
      const { rows } = await pool.query<KeyRow>('select * from api_key where id = $1', [id])
      return rows[0] && keyOf(rows[0])
    },
    async keys(workspace) {
      const { rows } = await pool.query<KeyRow>(
        'select * from api_key where workspace = $1 order by created_at, id',
        [workspace],
      )
      return rows.map(keyOf)
    },
    async removeKey(workspace, id) {
      const { rowCount } = await pool.query('delete from api_key where workspace = $1 and id = $2', [
        workspace,
        id,
      ])
      return rowCount === 1 ? 'removed' : 'unknown'
    },
  }
}

type Numbers = Pick<
  WorkspaceStore,
  'addNumber' | 'numbers' | 'findNumber' | 'setNumberActive' | 'removeNumber'
>

const NUMBER_COLUMNS = 'number, workspace, trunk, active'

function numbers(pool: Pool): Numbers {
  return {
    async addNumber({ number, workspace, trunk, active }) {
      const { rowCount } = await pool.query(
        `insert into telephone_number (${NUMBER_COLUMNS}) values ($1, $2, $3, $4)
         on conflict (number) do nothing`,
        [number, workspace, trunk, active],
      )
      return rowCount === 1 ? 'added' : 'taken'
    },
    async numbers(workspace) {
      const { rows } = await pool.query<TelephoneNumber>(
        `select ${NUMBER_COLUMNS} from telephone_number where workspace = $1 order by number`,
        [workspace],
      )
      return rows
    },
    async findNumber(workspace, number) {
      const { rows } = await pool.query<TelephoneNumber>(
        `select ${NUMBER_COLUMNS} from telephone_number where workspace = $1 and number = $2`,
        [workspace, number],
      )
      return rows[0]
    },
    async setNumberActive(workspace, number, active) {
      const { rowCount } = await pool.query(
        'update telephone_number set active = $3 where workspace = $1 and number = $2',
        [workspace, number, active],
      )
      return rowCount === 1 ? 'changed' : 'unknown'
    },
    async removeNumber(workspace, number) {
      const { rowCount } = await pool.query(
        'delete from telephone_number where workspace = $1 and number = $2',
        [workspace, number],
      )
      return rowCount === 1 ? 'removed' : 'unknown'
    },
  }
}

function workspaceOf(row: WorkspaceRow): Workspace {
  const limits: WorkspaceLimits = {
    concurrentCalls: row.concurrent_calls,
    requestsPerMinute: row.requests_per_minute,
    countries: row.countries,
  }
  return { id: row.id, name: row.name, limits, createdAt: row.created_at }
}

function keyOf(row: KeyRow): ApiKey {
  const { id, workspace, name } = row
  return {
    id,
    workspace,
    name,
    secretHash: row.secret_hash,
    createdAt: row.created_at,
    requestsPerMinute: row.requests_per_minute,
  }
}
