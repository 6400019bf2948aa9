import { expect, it } from 'vitest'
import { type LiveEvent, openLiveView, renderLiveEvent } from './live-view.ts'
import { coloured, plain } from './paint.ts'

function rendered(...events: readonly LiveEvent[]): readonly string[] {
  let view = openLiveView(plain)
  return events.flatMap((event) => {
    const next = renderLiveEvent(view, event)
    view = next.view
    return next.lines
  })
}
const heard = { ending: 'finished', weight: 'words', untilMs: 0 } as const

it('tells the latency of a turn when the assistant is heard', () => {
  const lines = rendered(
    { type: 'turn-ended', reply: 3, text: 'Yes.', endedMs: 5_000, atMs: 5_400 },
    { type: 'reply-audible', reply: 3, atMs: 5_720 },
    { type: 'reply-audible', reply: 4, atMs: 9_000 },
  )
  expect(lines).toEqual(['00:05.7  assistant   speaks  +0.72 s', '00:09.0  assistant   speaks'])
})

it('shows a status once, and a better hearing only when its words differ', () => {
  const status = { type: 'status', status: 'ringing', disconnection_reason: null } as const
  const lines = rendered(
    status,
    status,
    { type: 'transcript-final', utterance: 1, text: 'Yes', ...heard, atMs: 1_000 },
    { type: 'transcript-final', utterance: 1, text: 'Yes', ...heard, atMs: 1_100 },
    { type: 'transcript-final', utterance: 1, text: 'Yes please', ...heard, atMs: 1_200 },
  )
  expect(lines).toEqual(['        ● ringing', '00:01.0  human       Yes', '00:01.2  human       Yes please'])
})

it('shows a sentence that was cut before its first word', () => {
  const [line] = rendered({ type: 'sentence-cut', reply: 1, text: '', playedMs: 60, atMs: 2_000 })
  expect(line).toBe('00:02.0  assistant   … (interrupted)')
})

it('lets no control characters of others reach the terminal', () => {
  const [line] = rendered({ type: 'sentence-played', reply: 1, text: 'a\u001b[2Jb\nc', atMs: 0 })
  expect(line).toBe('00:00.0  assistant   a [2Jb c')
})

it('colours only when it is asked to', () => {
  const event = { type: 'node-entered', node: 'offer', atMs: 61_250 } as const
  expect(renderLiveEvent(openLiveView(plain), event).lines).toEqual(['01:01.3  node        offer'])
  expect(renderLiveEvent(openLiveView(coloured), event).lines[0]).toContain('\u001b[2m')
})
