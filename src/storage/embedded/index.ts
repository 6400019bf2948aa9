/**
 * A PostgreSQL of our own on this machine; see `account.ts` and `postmaster.ts` for what may stand in its
 * way.
 */
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './server.ts'
