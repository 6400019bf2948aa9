import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { CallId, EpochMs, Private, WorkspaceId } from '../base/index.ts'

export type LinkKind = 'recording' | 'transcript'
export interface LinkTarget {
  readonly kind: LinkKind
  readonly workspace: WorkspaceId
  readonly callId: CallId
}
export interface SignedLinks {
  /** The path and query of a link that opens until `expiresAt`. */
  sign(target: LinkTarget, expiresAt: EpochMs): string
  check(target: LinkTarget, link: LinkProof, now: EpochMs): 'good' | 'expired' | 'forged'
}
export interface LinkProof {
  /** Seconds since 1970. */
  readonly expires: string
  readonly signature: string
}

/** How a file ends tells players and editors what it is. */
export const LINK_ENDINGS: Readonly<Record<LinkKind, string>> = { recording: '.mp3', transcript: '.txt' }

/**
 * Links that need no credentials: HMAC-SHA256 over what they open and until when. The first secret signs;
 * the others still open what was signed before the secret was rotated.
 */
export function signedLinks(secrets: readonly Private<string>[]): SignedLinks {
  const keys = secrets.map((secret) =>
    Buffer.from(hkdfSync('sha256', secret.reveal(), '', 'twenty2 links 1', 32)),
  )
  const signatures = (target: LinkTarget, expires: string) =>
    keys.map((key) =>
      createHmac('sha256', key)
        .update([target.kind, target.workspace, target.callId, expires].join('\n'))
        .digest(),
    )
  return {
    sign(target, expiresAt) {
      const expires = String(Math.floor(expiresAt / 1_000))
      const signature = signatures(target, expires)[0]?.toString('hex') ?? ''
      const file = `${target.callId}${LINK_ENDINGS[target.kind]}`
      const path = `/api/call/${target.kind}/${target.workspace}/${file}`
      return `${path}?expires=${expires}&signature=${signature}`
    },
    check(target, { expires, signature }, now) {
      const given = Buffer.from(signature, 'hex')
      const isGood = signatures(target, expires).some(
        (good) => good.length === given.length && timingSafeEqual(good, given),
      )
      if (!isGood) return 'forged'
      return now < Number(expires) * 1_000 ? 'good' : 'expired'
    },
  }
}

/** The same day and time of the next month, or that month's last day when it is shorter; in UTC. */
export function oneCalendarMonthAfter(at: EpochMs): EpochMs {
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() + 1)
  if (date.getUTCDate() !== day) date.setUTCDate(0)
  return date.getTime()
}
