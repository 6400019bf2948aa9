import { expect, it } from 'vitest'
import { seededRandom } from '../base/index.ts'
import { createSecretBox } from './secret-box.ts'

const box = (...secrets: string[]) => createSecretBox(secrets, seededRandom(7))

it('gives back what it sealed, and never the same text twice', () => {
  const mine = box('first secret')
  const sealed = mine.seal('गुप्त password')
  expect(sealed).not.toContain('password')
  expect(mine.seal('गुप्त password')).not.toBe(sealed)
  expect(mine.open(sealed)).toBe('गुप्त password')
})

it('opens what an older secret sealed and says that it is stale', () => {
  const sealed = box('old').seal('x')
  const rotated = box('new', 'old')
  expect(rotated.open(sealed)).toBe('x')
  expect(rotated.isStale(sealed)).toBe(true)
  expect(rotated.isStale(rotated.seal('x'))).toBe(false)
})

it('refuses a text of another secret and a text that was changed', () => {
  const sealed = box('old').seal('x')
  expect(() => box('other').open(sealed)).toThrow('an earlier TWENTY2_SECRET')
  const changed = sealed.slice(0, -1) + (sealed.endsWith('A') ? 'B' : 'A')
  expect(() => box('old').open(changed)).toThrow()
})
