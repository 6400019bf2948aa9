/**
 * Translates HTTP to use cases and back.
 *
 * Terminology. *Visitor*: whoever sends a request. *Admitted*: let through, for a workspace or as the
 * operator. *Handler*: what answers one route. *Signed link*: an address that opens without credentials until
 * it expires.
 */
export { type Api, createApi } from './create-api.ts'
export { hashSecret } from './credentials.ts'
export type { ApiDeps, HealthState } from './deps.ts'
