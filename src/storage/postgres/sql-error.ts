/** PostgreSQL's own codes for the failures that are ordinary answers to us (its appendix A). */
const UNIQUE_VIOLATION = '23505'
const FOREIGN_KEY_VIOLATION = '23503'

export const isUniqueViolation = (error: unknown) => codeOf(error) === UNIQUE_VIOLATION
export const isForeignKeyViolation = (error: unknown) => codeOf(error) === FOREIGN_KEY_VIOLATION

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
