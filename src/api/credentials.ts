import { createHash, timingSafeEqual } from 'node:crypto'

/** What is kept of a secret of 32 random bytes; such a secret needs no slow hash. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Compares hashes of equal length, so that the time it takes says nothing about the secret. */
export function isSecretOf(secret: string, secretHash: string): boolean {
  const given = Buffer.from(hashSecret(secret), 'hex')
  const kept = Buffer.from(secretHash, 'hex')
  return given.length === kept.length && timingSafeEqual(given, kept)
}

export type Credentials =
  | { readonly scheme: 'none' | 'unknown' | 'malformed' }
  | { readonly scheme: 'basic'; readonly key: string; readonly secret: string }
  | { readonly scheme: 'bearer'; readonly token: string }

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/

/** The `Authorization` header: Basic (RFC 7617) or Bearer (RFC 6750). Scheme names ignore case. */
export function parseCredentials(header: string | undefined): Credentials {
  if (header === undefined) return { scheme: 'none' }
  const match = /^(\S+)(?: +(\S+))?\s*$/.exec(header)
  const scheme = match?.[1]?.toLowerCase()
  const value = match?.[2]
  if (scheme === 'bearer' && value !== undefined) return { scheme: 'bearer', token: value }
  if (scheme === 'basic' || match === null) return parseBasic(value)
  return { scheme: scheme === 'bearer' ? 'malformed' : 'unknown' }
}

function parseBasic(value: string | undefined): Credentials {
  if (value === undefined || !BASE64.test(value)) return { scheme: 'malformed' }
  const text = Buffer.from(value, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 1) return { scheme: 'malformed' }
  return { scheme: 'basic', key: text.slice(0, colon), secret: text.slice(colon + 1) }
}
