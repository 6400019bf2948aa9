import { expect, it } from 'vitest'
import { VirtualClock } from '../../test/support/virtual-clock.ts'
import { RateLimiter } from './rate-limit.ts'

it('lets exactly the limit through in any minute that slides', async () => {
  const clock = new VirtualClock()
  const limiter = new RateLimiter(clock)
  const admitted: number[] = []
  for (let count = 0; count < 200; count++) {
    if (limiter.admit('key', 5).type === 'admitted') admitted.push(clock.monotonic())
    await clock.advance(1_000)
  }
  for (const from of admitted) {
    expect(admitted.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(5)
  }
  expect(admitted.length).toBe(20)
})

it('says how many are left and how long to wait', async () => {
  const clock = new VirtualClock()
  const limiter = new RateLimiter(clock)
  expect(limiter.admit('key', 2)).toEqual({ type: 'admitted', limit: 2, remaining: 1 })
  await clock.advance(12_500)
  expect(limiter.admit('key', 2)).toEqual({ type: 'admitted', limit: 2, remaining: 0 })
  expect(limiter.admit('key', 2)).toEqual({ type: 'refused', limit: 2, retryAfterSeconds: 48 })
  expect(limiter.admit('other', 2)).toMatchObject({ type: 'admitted' })
})

it('does not count refused requests: a client that keeps trying gets in again', async () => {
  const clock = new VirtualClock()
  const limiter = new RateLimiter(clock)
  limiter.admit('key', 1)
  for (let second = 0; second < 59; second++) {
    await clock.advance(1_000)
    expect(limiter.admit('key', 1).type).toBe('refused')
  }
  await clock.advance(1_000)
  expect(limiter.admit('key', 1).type).toBe('admitted')
})
