import type { EpochMs, Id, PhoneNumber, TrunkId, WorkspaceId } from '../base/index.ts'

export interface WorkspaceLimits {
  /** Calls being dialed or talking at once; further calls wait in the queue. */
  readonly concurrentCalls: number
  /** Requests a minute and key, then 429. */
  readonly requestsPerMinute: number
  /** Countries (ISO 3166 alpha-2) that may be called; India alone unless widened. */
  readonly countries: readonly string[]
}
export const DEFAULT_LIMITS: WorkspaceLimits = {
  concurrentCalls: 3,
  requestsPerMinute: 60,
  countries: ['IN'],
}

export interface Workspace {
  readonly id: WorkspaceId
  readonly name: string
  readonly limits: WorkspaceLimits
  readonly createdAt: EpochMs
}
export interface Member {
  readonly id: Id<'member'>
  readonly workspace: WorkspaceId
  readonly email: string
  readonly role: 'owner' | 'admin' | 'builder' | 'analyst' | 'billing'
}
/** The secret is shown once and kept only as a SHA-256. */
export interface ApiKey {
  /** The public half, sent as the Basic user name. */
  readonly id: Id<'api-key'>
  readonly workspace: WorkspaceId
  readonly name: string
  readonly secretHash: string
  readonly createdAt: EpochMs
  readonly requestsPerMinute: number
}
/**
 * A trunk. The store encrypts `secret` on the way in and decrypts it on the way out, so callers see it plain
 * and must not show it. `system` is set by our own start-up alone; no API can.
 */
export interface TrunkRecord {
  readonly id: TrunkId
  /** Undefined for the system's own test trunk, which every workspace may use. */
  readonly workspace: WorkspaceId | undefined
  readonly name: string
  readonly host: string
  readonly port: number
  readonly user: string | undefined
  readonly secret: string | undefined
  readonly numberFormat: 'e164' | 'e164-without-plus' | 'national' | 'zero-national'
  readonly codecs: readonly ('PCMA' | 'PCMU')[]
  /** INVITEs a second at most. */
  readonly dialsPerSecond: number
  /** The built-in test carrier's: bound to loopback, exempt from calling hours. */
  readonly system: boolean
}
export interface TelephoneNumber {
  readonly number: PhoneNumber
  readonly workspace: WorkspaceId
  readonly trunk: TrunkId
  readonly active: boolean
}
