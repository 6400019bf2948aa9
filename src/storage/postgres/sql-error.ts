import pg from 'pg'
import { StoreUnavailable } from '../../calls/index.ts'

/** PostgreSQL's own codes for the failures that are ordinary answers to us (its appendix A). */
const UNIQUE_VIOLATION = '23505'
const FOREIGN_KEY_VIOLATION = '23503'
/**
 * Connections, rollbacks by the server, its resources, its stopping: the same statement may succeed later.
 */
const TEMPORARY_CLASSES: ReadonlySet<string> = new Set(['08', '40', '53', '55', '57'])

export const isUniqueViolation = (error: unknown) => codeOf(error) === UNIQUE_VIOLATION
export const isForeignKeyViolation = (error: unknown) => codeOf(error) === FOREIGN_KEY_VIOLATION

/** Tells trouble that passes from a statement that will never do. */
export async function whileReachable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!isTemporary(error)) throw error
    throw new StoreUnavailable('the database did not answer', { cause: error })
  }
}

/** Without the server's own verdict the connection failed. */
function isTemporary(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || TEMPORARY_CLASSES.has((error.code ?? '').slice(0, 2))
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
