import { expect, it } from 'vitest'
import { VirtualClock } from '../../test/support/virtual-clock.ts'
import type { Id, WorkspaceId } from '../base/index.ts'
import { DEFAULT_LIMITS } from '../workspaces/index.ts'
import { KeyCache } from './key-cache.ts'

const id = 'k'.repeat(24) as Id<'api-key'>
const workspace = 'w'.repeat(24) as WorkspaceId
const key = { id, workspace, name: 'k', secretHash: '', createdAt: 0, requestsPerMinute: 60 }
const owner = { id: workspace, name: 'w', limits: DEFAULT_LIMITS, createdAt: 0 }

it('does not remember a key that was deleted while it was being read', async () => {
  let isThere = true
  let answer: () => void = () => undefined
  const cache = new KeyCache(
    {
      findKey: () => {
        const found = isThere ? key : undefined
        return new Promise((resolve) => {
          answer = () => resolve(found)
        })
      },
      find: async () => owner,
    },
    new VirtualClock(),
  )
  const early = cache.find(id)
  isThere = false
  cache.forgetAll()
  answer()
  expect(await early).toBeDefined()
  const late = cache.find(id)
  answer()
  expect(await late).toBeUndefined()
})
