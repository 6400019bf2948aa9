import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { DtmfDigit } from '../../src/base/index.ts'
import { replay, transcriptOf } from '../../src/conversation/index.ts'
import { ConversationRig, type Speech } from './conversation-rig.ts'

const speech = fc.record({
  text: fc.constantFrom('Yes', 'Call me on', 'Hmm', 'Who is this?', ''),
  ending: fc.constantFrom('finished' as const, 'open' as const, 'unfinished' as const),
  weight: fc.constantFrom('hum' as const, 'assent' as const, 'greeting' as const, 'words' as const),
})
const move = fc.oneof(
  fc.record({ type: fc.constant('say' as const), speech, forMs: fc.integer({ min: 60, max: 3_000 }) }),
  fc.record({ type: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 5_000 }) }),
  fc.record({ type: fc.constant('press' as const), digit: fc.constantFrom<DtmfDigit>('1', '2', '#') }),
  fc.record({ type: fc.constant('beep' as const) }),
  fc.record({ type: fc.constant('ears' as const), answer: fc.boolean() }),
)
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never

const script = fc.record({
  moves: fc.array(move, { maxLength: 40 }),
  speaksFirst: fc.constantFrom('assistant' as const, 'human' as const),
  interruptible: fc.boolean(),
})
/** A detector takes shorter pauses for none. */
const NOTICED_PAUSE_MS = 320
const SENTENCES = ['We have a new car.', 'It comes in seven colours.', 'Would you like to see it?']

async function perform(rig: ConversationRig, act: Move): Promise<void> {
  switch (act.type) {
    case 'say':
      await rig.wait(NOTICED_PAUSE_MS)
      return rig.say(act.speech as Speech, act.forMs)
    case 'wait':
      return rig.wait(act.ms)
    case 'press':
      return rig.press(act.digit)
    case 'beep':
      return rig.send({ type: 'beep-heard', atMs: rig.now() })
    case 'ears':
      rig.earsAnswer = act.answer
  }
}

async function play({
  moves,
  speaksFirst,
  interruptible,
}: typeof script extends fc.Arbitrary<infer S> ? S : never) {
  const rig = await new ConversationRig(() => ({ sentences: SENTENCES, interruptible }), {
    speaksFirst,
  }).start()
  for (const act of moves) if (rig.state.floor.holder !== 'ended') await perform(rig, act)
  rig.hangUp()
  await rig.wait(60_000)
  return rig
}

it('keeps the invariants of a talk, whatever the human does', async () => {
  await fc.assert(
    fc.asyncProperty(script, async (given) => {
      const rig = await play(given)
      expect(rig.state.floor.holder).toBe('ended')
      expect(rig.clock.pending).toBe(0)
      expect(rig.mouth.isSpeaking).toBe(false)
      for (const reply of rig.replies.asked) expect(rig.replies.closed.has(reply)).toBe(true)
      const asked = rig.ordered('ask-mind').map(({ reply }) => reply)
      expect(new Set(asked).size).toBe(asked.length)
      expect(rig.ordered('hang-up').length).toBeLessThanOrEqual(1)
      expect(replay(rig.journal).effects).toEqual(rig.effects)
    }),
    { numRuns: 300 },
  )
})

it('is silent 0.4 s after the human has begun to speak over it', async () => {
  await fc.assert(
    fc.asyncProperty(script, async (given) => {
      const rig = await play({ ...given, interruptible: true })
      let sinceMs: number | undefined
      for (const event of rig.journal) {
        if (event.type === 'human-speech-started') sinceMs = event.atMs
        if (event.type !== 'human-speech-stopped' || sinceMs === undefined) continue
        const [from, until] = [sinceMs + 400, event.atMs]
        const spokenOver = rig.mouth.voiced.filter(({ fromMs, toMs }) => fromMs < until && toMs > from)
        // A "hello?" at the answer is borne longer, and the goodbye at the call limit may not be stopped.
        const isHello = sinceMs <= rig.state.policy.bargeIn.helloWithinMs
        const isLimited = rig.now() >= rig.state.policy.limit.goodbyeAtMs
        if (from < until && !isHello && !isLimited) expect(spokenOver).toEqual([])
        sinceMs = undefined
      }
    }),
    { numRuns: 100 },
  )
})

it('writes down nothing of the assistant that was not said', async () => {
  await fc.assert(
    fc.asyncProperty(script, async (given) => {
      const rig = await play(given)
      const said = rig.ordered('say').map(({ text }) => text)
      const words = said.join(' ').split(' ')
      for (const turn of transcriptOf(rig.journal))
        if (turn.speaker === 'assistant')
          expect(turn.text.split(' ').filter((word) => !words.includes(word))).toEqual([])
    }),
    { numRuns: 100 },
  )
})
