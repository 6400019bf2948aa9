import { createHash } from 'node:crypto'
import type { Random } from '../base/index.ts'
import { QUOTED, quote, splitList, TOKEN, unquote } from './message/grammar.ts'
import { headersOf, type SipResponse } from './message/message.ts'

export type DigestAlgorithm = 'MD5' | 'SHA-256'

/** One Digest challenge (RFC 7616 §3.3, RFC 8760) that we can answer. */
export interface DigestChallenge {
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | undefined
  readonly stale: boolean
  readonly algorithm: DigestAlgorithm
  /** As the challenge spelled it; undefined when it named none. */
  readonly algorithmText: string | undefined
  readonly qop: boolean
}
export interface DigestAccount {
  readonly user: string
  readonly secret: string
}
/** What is being asked for, and the client's own part of the answer. */
export interface DigestSubject {
  readonly method: string
  readonly uri: string
  readonly cnonce: string
  /** Counts requests with this nonce, from one. */
  readonly nonceCount: number
}

const AUTH_PARAMETER = new RegExp(`^(${TOKEN})\\s*=\\s*(${QUOTED}|[^\\s",]*)$`)

/** The strongest challenge of a 401 or 407 that we can answer: SHA-256 before MD5 (RFC 8760 §2.3). */
export function strongestChallenge(response: SipResponse): DigestChallenge | undefined {
  const name = response.status === 407 ? 'Proxy-Authenticate' : 'WWW-Authenticate'
  const challenges = headersOf(response, name).flatMap((value) => parseChallenge(value) ?? [])
  return challenges.find(({ algorithm }) => algorithm === 'SHA-256') ?? challenges[0]
}

const STALE_ANSWERS_MAX = 3

/** Once; again only when the server says that nothing but the nonce was wrong (RFC 7616 §3.3). */
export function mayAnswer(challenge: DigestChallenge, answeredBefore: number): boolean {
  return answeredBefore === 0 || (challenge.stale && answeredBefore < STALE_ANSWERS_MAX)
}

export function parseChallenge(value: string): DigestChallenge | undefined {
  const fields = parseDigest(value)
  const realm = fields?.get('realm')
  const nonce = fields?.get('nonce')
  const algorithm = algorithmOf(fields?.get('algorithm'))
  const qop = fields?.get('qop')
  const qops = (qop ?? 'auth').split(',').map((option) => option.trim().toLowerCase())
  if (fields === undefined || realm === undefined || nonce === undefined) return undefined
  if (algorithm === undefined || !qops.includes('auth')) return undefined
  return {
    realm,
    nonce,
    opaque: fields.get('opaque'),
    stale: fields.get('stale')?.toLowerCase() === 'true',
    algorithm,
    algorithmText: fields.get('algorithm'),
    qop: qop !== undefined,
  }
}

/** Fields of a `Digest …` value by lower-case name, unquoted; undefined for other schemes. */
export function parseDigest(value: string): ReadonlyMap<string, string> | undefined {
  const scheme = /^Digest\s+/i.exec(value)
  const items = scheme === null ? undefined : splitList(value.slice(scheme[0].length))
  const fields = new Map<string, string>()
  for (const item of items ?? []) {
    const match = AUTH_PARAMETER.exec(item)
    if (match === null) return undefined
    fields.set((match[1] ?? '').toLowerCase(), unquote(match[2] ?? ''))
  }
  return items === undefined ? undefined : fields
}

function algorithmOf(text: string | undefined): DigestAlgorithm | undefined {
  const name = (text ?? 'MD5').toUpperCase()
  return name === 'MD5' || name === 'SHA-256' ? name : undefined
}

/** The value of Authorization or Proxy-Authorization that answers `challenge`. */
export function answerChallenge(
  challenge: DigestChallenge,
  account: DigestAccount,
  subject: DigestSubject,
): string {
  const { realm, nonce, opaque, algorithmText, qop } = challenge
  const count = subject.nonceCount.toString(16).padStart(8, '0')
  const response = digestResponse(challenge, account, subject)
  const fields = [
    `username=${quote(account.user)}`,
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(subject.uri)}`,
    `response="${response}"`,
    ...(algorithmText === undefined ? [] : [`algorithm=${algorithmText}`]),
    ...(qop ? [`cnonce=${quote(subject.cnonce)}`, 'qop=auth', `nc=${count}`] : []),
    ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
  ]
  return `Digest ${fields.join(', ')}`
}

/** RFC 7616 §3.4.1; without qop as in RFC 2069. */
export function digestResponse(
  challenge: Pick<DigestChallenge, 'realm' | 'nonce' | 'algorithm' | 'qop'>,
  account: DigestAccount,
  subject: DigestSubject,
): string {
  const hash = (text: string) =>
    createHash(challenge.algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text, 'latin1')
      .digest('hex')
  const count = subject.nonceCount.toString(16).padStart(8, '0')
  const who = hash(`${account.user}:${challenge.realm}:${account.secret}`)
  const what = hash(`${subject.method}:${subject.uri}`)
  const middle = challenge.qop ? `${challenge.nonce}:${count}:${subject.cnonce}:auth` : challenge.nonce
  return hash(`${who}:${middle}:${what}`)
}

/** 96 bits in hex: for nonces, branches and tags, which nobody may guess (RFC 3261 §19.3). */
export function randomToken(random: Random): string {
  const word = () => Math.floor(random.next() * 2 ** 32)
  return Array.from({ length: 3 }, () => word().toString(16).padStart(8, '0')).join('')
}
