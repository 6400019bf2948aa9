import type { Log } from '../base/index.ts'
import { systemClock } from '../base/system-clock.ts'
import { systemIds, systemRandom } from '../base/system-random.ts'
import {
  createPostgresStores,
  createSecretBox,
  migrate,
  openPool,
  type PostgresStores,
  resealTrunkSecrets,
} from '../storage/index.ts'

export interface Database extends PostgresStores {
  /** Whether the server answers now. */
  check(): Promise<'ok' | 'failing'>
  close(): Promise<void>
}
export interface DatabaseOptions {
  readonly url: string
  readonly secrets: readonly string[]
  readonly log: Log
}

/**
 * Brings the schema up to date, and seals what is sealed with an older secret anew; done by `main` before any
 * other process opens the database.
 */
export async function migrateDatabase({ url, secrets, log }: DatabaseOptions): Promise<void> {
  const pool = openPool({ url, log })
  try {
    await migrate(pool, systemClock.wallTime(), log)
    const resealed = await resealTrunkSecrets(pool, createSecretBox(secrets, systemRandom))
    if (resealed > 0) log.info('Trunk secrets were sealed with the newest secret', { resealed })
  } finally {
    await pool.end()
  }
}

export function openDatabase({ url, secrets, log }: DatabaseOptions): Database {
  const pool = openPool({ url, log })
  const stores = createPostgresStores({
    pool,
    directUrl: url,
    clock: systemClock,
    ids: systemIds,
    log,
    secretBox: createSecretBox(secrets, systemRandom),
  })
  return {
    ...stores,
    check: () =>
      pool.query('select 1').then(
        () => 'ok' as const,
        () => 'failing' as const,
      ),
    close: () => pool.end(),
  }
}
