import { type DigestAccount, type DigestAlgorithm, digestResponse, parseDigest } from './digest-auth.ts'
import { quote } from './message/grammar.ts'
import { headersOf, type SipRequest } from './message/message.ts'

/** Asks for a name and a secret, once for each algorithm, the strongest first (RFC 8760 §2.3). */
export function printChallenges(
  realm: string,
  nonce: string,
  algorithms: readonly DigestAlgorithm[],
): readonly string[] {
  return algorithms.map(
    (algorithm) => `Digest realm=${quote(realm)}, nonce=${quote(nonce)}, algorithm=${algorithm}, qop="auth"`,
  )
}

/** Whether the request carries a right answer to a challenge with this realm and nonce. */
export function isAuthorized(
  request: SipRequest,
  expected: {
    readonly header: 'Authorization' | 'Proxy-Authorization'
    readonly realm: string
    readonly nonce: string
    readonly account: DigestAccount
  },
): boolean {
  return headersOf(request, expected.header).some((value) => {
    const fields = parseDigest(value)
    const algorithm = fields?.get('algorithm') === 'SHA-256' ? 'SHA-256' : 'MD5'
    const qop = fields?.get('qop') === 'auth'
    const same = fields?.get('realm') === expected.realm && fields.get('nonce') === expected.nonce
    if (fields === undefined || !same || fields.get('username') !== expected.account.user) return false
    const response = digestResponse(
      { realm: expected.realm, nonce: expected.nonce, algorithm, qop },
      expected.account,
      {
        method: request.method,
        uri: fields.get('uri') ?? '',
        cnonce: fields.get('cnonce') ?? '',
        nonceCount: Number.parseInt(fields.get('nc') ?? '0', 16),
      },
    )
    return response === fields.get('response')?.toLowerCase()
  })
}
