/**
 * Tenants, members, API keys, trunks and numbers.
 *
 * Terminology. *Workspace*: the tenant that owns data and wallet. *Member*: a person using the dashboard.
 * *API key*: a named pair of a public id and a secret that is shown once.
 */
export * from './stores.ts'
export * from './workspace.ts'
