import { describe, expect, it } from 'vitest'
import type { DtmfDigit } from '../base/index.ts'
import { emptyPacket } from './packet.ts'
import { DigitReceiver, DigitSender, eventDuration } from './telephone-event.ts'

/** Runs the sender dry; one entry a slot. */
function send(digits: readonly DtmfDigit[]) {
  const sender = new DigitSender()
  for (const digit of digits) sender.press(digit)
  const slots: { marker: boolean; end: boolean; code: number; duration: number; since: number }[] = []
  const payload = new Uint8Array(4)
  while (sender.busy) {
    const packet = sender.next(payload)
    if (packet === undefined) continue
    const [code, flags] = [payload[0] ?? 0, payload[1] ?? 0]
    const end = (flags & 0x80) !== 0
    slots.push({
      marker: packet.marker,
      end,
      code,
      duration: eventDuration(payload),
      since: packet.slotsSinceStart,
    })
  }
  return slots
}

describe('telephone events', () => {
  it('begin with a marker, grow by 20 ms a packet and end three times', () => {
    const slots = send(['5'])
    expect(slots.map(({ marker }) => marker)).toEqual([true, ...Array(7).fill(false)])
    expect(slots.map(({ end }) => end)).toEqual([...Array(5).fill(false), true, true, true])
    expect(slots.map(({ duration }) => duration)).toEqual([160, 320, 480, 640, 800, 800, 800, 800])
    expect(slots.every(({ code }) => code === 5)).toBe(true)
  })

  it('follow one another with a pause between', () => {
    expect(send(['*', '#']).map(({ code }) => code)).toEqual([...Array(8).fill(10), ...Array(8).fill(11)])
  })

  it('are heard once, whichever of their packets arrive and in whatever order', () => {
    const receiver = new DigitReceiver()
    const take = (code: number, timestamp: number) =>
      receiver.take(Uint8Array.of(code, 10, 0, 160), { ...emptyPacket(), timestamp, payloadEnd: 4 })
    expect(take(1, 4_294_967_000)).toBe('1')
    expect(take(1, 4_294_967_000)).toBeUndefined()
    expect(take(1, 2_000)).toBe('1')
    expect(take(1, 4_294_967_000)).toBeUndefined()
    expect(take(12, 4_000)).toBeUndefined()
    expect(take(11, 5_000)).toBe('#')
  })
})
