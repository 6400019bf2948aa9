import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hashSecret, isSecretOf, parseCredentials } from './credentials.ts'

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

it('reads Basic with any secret, colons and other scripts included', () => {
  const key = fc.string({ minLength: 1 }).filter((text) => !text.includes(':'))
  fc.assert(
    fc.property(key, fc.string({ unit: 'grapheme' }), (name, secret) => {
      expect(parseCredentials(basic(`${name}:${secret}`))).toEqual({ scheme: 'basic', key: name, secret })
    }),
  )
})

it.each([
  [undefined, 'none'],
  ['', 'malformed'],
  ['Basic', 'malformed'],
  ['Basic ===', 'malformed'],
  ['Basic a b', 'malformed'],
  [basic(':secret'), 'malformed'],
  [basic('no colon'), 'malformed'],
  ['Bearer', 'malformed'],
  ['Digest x', 'unknown'],
])('takes %j for %s', (header, scheme) => {
  expect(parseCredentials(header).scheme).toBe(scheme)
})

it('takes base64 without its padding, and the scheme in any case', () => {
  expect(parseCredentials('bAsIc YTpi')).toEqual({ scheme: 'basic', key: 'a', secret: 'b' })
  expect(parseCredentials('basic YTpiYg')).toEqual({ scheme: 'basic', key: 'a', secret: 'bb' })
})

it('knows a secret by its hash, and no other', () => {
  expect(isSecretOf('secret', hashSecret('secret'))).toBe(true)
  expect(isSecretOf('Secret', hashSecret('secret'))).toBe(false)
  expect(isSecretOf('', '')).toBe(false)
})
