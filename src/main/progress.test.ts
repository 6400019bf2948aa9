import { expect, it } from 'vitest'
import { VirtualClock } from '../../test/support/virtual-clock.ts'
import { createProgress } from './progress.ts'

it('says something at least every five seconds while work is under way', async () => {
  const clock = new VirtualClock()
  const at: number[] = []
  const lines: string[] = []
  const progress = createProgress(clock, (line) => {
    at.push(clock.monotonic())
    lines.push(line)
  })
  progress.step('models', 'Fetching the models')
  for (let second = 0; second < 60; second++) {
    await clock.advance(1_000)
    progress.step('models', `Fetching the models: ${second} of 60 MB`)
  }
  progress.done('models', 'Models ready')
  const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0))
  expect(Math.max(...gaps)).toBeLessThanOrEqual(5_000)
  expect(lines[0]).toBe('[ 0:00] Fetching the models')
  expect(lines.at(-1)).toBe('[ 1:00] ✓ Models ready')
  progress.stop()
  expect(clock.pending).toBe(0)
})

it('is silent when nothing is under way', async () => {
  const clock = new VirtualClock()
  const lines: string[] = []
  const progress = createProgress(clock, (line) => lines.push(line))
  await clock.advance(60_000)
  expect(lines).toEqual([])
  progress.stop()
})
