import { describe, expect, it } from 'vitest'
import type { VoiceChange } from '../../voice-activity.ts'
import { VoiceEdges } from './voice-edges.ts'

const STEP_MS = 32
type Step = readonly [probability: number, levelDb: number]
const silence: Step = [0.01, -70]
const voice: Step = [0.98, -20]
const times = (count: number, step: Step): readonly Step[] => Array.from({ length: count }, () => step)

interface Noticed extends VoiceChange {
  readonly noticedMs: number
}

function play(steps: readonly Step[]): { readonly changes: readonly Noticed[]; readonly forgets: number } {
  const edges = new VoiceEdges()
  const changes: Noticed[] = []
  let forgets = 0
  steps.forEach(([probability, level], index) => {
    const step = { startMs: index * STEP_MS, probability, levels: [level, level, level, level] }
    const { change, forget } = edges.step(step)
    if (change !== undefined) changes.push({ ...change, noticedMs: (index + 1) * STEP_MS })
    if (forget) forgets += 1
  })
  return { changes, forgets }
}

describe('edges of a voice', () => {
  it('lie where the voice is, though they are confirmed later', () => {
    const { changes } = play([...times(10, silence), ...times(20, voice), ...times(10, silence)])
    expect(changes).toEqual([
      { type: 'speech-started', atMs: 320, noticedMs: 384 },
      { type: 'speech-stopped', atMs: 960, noticedMs: 1_152 },
    ])
  })

  it('reach back to a soft beginning that the model did not believe yet', () => {
    const soft: Step = [0.1, -35]
    const { changes } = play([...times(10, silence), ...times(2, soft), ...times(20, voice)])
    expect(changes).toMatchObject([{ type: 'speech-started', atMs: 320 }])
  })

  it('do not reach back into the noise of the line', () => {
    const noise: Step = [0.02, -45]
    const { changes } = play([...times(150, noise), ...times(20, [0.98, -30])])
    expect(changes).toMatchObject([{ type: 'speech-started', atMs: 150 * STEP_MS }])
  })

  it('are not made by a click', () => {
    expect(play([...times(10, silence), voice, ...times(10, silence)]).changes).toEqual([])
  })

  it('are not made by a pause within a word', () => {
    const pause = times(5, [0.2, -60])
    const { changes } = play([...times(9, voice), ...pause, ...times(9, voice), ...pause, ...times(9, voice)])
    expect(changes).toMatchObject([{ type: 'speech-started' }])
  })

  it('let the model forget after every two seconds of clear silence, and only then', () => {
    expect(play(times(130, silence)).forgets).toBe(2)
    expect(play(times(130, [0.3, -60])).forgets).toBe(0)
  })
})
