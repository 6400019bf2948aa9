import pg from 'pg'
import type { Log } from '../../base/index.ts'

export type Pool = pg.Pool
export type Connection = pg.PoolClient
/** A pool, or one connection inside a transaction. */
export type Queryable = Pick<pg.Pool, 'query'>

export interface PoolOptions {
  readonly url: string
  readonly log: Log
  /** Connections at most; the server allows 100 for all processes together. */
  readonly size?: number
}

const POOL_SIZE = 10
const STATEMENT_TIMEOUT_MS = 30_000
const CONNECT_TIMEOUT_MS = 10_000
/** Type numbers of PostgreSQL's catalog. */
const INT8 = 20
const TIMESTAMPTZ = 1184

export function openPool({ url, log, size = POOL_SIZE }: PoolOptions): Pool {
  const pool = new pg.Pool({ ...connectionOptions(url), max: size })
  // A connection reports the server's end as an event, idle or between two statements of a transaction;
  // unheard, it would end the process. Whoever is using it learns of it from its next statement.
  const onLost = (error: Error) => log.warn('A database connection was lost', { error })
  pool.on('error', onLost)
  pool.on('connect', (client) => void client.on('error', onLost))
  return pool
}

export function connectionOptions(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'twenty2',
    keepAlive: true,
    types: { getTypeParser },
  }
}

/** bigint as bigint and instants as epoch milliseconds (±Infinity included); the rest as `pg` reads it. */
function getTypeParser(type: number, format?: string) {
  if (format === 'binary') return pg.types.getTypeParser(type, 'binary')
  if (type === INT8) return BigInt
  if (type === TIMESTAMPTZ) return epochMs
  return pg.types.getTypeParser(type, 'text')
}

function epochMs(text: string): number {
  if (text === 'infinity') return Number.POSITIVE_INFINITY
  if (text === '-infinity') return Number.NEGATIVE_INFINITY
  return Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
}

/** An instant as a parameter; `undefined` becomes null. */
export function instant(at: number): string
export function instant(at: number | undefined): string | null
export function instant(at: number | undefined): string | null {
  if (at === undefined) return null
  if (!Number.isFinite(at)) return at > 0 ? 'infinity' : '-infinity'
  return new Date(at).toISOString()
}

/** Keeps all of what `work` does, or none of it. */
export async function transact<T>(pool: Pool, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await pool.connect()
  let broken = false
  try {
    await connection.query('begin')
    const result = await work(connection)
    await connection.query('commit')
    return result
  } catch (error) {
    broken = !(await rolledBack(connection))
    throw error
  } finally {
    connection.release(broken)
  }
}

async function rolledBack(connection: Connection): Promise<boolean> {
  try {
    await connection.query('rollback')
    return true
  } catch {
    return false // the connection itself is gone; the server rolls back by itself
  }
}
