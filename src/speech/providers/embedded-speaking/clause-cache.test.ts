import { mkdtemp, readdir, rm, truncate, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clauseKey, openClauseCache } from './clause-cache.ts'
import { pruneCache } from './prune-cache.ts'

const MEGABYTE = 1_000_000
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clauses-'))
})
afterEach(() => rm(folder, { recursive: true }))

const pathOf = (key: string) => join(folder, key.slice(0, 2), `${key}.pcm`)
const hello = clauseKey('Hello.', 'af_heart')

describe('the clause cache', () => {
  it('tells clauses apart by words and voice', () => {
    expect(clauseKey('Hello.', 'bf_emma')).not.toBe(hello)
    expect(clauseKey('Hello!', 'af_heart')).not.toBe(hello)
    expect(clauseKey('Hello.', 'af_heart')).toBe(hello)
  })

  it('gives another process what one has written', async () => {
    await openClauseCache(folder, MEGABYTE).write(hello, Int16Array.of(1, -2, 3))
    const other = openClauseCache(folder, MEGABYTE)
    expect(await other.has(hello)).toBe(true)
    expect([...((await other.read(hello)) ?? [])]).toEqual([1, -2, 3])
  })

  it('knows nothing of a clause that was never rendered', async () => {
    const cache = openClauseCache(folder, MEGABYTE)
    expect(await cache.has(hello)).toBe(false)
    expect(await cache.read(hello)).toBeUndefined()
  })

  it('does not take an empty file, which a crash of the machine may leave, for a clause', async () => {
    await openClauseCache(folder, MEGABYTE).write(hello, Int16Array.of(1))
    await truncate(pathOf(hello))
    const cache = openClauseCache(folder, MEGABYTE)
    expect(await cache.has(hello)).toBe(false)
    expect(await cache.read(hello)).toBeUndefined()
  })

  it('leaves no unfinished file behind', async () => {
    await openClauseCache(folder, MEGABYTE).write(hello, Int16Array.of(1))
    expect(await readdir(join(folder, hello.slice(0, 2)))).toEqual([`${hello}.pcm`])
  })

  it('keeps in memory what was used last, within its limit', async () => {
    const cache = openClauseCache(folder, 40)
    for (const key of ['aa', 'bb', 'cc']) {
      cache.remember(key, new Int16Array(8))
      await cache.read('aa')
    }
    expect([await cache.has('aa'), await cache.has('bb'), await cache.has('cc')]).toEqual([true, false, true])
  })

  it('is pruned from the oldest clause on', async () => {
    const cache = openClauseCache(folder, 0)
    const keys = ['one', 'two', 'three'].map((clause) => clauseKey(clause, 'af_heart'))
    for (const [index, key] of keys.entries()) {
      await cache.write(key, new Int16Array(50))
      await utimes(pathOf(key), index, index)
    }
    await pruneCache(folder, 200)
    expect(await Promise.all(keys.map((key) => cache.has(key)))).toEqual([false, true, true])
  })
})
