/**
 * Keeps everything; the only room that speaks SQL.
 *
 * Terminology. *Cluster*: the files of one PostgreSQL server. *Pool*: shared connections to a server.
 * *Migration*: a numbered step of the schema, run once. *Secret box*: encrypts what must not lie readable in
 * the database.
 */
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded/index.ts'
export { describeSchema } from './postgres/describe-schema.ts'
export { ensureJournalPartitions, migrate } from './postgres/migrate.ts'
export { openPool, type Pool, type PoolOptions } from './postgres/pool.ts'
export { createPostgresStores, type PostgresStores, type PostgresStoresOptions } from './postgres/stores.ts'
export { resealTrunkSecrets } from './postgres/trunk-store.ts'
export { createDiskRecordings, type DiskRecordingsOptions } from './recordings/index.ts'
export { createSecretBox, type SecretBox } from './secret-box.ts'
