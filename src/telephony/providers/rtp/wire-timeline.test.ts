import { describe, expect, it } from 'vitest'
import { WireTimeline } from './wire-timeline.ts'

const frameOf = (value: number) => new Int16Array(160).fill(value)

function openLine(originMs: number) {
  const kept: { human: Int16Array; assistant: Int16Array; startMs: number }[] = []
  const line = new WireTimeline(
    {
      write: (human, assistant, startMs) =>
        void kept.push({ human: human.slice(), assistant: assistant.slice(), startMs }),
    },
    originMs,
  )
  const side = (name: 'human' | 'assistant') => kept.flatMap((frame) => [...frame[name]])
  return { line, kept, side }
}

describe('the wire timeline', () => {
  it('lays each side where it was, from the answer on, and silence between', () => {
    const { line, kept, side } = openLine(1_000)
    line.assistant(frameOf(5), 1_040)
    line.human(frameOf(7), 1_110)
    line.finish(1_200)
    expect(kept.map(({ startMs }) => startMs)).toEqual(Array.from({ length: 10 }, (_, i) => 1_000 + i * 20))
    expect([side('assistant').indexOf(5), side('assistant').lastIndexOf(5)]).toEqual([320, 479])
    expect([side('human').indexOf(7), side('human').lastIndexOf(7)]).toEqual([880, 1_039])
  })

  it('gives nothing that may still change', () => {
    const { line, kept } = openLine(0)
    line.settle(419)
    expect(kept).toHaveLength(0)
    line.settle(420)
    expect(kept).toHaveLength(1)
  })

  it('joins frames whose times waver by less than 10 ms without a seam', () => {
    const { line, side } = openLine(0)
    ;[0, 23, 38, 66].forEach((startMs, index) => {
      line.human(frameOf(index + 1), startMs)
    })
    line.finish(100)
    expect(side('human').slice(0, 640)).toEqual([1, 2, 3, 4].flatMap((value) => [...frameOf(value)]))
  })

  it('follows a clock that runs away, and drops what was before the answer', () => {
    const { line, side } = openLine(0)
    line.human(frameOf(1), -10)
    line.human(frameOf(2), 30)
    line.finish(60)
    expect(side('human').lastIndexOf(1)).toBeLessThan(160)
    expect(side('human').indexOf(2)).toBe(240)
  })
})
