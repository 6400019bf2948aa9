import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { claimDataFolder } from './running-instance.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'twenty2-claim-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('lets one instance have a data folder, and tells the next who has it', () => {
  const file = join(folder, 'running.json')
  const first = claimDataFolder(file)
  if (first.type !== 'claimed') throw new Error('a free folder was refused')
  first.announce('http://127.0.0.1:2222')
  expect(claimDataFolder(file)).toEqual({ type: 'taken', pid: process.pid, url: 'http://127.0.0.1:2222' })
  first.release()
  expect(claimDataFolder(file).type).toBe('claimed')
})

it('takes over from an instance that was killed, also when its pid lives on as another process', () => {
  const file = join(folder, 'running.json')
  writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: '1' }))
  expect(claimDataFolder(file).type).toBe('claimed')
})

it('takes over from a file that was cut short', () => {
  const file = join(folder, 'running.json')
  writeFileSync(file, '{"pid": 1')
  expect(claimDataFolder(file).type).toBe('claimed')
})
