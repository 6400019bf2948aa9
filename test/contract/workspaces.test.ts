import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Id, PhoneNumber, TrunkId } from '../../src/base/index.ts'
import { silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import { systemIds, systemRandom } from '../../src/base/system-random.ts'
import { createPostgresStores, createSecretBox, resealTrunkSecrets } from '../../src/storage/index.ts'
import { startTestDatabase, type TestDatabase } from '../support/postgres.ts'
import { makeWorkspace, placementOf } from '../support/workspace.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await startTestDatabase()
}, 60_000)
afterAll(() => database.close())
const make = () => makeWorkspace(database.stores)

describe('workspaces', () => {
  it('are found as they were made, and their limits can change', async () => {
    const { workspaces } = database.stores
    const { id } = await make()
    const limits = { concurrentCalls: 9, requestsPerMinute: 5, countries: ['IN', 'US'] }
    expect(await workspaces.setLimits(id, limits)).toBe('changed')
    expect(await workspaces.find(id)).toEqual({ id, name: 'Test', limits, createdAt: 1_700_000_000_000 })
    expect((await workspaces.list()).map((workspace) => workspace.id)).toContain(id)
    const nobody = systemIds.next('workspace')
    expect(await workspaces.setLimits(nobody, limits)).toBe('unknown')
    expect(await workspaces.find(nobody)).toBeUndefined()
  })

  it('have members, each e-mail once in any case', async () => {
    const { workspaces } = database.stores
    const { id } = await make()
    const member = {
      id: systemIds.next('member'),
      workspace: id,
      email: 'Asha@example.org',
      role: 'owner',
    } as const
    expect(await workspaces.addMember(member)).toBe('added')
    const again = { ...member, id: systemIds.next('member'), email: 'asha@example.org' }
    expect(await workspaces.addMember(again)).toBe('taken')
    expect(await workspaces.members(id)).toEqual([member])
  })

  it('have keys that are deleted one by one', async () => {
    const { workspaces } = database.stores
    const [{ id }, other] = [await make(), await make()]
    const key = (name: string) => ({
      id: systemIds.next('api-key'),
      workspace: id,
      name,
      secretHash: 'hash',
      createdAt: 1_700_000_000_000,
      requestsPerMinute: 60,
    })
    const [first, second] = [key('first'), key('second')]
    await workspaces.insertKey(first)
    await workspaces.insertKey(second)
    expect(await workspaces.findKey(first.id)).toEqual(first)
    expect(await workspaces.removeKey(other.id, first.id)).toBe('unknown')
    expect(await workspaces.removeKey(id, first.id)).toBe('removed')
    expect(await workspaces.keys(id)).toEqual([second])
    expect(await workspaces.findKey('no key' as Id<'api-key'>)).toBeUndefined()
  })
})

