import { describe, expect, it } from 'vitest'
import {
  answerChallenge,
  digestResponse,
  mayAnswer,
  parseChallenge,
  parseDigest,
  strongestChallenge,
} from './digest-auth.ts'
import { isAuthorized, printChallenges } from './digest-server.ts'
import type { SipRequest, SipResponse } from './message/message.ts'
import { parseMessage } from './message/parse.ts'

/** RFC 7616 §3.9.1: the same request answered by both algorithms. */
const EXAMPLE = {
  challenge: {
    realm: 'http-auth@example.org',
    nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
    qop: true,
  },
  account: { user: 'Mufasa', secret: 'Circle of Life' },
  subject: {
    method: 'GET',
    uri: '/dir/index.html',
    cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
    nonceCount: 1,
  },
}

function messageOf(lines: readonly string[]): SipRequest | SipResponse {
  const parsed = parseMessage(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`))
  if (parsed.type !== 'message') throw new Error(JSON.stringify(parsed))
  return parsed.message
}
const COMMON = [
  'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1',
  'From: <sip:a@192.0.2.1>;tag=1',
  'To: <sip:b@192.0.2.2>',
  'Call-ID: 1',
  'CSeq: 1 INVITE',
]
function unauthorized(...challenges: readonly string[]): SipResponse {
  const fields = challenges.map((value) => `WWW-Authenticate: ${value}`)
  const message = messageOf(['SIP/2.0 401 Unauthorized', ...COMMON, ...fields])
  if (message.kind !== 'response') throw new Error('no response')
  return message
}

describe('digest', () => {
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ] as const)('computes the %s response of RFC 7616', (algorithm, response) => {
    const { challenge, account, subject } = EXAMPLE
    expect(digestResponse({ ...challenge, algorithm }, account, subject)).toBe(response)
  })

  it('computes the response of RFC 2069 when no qop is offered', () => {
    const challenge = {
      realm: 'testrealm@host.com',
      nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
      qop: false,
      algorithm: 'MD5',
    } as const
    const account = { user: 'Mufasa', secret: 'CircleOfLife' }
    expect(digestResponse(challenge, account, EXAMPLE.subject)).toBe('1949323746fe6a43ef61f9606e7febea')
  })

  it('answers the strongest challenge it can, whatever their order', () => {
    const response = unauthorized(
      'Digest realm="r", nonce="1", algorithm=SHA-512-256, qop="auth"',
      'Digest realm="r", nonce="2", algorithm=MD5, qop="auth"',
      'Digest realm="r", nonce="3", algorithm=SHA-256, qop="auth-int,auth"',
      'Basic realm="r"',
    )
    expect(strongestChallenge(response)).toMatchObject({ nonce: '3', algorithm: 'SHA-256' })
  })

  it('leaves challenges alone that it cannot answer', () => {
    const other = 'Digest realm="r", nonce="1", algorithm=MD5, qop="auth-int"'
    expect(strongestChallenge(unauthorized(other, 'Negotiate x'))).toBeUndefined()
  })

  it('answers once, and again only for a stale nonce, but not for ever', () => {
    const fresh = parseChallenge('Digest realm="r", nonce="1"')
    const stale = parseChallenge('Digest realm="r", nonce="1", stale=TRUE')
    if (fresh === undefined || stale === undefined) throw new Error('not parsed')
    expect([0, 1, 2, 3].map((before) => mayAnswer(fresh, before))).toEqual([true, false, false, false])
    expect([0, 1, 2, 3].map((before) => mayAnswer(stale, before))).toEqual([true, true, true, false])
  })

  it('is taken by our own server, and by none with another secret', () => {
    const account = { user: 'a "b" \\c', secret: 's' }
    const [printed = ''] = printChallenges('r, "x"', 'nonce', ['SHA-256'])
    const challenge = parseChallenge(printed)
    if (challenge === undefined) throw new Error('not parsed')
    const subject = { method: 'INVITE', uri: 'sip:b@192.0.2.2', cnonce: 'c', nonceCount: 1 }
    const authorization = `Authorization: ${answerChallenge(challenge, account, subject)}`
    const request = messageOf(['INVITE sip:b@192.0.2.2 SIP/2.0', ...COMMON, authorization])
    if (request.kind !== 'request') throw new Error('no request')
    const expected = { header: 'Authorization', realm: 'r, "x"', nonce: 'nonce' } as const
    expect(isAuthorized(request, { ...expected, account })).toBe(true)
    expect(isAuthorized(request, { ...expected, account: { ...account, secret: 't' } })).toBe(false)
    expect(isAuthorized(request, { ...expected, account, nonce: 'other' })).toBe(false)
  })

  it('does not take other schemes for digest', () => {
    expect(parseDigest('NoOneKnowsThisScheme opaque-data=here')).toBeUndefined()
    expect(parseDigest('Digest a=1, b="x, y"')?.get('b')).toBe('x, y')
  })
})
