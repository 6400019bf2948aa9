import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { EpochMs, Log } from '../../base/index.ts'
import { type Connection, type Pool, transact } from './pool.ts'

interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

const FOLDER = new URL('../migrations/', import.meta.url)
const FILE_FORM = /^(\d{6})_([a-z0-9-]+)\.sql$/
/** Any number that no other program uses on this database. */
const ADVISORY_LOCK = 7_220_001
const MONTHS_AHEAD = 3

/** Brings the database to the schema of this program. Several processes may call it at once. */
export async function migrate(pool: Pool, now: EpochMs, log: Log): Promise<void> {
  await transact(pool, async (connection) => {
    await connection.query('set local statement_timeout = 0')
    await connection.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK])
    await connection.query(`create table if not exists migration (
      number integer primary key, name text not null, checksum text not null,
      applied_at timestamptz not null default now())`)
    const applied = await readApplied(connection)
    for (const migration of migrations()) await applyOnce(connection, migration, applied, log)
  })
  await ensureJournalPartitions(pool, now)
}

async function applyOnce(
  connection: Connection,
  { number, name, sql, checksum }: Migration,
  applied: ReadonlyMap<number, string>,
  log: Log,
): Promise<void> {
  const known = applied.get(number)
  if (known === checksum) return
  if (known !== undefined)
    throw new Error(`Migration ${number} (${name}) was changed after it had run here: add a new file instead`)
  await connection.query(sql)
  await connection.query('insert into migration (number, name, checksum) values ($1, $2, $3)', [
    number,
    name,
    checksum,
  ])
  log.info('The database was migrated', { number, name })
}

async function readApplied(connection: Connection): Promise<ReadonlyMap<number, string>> {
  const { rows } = await connection.query<{ number: number; checksum: string }>(
    'select number, checksum from migration',
  )
  return new Map(rows.map(({ number, checksum }) => [number, checksum]))
}

function migrations(): readonly Migration[] {
  return readdirSync(FOLDER)
    .toSorted()
    .flatMap((file) => {
      const match = FILE_FORM.exec(file)
      if (match === null) return []
      const sql = readFileSync(new URL(file, FOLDER), 'utf8')
      const checksum = createHash('sha256').update(sql).digest('hex')
      return [{ number: Number(match[1]), name: match[2] ?? '', sql, checksum }]
    })
}

/** Makes the journal's partitions of this month and the next few. Called at start and once a day. */
export async function ensureJournalPartitions(pool: Pool, now: EpochMs): Promise<void> {
  for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
    const [from, to] = [monthStart(now, ahead), monthStart(now, ahead + 1)]
    const name = `journal_chunk_${from.slice(0, 4)}_${from.slice(5, 7)}`
    await transact(pool, async (connection) => {
      await connection.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK])
      await connection.query(
        `create table if not exists ${name} partition of journal_chunk for values from ('${from}') to ('${to}')`,
      )
    })
  }
}

function monthStart(now: EpochMs, ahead: number): string {
  const date = new Date(now)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead)).toISOString()
}
