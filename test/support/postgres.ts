import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, type IdSource, type Log, silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import { systemIds, systemRandom } from '../../src/base/system-random.ts'
import {
  createPostgresStores,
  createSecretBox,
  migrate,
  openPool,
  type Pool,
  type PostgresStores,
  startEmbeddedPostgres,
} from '../../src/storage/index.ts'

export interface TestDatabase {
  readonly url: string
  readonly folder: string
  readonly pool: Pool
  readonly stores: PostgresStores
  close(): Promise<void>
}
export interface TestDatabaseOptions {
  readonly clock?: Clock
  readonly ids?: IdSource
  readonly log?: Log
}

/** A real PostgreSQL of the test file's own, migrated, in a folder of mode 0700 that goes away with it. */
export async function startTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { clock = systemClock, ids = systemIds, log = silentLog } = options
  const folder = mkdtempSync(join(tmpdir(), 'twenty2-test-'))
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    clock: systemClock,
    random: systemRandom,
    log,
  })
  const pool = openPool({ url: server.url, log })
  await migrate(pool, clock.wallTime(), log)
  const secretBox = createSecretBox(['a secret for tests'], systemRandom)
  const stores = createPostgresStores({ pool, directUrl: server.url, clock, ids, log, secretBox })
  return {
    url: server.url,
    folder,
    pool,
    stores,
    async close() {
      await pool.end()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
