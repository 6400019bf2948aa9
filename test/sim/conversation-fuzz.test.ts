import fc from 'fast-check'
import { expect, it } from 'vitest'
import { demoAssistant } from '../../src/assistants/index.ts'
import type { DtmfDigit } from '../../src/base/index.ts'
import { outputsOf, replay, transcriptOf } from '../../src/conversation/index.ts'
import { SessionRig } from './session-rig.ts'

const phrase = fc.constantFrom(
  'Yes.',
  'No.',
  'Hmm.',
  'Haan.',
  'I am interested',
  'because',
  'Call me tomorrow at eleven.',
  'at four',
  'Who is this?',
  'Say that again please.',
  'Hold on.',
  'What does it cost?',
  'I am busy.',
  'Not interested.',
  'blue window',
  'Thank you, bye.',
)
const act = fc.oneof(
  fc.record({
    type: fc.constant('say' as const),
    text: phrase,
    lastsMs: fc.integer({ min: 200, max: 2_500 }),
  }),
  fc.record({ type: fc.constant('press' as const), digit: fc.constantFrom<DtmfDigit>('1', '2', '9') }),
  fc.record({ type: fc.constant('ears' as const), down: fc.boolean() }),
  fc.record({ type: fc.constant('mouth' as const), down: fc.boolean(), ready: fc.boolean() }),
)
const call = fc.record({
  acts: fc.array(fc.tuple(fc.integer({ min: 300, max: 6_000 }), act), { maxLength: 25 }),
  speaksFirst: fc.constantFrom('assistant' as const, 'human' as const),
  hangsUp: fc.boolean(),
})

async function play({ acts, speaksFirst, hangsUp }: typeof call extends fc.Arbitrary<infer C> ? C : never) {
  const rig = new SessionRig().start({ assistant: { ...demoAssistant, speaksFirst }, longestTalkMs: 120_000 })
  for (const [afterMs, next] of acts) {
    await rig.clock.advance(afterMs)
    if (rig.result !== undefined) break
    if (next.type === 'say') rig.sayAt(rig.clock.monotonic(), next.text, next.lastsMs)
    if (next.type === 'press') rig.pair.far.pressDigit(next.digit)
    if (next.type === 'ears') rig.hear.isDown = next.down
    if (next.type === 'mouth') Object.assign(rig.speak, { isDown: next.down, preparedByDefault: next.ready })
  }
  if (hangsUp) await rig.pair.far.hangUp('normal')
  await rig.finish()
  return rig
}

it('ends every talk with a reason, whatever is said and whatever fails', async () => {
  await fc.assert(
    fc.asyncProperty(call, async (given) => {
      const rig = await play(given)
      expect(rig.errors).toEqual([])
      expect(rig.clock.pending).toBe(0)
      expect(rig.result?.endedAtMs).toBeLessThanOrEqual(120_300)
      expect(outputsOf(rig.journal)).toEqual(rig.result?.outputs)
      expect(replay(rig.journal).state.floor.holder).toBe('ended')
      const heard = new Set(rig.sounds.map(({ text }) => text))
      for (const event of rig.journal)
        if (event.type === 'sentence-played') expect(heard.has(event.text)).toBe(true)
      const starts = transcriptOf(rig.journal).map(({ startMs }) => startMs)
      expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    }),
    { numRuns: 60 },
  )
}, 60_000)
