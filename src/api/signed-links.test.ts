import { expect, it } from 'vitest'
import { type CallId, Private, type WorkspaceId } from '../base/index.ts'
import { oneCalendarMonthAfter, signedLinks } from './signed-links.ts'

it.each([
  ['2024-12-25T10:01:34Z', '2025-01-25T10:01:34Z'],
  ['2025-01-31T23:59:59Z', '2025-02-28T23:59:59Z'],
  ['2024-01-30T00:00:00Z', '2024-02-29T00:00:00Z'],
  ['2025-02-28T12:00:00Z', '2025-03-28T12:00:00Z'],
  ['2025-12-31T12:00:00Z', '2026-01-31T12:00:00Z'],
  ['2025-03-31T12:00:00Z', '2025-04-30T12:00:00Z'],
])('counts one calendar month from %s to %s', (from, to) => {
  expect(new Date(oneCalendarMonthAfter(Date.parse(from))).toISOString()).toBe(to.replace('Z', '.000Z'))
})

const target = {
  kind: 'recording' as const,
  workspace: 'a'.repeat(24) as WorkspaceId,
  callId: 'b'.repeat(24) as CallId,
}

it('knows its own links until the second they expire in', () => {
  const links = signedLinks([new Private('secret')])
  const query = new URLSearchParams(links.sign(target, 10_500).split('?')[1])
  const proof = { expires: query.get('expires') ?? '', signature: query.get('signature') ?? '' }
  expect(links.check(target, proof, 9_999)).toBe('good')
  expect(links.check(target, proof, 10_000)).toBe('expired')
  expect(links.check({ ...target, kind: 'transcript' }, proof, 0)).toBe('forged')
  expect(links.check(target, { ...proof, expires: '99' }, 0)).toBe('forged')
  expect(links.check(target, { ...proof, signature: '' }, 0)).toBe('forged')
  expect(signedLinks([new Private('other')]).check(target, proof, 0)).toBe('forged')
})
