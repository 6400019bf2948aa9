import type { IdSource, TrunkId, WorkspaceId } from '../../base/index.ts'
import type { TrunkRecord, WorkspaceStore } from '../../workspaces/index.ts'
import type { SecretBox } from '../secret-box.ts'
import type { Pool } from './pool.ts'
import { isForeignKeyViolation } from './sql-error.ts'

export interface TrunkRow {
  readonly id: TrunkId
  readonly workspace: WorkspaceId | null
  readonly name: string
  readonly host: string
  readonly port: number
  readonly sip_user: string | null
  readonly sealed_secret: string | null
  readonly number_format: TrunkRecord['numberFormat']
  readonly codecs: TrunkRecord['codecs']
  readonly dials_per_second: number
  readonly system: boolean
}

type TrunkStore = Pick<
  WorkspaceStore,
  'insertTrunk' | 'ensureSystemTrunk' | 'trunks' | 'findTrunk' | 'removeTrunk'
>

const SYSTEM_DIALS_PER_SECOND = 50
/** A call that waits or runs needs its trunk; a number is bound to it by a foreign key. */
const REMOVE = `
  with removed as (
    delete from trunk where workspace = $1 and id = $2 and not exists (
      select from call where workspace = $1 and trunk = $2
        and (status = 'queued' or status in ('dialing', 'ringing', 'in_progress')))
    returning id
  )
  select exists (select from trunk where workspace = $1 and id = $2) as known,
         exists (select from removed) as removed`

export function createTrunkStore(pool: Pool, box: SecretBox, ids: IdSource): TrunkStore {
  return {
    async insertTrunk(trunk) {
      await pool.query(
        `insert into trunk
           (id, workspace, name, host, port, sip_user, sealed_secret, number_format, codecs, dials_per_second)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        insertValues(trunk, box),
      )
    },
    async ensureSystemTrunk({ host, port }) {
      const { rows } = await pool.query<TrunkRow>(
        `insert into trunk (id, name, host, port, number_format, codecs, dials_per_second, system)
         values ($1, 'Test carrier', $2, $3, 'e164', '{PCMA,PCMU}', $4, true)
         on conflict (system) where system do update set host = excluded.host, port = excluded.port
         returning *`,
        [ids.next('trunk'), host, port, SYSTEM_DIALS_PER_SECOND],
      )
      const [row] = rows
      if (row === undefined) throw new Error('the upsert of the system trunk gave no row')
      return trunkOf(row, box)
    },
    async trunks(workspace) {
      const { rows } = await pool.query<TrunkRow>(
        'select * from trunk where workspace = $1 or system order by system, name, id',
        [workspace],
      )
      return rows.map((row) => trunkOf(row, box))
    },
    async findTrunk(workspace, id) {
      const { rows } = await pool.query<TrunkRow>(
        'select * from trunk where id = $2 and (workspace = $1 or system)',
        [workspace, id],
      )
      return rows[0] && trunkOf(rows[0], box)
    },
    async removeTrunk(workspace, id) {
      try {
        const { rows } = await pool.query<{ known: boolean; removed: boolean }>(REMOVE, [workspace, id])
        if (rows[0]?.known !== true) return 'unknown'
        return rows[0].removed ? 'removed' : 'in-use'
      } catch (error) {
        if (isForeignKeyViolation(error)) return 'in-use'
        throw error
      }
    },
  }
}

/** Seals every trunk's secret with the newest key; run after TWENTY2_SECRET was rotated. */
export async function resealTrunkSecrets(pool: Pool, box: SecretBox): Promise<number> {
  const { rows } = await pool.query<Pick<TrunkRow, 'id' | 'sealed_secret'>>(
    'select id, sealed_secret from trunk where sealed_secret is not null',
  )
  const stale = rows.filter(({ sealed_secret }) => sealed_secret !== null && box.isStale(sealed_secret))
  for (const { id, sealed_secret } of stale) {
    await pool.query('update trunk set sealed_secret = $3 where id = $1 and sealed_secret = $2', [
      id,
      sealed_secret,
      box.seal(box.open(sealed_secret ?? '')),
    ])
  }
  return stale.length
}

/** `system` is not among them: only `ensureSystemTrunk` sets it. */
function insertValues(trunk: TrunkRecord, box: SecretBox): unknown[] {
  return [
    trunk.id,
    trunk.workspace,
    trunk.name,
    trunk.host,
    trunk.port,
    trunk.user,
    trunk.secret === undefined ? null : box.seal(trunk.secret),
    trunk.numberFormat,
    trunk.codecs,
    trunk.dialsPerSecond,
  ]
}

export function trunkOf(row: TrunkRow, box: SecretBox): TrunkRecord {
  const { id, name, host, port, codecs, system } = row
  return {
    id,
    workspace: row.workspace ?? undefined,
    name,
    host,
    port,
    user: row.sip_user ?? undefined,
    secret: row.sealed_secret === null ? undefined : box.open(row.sealed_secret),
    numberFormat: row.number_format,
    codecs,
    dialsPerSecond: row.dials_per_second,
    system,
  }
}
