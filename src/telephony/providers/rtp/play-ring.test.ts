import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HeardReader, HeardWriter } from './heard-ring.ts'
import { MarkQueue } from './mark-queue.ts'
import { PlayReader, PlayWriter } from './play-ring.ts'
import { allocateSharedMedia, HEARD_FRAMES_MAX, PLAY_FRAMES_MAX } from './shared-media.ts'

const frameOf = (value: number) => new Int16Array(160).fill(value)

/** Both ends of a ring, and what its writer was told. */
function openRing() {
  const memory = allocateSharedMedia()
  const [writer, reader] = [new PlayWriter(memory), new PlayReader(memory)]
  const told: { value: number; atMs: number }[] = []
  const sent = {
    sent: (samples: Int16Array, atMs: number) => void told.push({ value: samples[0] ?? 0, atMs }),
  }
  return { writer, reader, told, sent, marks: new MarkQueue(writer), frame: frameOf(0) }
}

describe('the ring of audio to be sent', () => {
  it('gives frames in order, and tells which were sent when', () => {
    const { writer, reader, told, sent, frame } = openRing()
    for (const value of [1, 2, 3]) writer.push(frameOf(value))
    expect([reader.claim(frame, 20), frame[159]]).toEqual([true, 1])
    expect([reader.claim(frame, 40), frame[0]]).toEqual([true, 2])
    writer.tell(sent)
    expect(told).toEqual([
      { value: 1, atMs: 20 },
      { value: 2, atMs: 40 },
    ])
    expect(writer.playedMs).toBe(40)
  })

  it('has nothing to give when it is empty or was cleared', () => {
    const { writer, reader, sent, frame } = openRing()
    expect(reader.claim(frame, 0)).toBe(false)
    writer.push(frameOf(1))
    expect(writer.clear(sent)).toBe(0)
    expect(reader.claim(frame, 20)).toBe(false)
    expect(writer.playedMs).toBe(0)
  })

  it('starts counting again from the answer', () => {
    const { writer, reader, sent, frame } = openRing()
    for (let value = 0; value < 6; value++) writer.push(frameOf(value))
    reader.claim(frame, 0)
    writer.clear(sent)
    writer.push(frameOf(9))
    reader.claim(frame, 20)
    writer.countFromNow()
    expect(writer.playedMs).toBe(0)
    writer.push(frameOf(10))
    reader.claim(frame, 40)
    expect(writer.playedMs).toBe(20)
  })

  it('refuses more than a minute of waiting audio as a bug', () => {
    const { writer } = openRing()
    for (let count = 0; count < PLAY_FRAMES_MAX; count++) writer.push(frameOf(1))
    expect(() => writer.push(frameOf(1))).toThrow('more than a minute')
  })

  it('never doubts what was sent, whatever the order of pushes, claims and clears', () => {
    const moves = fc.array(fc.constantFrom('push', 'push', 'claim', 'clear', 'mark', 'tell'), {
      maxLength: 200,
    })
    fc.assert(
      fc.property(moves, (all) => {
        const { writer, reader, told, sent, marks, frame } = openRing()
        let [value, claimed, mark] = [0, 0, 0]
        const reported: number[] = []
        for (const move of all) {
          if (move === 'push') writer.push(frameOf(++value % 30_000))
          if (move === 'claim' && reader.claim(frame, claimed * 20)) claimed++
          if (move === 'mark') marks.add(++mark, 0)
          if (move === 'tell') writer.tell(sent)
          if (move === 'clear') marks.dropBehind(writer.clear(sent))
          for (let next = marks.take(); next !== undefined; next = marks.take()) reported.push(next.mark)
        }
        writer.tell(sent)
        expect(writer.playedMs).toBe(claimed * 20)
        expect(told).toHaveLength(claimed)
        expect(told).toEqual(told.toSorted((a, b) => a.value - b.value))
        expect(reported).toEqual(reported.toSorted((a, b) => a - b))
      }),
    )
  })
})

describe('marks', () => {
  it('come when the frame before them was sent, with its time', () => {
    const { writer, reader, marks, frame } = openRing()
    writer.push(frameOf(1))
    marks.add(7, 3)
    expect(marks.take()).toBeUndefined()
    reader.claim(frame, 25)
    expect(marks.take()).toEqual({ mark: 7, atMs: 25 })
    marks.add(8, 30)
    expect(marks.take()).toEqual({ mark: 8, atMs: 30 })
  })

  it('never come when their audio was dropped', () => {
    const { writer, reader, marks, sent, frame } = openRing()
    writer.push(frameOf(1))
    marks.add(1, 0)
    writer.push(frameOf(2))
    marks.add(2, 0)
    reader.claim(frame, 20)
    marks.dropBehind(writer.clear(sent))
    expect(marks.take()?.mark).toBe(1)
    writer.push(frameOf(3))
    reader.claim(frame, 40)
    expect(marks.take()).toBeUndefined()
  })
})

describe('the ring of heard audio', () => {
  it('gives what was put in, with its time, and loses only what nobody fetched for five seconds', () => {
    const memory = allocateSharedMedia()
    const [writer, reader] = [new HeardWriter(memory), new HeardReader(memory)]
    const frame = frameOf(0)
    expect(reader.take(frame)).toBe(false)
    for (let value = 0; value < HEARD_FRAMES_MAX + 10; value++) writer.push(frameOf(value), value * 20)
    let last = -1
    while (reader.take(frame)) {
      expect(reader.startMs).toBe((frame[0] ?? 0) * 20)
      last = frame[159] ?? 0
    }
    expect(last).toBe(HEARD_FRAMES_MAX - 1)
  })
})