describe('a trunk', () => {
  it('keeps its secret encrypted, and gives it back', async () => {
    const { id, trunk } = await make()
    const { rows } = await database.pool.query('select sealed_secret from trunk where id = $1', [trunk])
    expect(rows[0]?.sealed_secret).toMatch(/^1\.[0-9a-f]{8}\./)
    expect(rows[0]?.sealed_secret).not.toContain('password')
    expect((await database.stores.workspaces.findTrunk(id, trunk))?.secret).toBe('trunk password')
  })

  it('is readable with a rotated secret, and sealed anew by it', async () => {
    const { id, trunk } = await make()
    const secretBox = createSecretBox(['a new secret', 'a secret for tests'], systemRandom)
    expect(await resealTrunkSecrets(database.pool, secretBox)).toBeGreaterThan(0)
    expect(await resealTrunkSecrets(database.pool, secretBox)).toBe(0)
    const options = {
      pool: database.pool,
      directUrl: database.url,
      clock: systemClock,
      ids: systemIds,
      log: silentLog,
    }
    const onlyNew = createSecretBox(['a new secret'], systemRandom)
    const { workspaces } = createPostgresStores({ ...options, secretBox: onlyNew })
    expect((await workspaces.findTrunk(id, trunk))?.secret).toBe('trunk password')
    const old = createSecretBox(['a secret for tests'], systemRandom)
    await resealTrunkSecrets(
      database.pool,
      createSecretBox(['a secret for tests', 'a new secret'], systemRandom),
    )
    expect(
      await createPostgresStores({ ...options, secretBox: old }).workspaces.findTrunk(id, trunk),
    ).toBeDefined()
  })

  it('belongs to one workspace; the system’s is everybody’s, one, and cannot be removed', async () => {
    const { workspaces } = database.stores
    const [mine, other] = [await make(), await make()]
    const system = await workspaces.ensureSystemTrunk({ host: '127.0.0.1', port: 5_080 })
    const moved = await workspaces.ensureSystemTrunk({ host: '127.0.0.1', port: 5_081 })
    expect(moved).toEqual({ ...system, port: 5_081 })
    expect(system).toMatchObject({ system: true, workspace: undefined })
    expect((await workspaces.trunks(mine.id)).map(({ id }) => id)).toEqual([mine.trunk, system.id])
    expect(await workspaces.findTrunk(other.id, mine.trunk)).toBeUndefined()
    expect(await workspaces.removeTrunk(mine.id, system.id)).toBe('unknown')
    expect(await workspaces.removeTrunk(other.id, mine.trunk)).toBe('unknown')
  })

  it('stores no property that would exempt it from the calling hours', async () => {
    const { workspaces } = database.stores
    const { id } = await make()
    const trunk = systemIds.next('trunk')
    await workspaces.insertTrunk({
      ...{ id: trunk, workspace: id, name: 'Sly', host: '127.0.0.1', port: 5_070, user: undefined },
      ...{ secret: undefined, numberFormat: 'e164', codecs: ['PCMA'], dialsPerSecond: 1, system: true },
    })
    expect((await workspaces.findTrunk(id, trunk))?.system).toBe(false)
  })

  it('stays while a number or a call needs it', async () => {
    const { workspaces, placement, calls } = database.stores
    const workspace = await make()
    const { id, trunk, caller } = workspace
    const call = placementOf(workspace)
    await placement.place(call)
    expect(await workspaces.removeTrunk(id, trunk)).toBe('in-use')
    await workspaces.removeNumber(id, caller)
    expect(await workspaces.removeTrunk(id, trunk)).toBe('in-use')
    await calls.cancel(id, call.id)
    expect(await workspaces.removeTrunk(id, trunk)).toBe('removed')
    expect(await workspaces.removeTrunk(id, trunk)).toBe('unknown')
  })
})

describe('a telephone number', () => {
  it('belongs to one workspace at a time', async () => {
    const { workspaces } = database.stores
    const [mine, other] = [await make(), await make()]
    const number = { number: mine.caller, workspace: other.id, trunk: other.trunk, active: true }
    expect(await workspaces.addNumber(number)).toBe('taken')
    expect(await workspaces.removeNumber(other.id, mine.caller)).toBe('unknown')
    expect(await workspaces.removeNumber(mine.id, mine.caller)).toBe('removed')
    expect(await workspaces.addNumber(number)).toBe('added')
    expect(await workspaces.numbers(other.id)).toHaveLength(2)
  })

  it('can be put to rest and back', async () => {
    const { workspaces } = database.stores
    const { id, caller } = await make()
    expect(await workspaces.setNumberActive(id, caller, false)).toBe('changed')
    expect(await workspaces.findNumber(id, caller)).toMatchObject({ active: false })
    const unknown = '+919000000001' as PhoneNumber
    expect(await workspaces.setNumberActive(id, unknown, true)).toBe('unknown')
    const nowhere = 'f'.repeat(24) as TrunkId
    await expect(
      workspaces.addNumber({ number: unknown, workspace: id, trunk: nowhere, active: true }),
    ).rejects.toThrow()
  })
})

describe('an assistant', () => {
  it('changes as a draft and never as a version', async () => {
    const { assistants } = database.stores
    const { id, assistant } = await make()
    const before = await assistants.find(id, assistant)
    if (before === undefined) throw new Error('made above')
    expect(before.publishedVersion).toBe(1)
    await assistants.saveDraft(id, assistant, { ...before.draft, name: 'Meera' })
    expect(await assistants.find(id, assistant)).toMatchObject({ name: 'Meera', publishedVersion: 1 })
    expect((await assistants.version(id, assistant, 1))?.definition.name).toBe('Varsha')
    const numbers = await Promise.all([1, 2, 3].map(() => assistants.publish(id, assistant)))
    expect(numbers.map((version) => version?.version).toSorted()).toEqual([2, 3, 4])
    expect((await assistants.version(id, assistant, 4))?.definition.name).toBe('Meera')
    await expect(database.pool.query(`update assistant_version set definition = '{}'`)).rejects.toThrow(
      'append-only',
    )
  })

  it('is seen by its own workspace alone', async () => {
    const { assistants } = database.stores
    const [mine, other] = [await make(), await make()]
    expect(await assistants.find(other.id, mine.assistant)).toBeUndefined()
    expect(await assistants.publish(other.id, mine.assistant)).toBeUndefined()
    expect(await assistants.version(other.id, mine.assistant, 1)).toBeUndefined()
    expect(await assistants.list(mine.id)).toHaveLength(1)
  })
})
