import { expect, it } from 'vitest'
import { SlotClock } from './slot-clock.ts'

/** All slots that are due at `nowMs`. */
function slotsAt(clock: SlotClock, nowMs: number): readonly number[] {
  const slots: number[] = []
  for (let slot = clock.take(nowMs); slot >= 0; slot = clock.take(nowMs)) slots.push(slot)
  return slots
}

it('runs each slot once, when it is due and not earlier', () => {
  const clock = new SlotClock(1_000)
  expect(slotsAt(clock, 1_000)).toEqual([0])
  expect(slotsAt(clock, 1_004.9)).toEqual([])
  expect(clock.waitMs(1_004)).toBe(1)
  expect(slotsAt(clock, 1_011)).toEqual([1, 2])
  expect(clock.atMs(3)).toBe(1_015)
})

it('makes up for 60 ms at most and skips what is older, without losing the beat', () => {
  const clock = new SlotClock(0)
  slotsAt(clock, 0)
  const late = slotsAt(clock, 1_002)
  expect(late).toHaveLength(12)
  expect(late.at(-1)).toBe(200)
  expect(clock.waitMs(1_002)).toBe(3)
})
