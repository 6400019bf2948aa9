import { describe, expect, it } from 'vitest'
import { type Answer, ConversationRig } from '../../test/sim/conversation-rig.ts'
import { latencyOf } from './latency.ts'
import { replay } from './replay.ts'
import { transcriptOf } from './transcript.ts'

const QUESTION = 'Hello, this is Varsha. Are you still interested in the new car?'
const LONG = 'Our advisers can tell you all about the new car and its price and its colours.'
const answering: Answer = (turn) => ({ sentences: [turn === undefined ? QUESTION : LONG] })
const open = (answer: Answer = answering) => new ConversationRig(answer).start()
const turnsOf = (rig: ConversationRig) =>
  transcriptOf(rig.journal).map(
    ({ speaker, text, interrupted }) => `${speaker}: ${text}${interrupted ? ' —' : ''}`,
  )
/** Until the rig's opening is over. */
const OPENING_MS = 5_000
const latestAsked = (rig: ConversationRig) => rig.asked.at(-1)

describe('endpointing', () => {
  it('answers a finished answer about 0.4 s after its end', async () => {
    const rig = await open()
    await rig.wait(OPENING_MS)
    await rig.say('Yes I am.', 700)
    await rig.wait(1_000)
    expect(latencyOf(rig.journal)).toEqual([
      expect.objectContaining({ latencyMs: expect.closeTo(445, -0.5) }),
    ])
  })

  it('waits a little longer after a lone yes, which may be the beginning of more', async () => {
    const rig = await open()
    await rig.wait(OPENING_MS)
    await rig.say('Yes', 400)
    await rig.wait(400)
    await rig.say('but please call me tomorrow', 1_200)
    await rig.wait(2_000)
    expect(rig.asked.map((turn) => turn?.text)).toEqual([undefined, 'Yes but please call me tomorrow'])
  })

  it.each([900, 1_400])('outwaits a pause of %i ms after unfinished words', async (pauseMs) => {
    const rig = await open()
    await rig.wait(OPENING_MS)
    await rig.say({ text: 'Call me on', ending: 'unfinished' }, 600)
    await rig.wait(pauseMs)
    expect(rig.asked).toHaveLength(1)
    await rig.say('98765 43210', 1_500)
    await rig.wait(2_000)
    expect(latestAsked(rig)?.text).toBe('Call me on 98765 43210')
  })

  it('takes an answer back that nobody has heard when the human goes on', async () => {
    const rig = await open()
    await rig.wait(OPENING_MS)
    await rig.say('Yes, I am,', 400)
    await rig.wait(310) // the second word is noticed between the endpoint and the first sound
    await rig.say('but call me tomorrow', 900)
    await rig.wait(5_000)
    expect(rig.asked.map((turn) => turn?.text)).toEqual([
      undefined,
      'Yes, I am,',
      'Yes, I am, but call me tomorrow',
    ])
    expect(turnsOf(rig).slice(1, 2)).toEqual(['human: Yes, I am, but call me tomorrow'])
  })

  it('answers words that arrive after the pause that ended them', async () => {
    const rig = await open()
    await rig.wait(OPENING_MS)
    rig.earsAnswer = false
    await rig.say('Hello?', 500)
    await rig.wait(2_505)
    expect(latestAsked(rig)).toMatchObject({ clear: false })
    const words = { type: 'transcript-final', utterance: 1, text: 'Yes please', untilMs: 5_500 } as const
    rig.send({ ...words, ending: 'finished', weight: 'words', atMs: rig.now() })
    await rig.wait(500)
    expect(latestAsked(rig)).toMatchObject({ clear: true, text: 'Yes please' })
  })

  it('asks once when the engine repeats a final', async () => {
    const rig = await open()
    await rig.wait(OPENING_MS)
    await rig.say('Yes please', 800)
    await rig.wait(600)
    const final = rig.journal.find((event) => event.type === 'transcript-final')
    if (final !== undefined) rig.send({ ...final, atMs: rig.now() })
    await rig.wait(3_000)
    if (final !== undefined) rig.send({ ...final, atMs: rig.now() })
    await rig.wait(3_000)
    expect(rig.asked).toHaveLength(2)
  })

  it('lets the newer of two finals in one pause replace the older', async () => {
    const rig = await open()
    await rig.wait(OPENING_MS)
    await rig.say({ text: 'Tomorrow', ending: 'open' }, 500)
    await rig.wait(290)
    const final = rig.journal.find((event) => event.type === 'transcript-final')
    if (final?.type === 'transcript-final')
      rig.send({ ...final, text: 'Tomorrow at eleven', ending: 'finished', atMs: rig.now() })
    await rig.wait(1_000)
    expect(rig.asked.map((turn) => turn?.text)).toEqual([undefined, 'Tomorrow at eleven'])
  })

  it('does not answer a noise', async () => {
    const rig = await open()
    await rig.wait(OPENING_MS)
    await rig.say({ text: '', rejected: 'no-speech' }, 300)
    await rig.wait(3_000)
    expect(rig.asked).toHaveLength(1)
    expect(rig.state.floor.holder).toBe('nobody')
  })

  it('asks the mind about speech that nobody understood', async () => {
    const rig = await open()
    await rig.wait(OPENING_MS)
    await rig.say({ text: 'Mxl', rejected: 'uncertain' }, 700)
    await rig.wait(1_000)
    expect(latestAsked(rig)).toMatchObject({ clear: false, text: '' })
  })
})

describe('barge-in', () => {
  it('is silent within 0.4 s of the first sound and keeps only what was heard', async () => {
    const rig = await open()
    await rig.wait(2_000)
    await rig.say('Wait, who is this?', 900)
    await rig.wait(1_000)
    expect(rig.mouth.voiced[0]?.toMs).toBeLessThanOrEqual(2_400)
    expect(turnsOf(rig).slice(0, 2)).toEqual([
      'assistant: Hello, this is Varsha. Are you —',
      'human: Wait, who is this?',
    ])
  })

  it.each(['hum', 'assent'] as const)('lets the sentence go on after a short %s', async (weight) => {
    const rig = await open()
    await rig.wait(1_500)
    await rig.say({ text: 'Haan', weight }, 450)
    await rig.wait(5_000)
    expect(turnsOf(rig)).toEqual([`assistant: ${QUESTION}`])
    expect(rig.asked).toHaveLength(1)
    expect(rig.journal.some(({ type }) => type === 'backchannel-heard')).toBe(true)
  })

  it('lets a backchannel that the engine repeats pass as well', async () => {
    const rig = await open()
    await rig.wait(1_600)
    await rig.say({ text: 'Haan', weight: 'assent' }, 450)
    await rig.wait(5_000)
    const final = rig.journal.find((event) => event.type === 'transcript-final')
    if (final !== undefined) rig.send({ ...final, atMs: rig.now() })
    await rig.wait(1_000)
    expect(rig.asked).toHaveLength(1)
  })

  it('resumes after a cough: a start without words', async () => {
    const rig = await open()
    await rig.wait(1_500)
    await rig.say({ text: '', rejected: 'no-speech' }, 700)
    await rig.wait(5_000)
    expect(turnsOf(rig)).toEqual([`assistant: ${QUESTION}`])
  })

  it('takes a misheard hum for no interruption, and a longer murmur for one', async () => {
    const rig = await open()
    await rig.wait(1_500)
    await rig.say({ text: 'Emma', weight: 'murmur' }, 520)
    await rig.wait(600)
    expect(rig.mouth.isSpeaking).toBe(true)
    await rig.say({ text: 'Blue window', weight: 'murmur' }, 800)
    await rig.wait(1_200)
    expect(latestAsked(rig)).toMatchObject({ text: 'Blue window' })
  })

  it('goes on after five seconds of a noise that never ends', async () => {
    const rig = await open()
    await rig.wait(1_600)
    await rig.say({ text: '', rejected: 'no-speech' }, 30_000)
    expect(rig.mouth.voiced[0]?.toMs).toBeLessThanOrEqual(2_000)
    expect(rig.mouth.voiced[1]?.fromMs).toBeLessThanOrEqual(6_800)
    expect(turnsOf(rig)[0]).toBe(`assistant: ${QUESTION}`)
  })

  it('waits for the end of an interruption that is longer than five seconds', async () => {
    const rig = await open()
    await rig.wait(1_500)
    await rig.say('Let me tell you the whole story of my last car', 9_000)
    expect(rig.asked).toHaveLength(1)
    await rig.wait(600)
    expect(latestAsked(rig)).toMatchObject({ text: 'Let me tell you the whole story of my last car' })
  })

  it('takes a short "no" for an interruption', async () => {
    const rig = await open()
    await rig.wait(1_500)
    await rig.say('No', 350)
    await rig.wait(3_000)
    expect(latestAsked(rig)).toMatchObject({ text: 'No', answering: 'check' })
  })

  it('takes a "yes" over the last words of a question for its answer', async () => {
    const rig = await open()
    await rig.wait(3_550)
    await rig.say({ text: 'Yes', weight: 'assent' }, 400)
    await rig.wait(1_500)
    expect(latestAsked(rig)).toMatchObject({ text: 'Yes', answering: 'question' })
  })

  it('lets a "yes" pass over a question that yes does not answer', async () => {
    const when = () => ({ sentences: [LONG], expects: 'date-time' as const })
    const rig = await new ConversationRig(when).start()
    await rig.wait(LONG.length * 60 - 300)
    await rig.say({ text: 'Haan', weight: 'assent' }, 250)
    await rig.wait(2_000)
    expect(rig.asked).toHaveLength(1)
    expect(turnsOf(rig)).toEqual([`assistant: ${LONG}`])
  })

  it('survives two interruptions of one reply after another', async () => {
    const rig = await open()
    await rig.wait(1_500)
    await rig.say('One moment please', 700)
    await rig.wait(2_500)
    await rig.say('Sorry, go on please', 700)
    await rig.wait(8_000)
    expect(rig.asked.map((turn) => turn?.text)).toEqual([
      undefined,
      'One moment please',
      'Sorry, go on please',
    ])
    expect(turnsOf(rig).at(-1)).toBe(`assistant: ${LONG}`)
  })

  it('finishes a sentence that must be heard, then gives the floor', async () => {
    const rig = await open((turn) => ({ sentences: [turn ? LONG : QUESTION, LONG], interruptible: !!turn }))
    await rig.wait(1_500)
    await rig.say('Who is this?', 800)
    await rig.wait(3_000)
    expect(turnsOf(rig).slice(0, 2)).toEqual([`assistant: ${QUESTION}`, 'human: Who is this?'])
  })

  it('cancels a reply before its first audio', async () => {
    const rig = await open()
    rig.send({ type: 'human-speech-started', atMs: 0 })
    await rig.wait(10)
    expect(rig.ordered('cancel-mind')).toEqual([{ type: 'cancel-mind', reply: 1, takeBack: true }])
    expect(rig.mouth.isSpeaking).toBe(false)
  })

  it('listens to a human who speaks first at the answer', async () => {
    const rig = await new ConversationRig(answering, { speaksFirst: 'human' }).start()
    await rig.say({ text: 'Hello?', weight: 'greeting' }, 500)
    await rig.wait(600)
    expect(rig.asked.map((turn) => turn?.text)).toEqual(['Hello?'])
  })

  it('goes on with its greeting over the human’s "hello"', async () => {
    const rig = await open()
    await rig.wait(300)
    await rig.say({ text: 'Hello?', weight: 'greeting' }, 500)
    await rig.wait(6_000)
    expect(turnsOf(rig)).toEqual([`assistant: ${QUESTION}`])
  })
})

describe('the end of a call', () => {
  it('asks twice who is there, then says goodbye', async () => {
    const rig = await open()
    await rig.wait(60_000)
    expect(rig.ordered('hang-up')).toEqual([{ type: 'hang-up', why: 'silence' }])
    expect(rig.ordered('say')).toHaveLength(6)
  })

  it('takes the answer to "are you there?" for nothing more', async () => {
    const rig = await open()
    await rig.wait(12_300)
    await rig.say({ text: 'Yes', weight: 'assent' }, 400)
    await rig.wait(1_000)
    expect(latestAsked(rig)).toMatchObject({ text: 'Yes', answering: 'check' })
  })

  it('says goodbye before the call limit, also while it speaks', async () => {
    const limit = { goodbyeAtMs: 2_000, longestMs: 10_000, goodbye: ['Our time is up.'] }
    const rig = await new ConversationRig(answering, { limit }).start()
    await rig.wait(1_950)
    await rig.say('But I want to know more', 1_500)
    await rig.wait(5_000)
    expect(rig.ordered('hang-up')).toEqual([{ type: 'hang-up', why: 'call-limit' }])
    expect(turnsOf(rig)[1]).toBe('assistant: Our time is up.')
  })

  it('hangs up at the limit itself when the goodbye cannot be spoken', async () => {
    const limit = { goodbyeAtMs: 2_000, longestMs: 3_000, goodbye: [LONG, LONG] }
    const rig = await new ConversationRig(answering, { limit }).start()
    await rig.wait(3_001)
    expect(rig.ordered('hang-up')).toEqual([{ type: 'hang-up', why: 'call-limit' }])
  })

  it.each([0, 1_000, 5_600, 6_300, 6_500, 7_000])(
    'leaves nothing behind when the human hangs up at %i ms',
    async (atMs) => {
      const rig = await open()
      const speech = rig.clock.after(5_500, () => void rig.say('Yes', 500))
      await rig.wait(atMs)
      speech()
      rig.hangUp()
      await rig.wait(60_000)
      expect(rig.clock.pending).toBe(0)
      expect(rig.state.floor.holder).toBe('ended')
      for (const reply of rig.replies.asked) expect(rig.replies.closed.has(reply)).toBe(true)
    },
  )

  it('says sorry and listens when the mind fails in the middle of a reply', async () => {
    const rig = await open((turn) =>
      turn ? { sentences: ['Well.'], fails: true } : { sentences: [QUESTION] },
    )
    await rig.wait(OPENING_MS)
    await rig.say('Yes', 400)
    await rig.wait(4_000)
    expect(turnsOf(rig).at(-1)).toBe('assistant: Well. Sorry, could you say that again?')
    expect(rig.state.floor.holder).toBe('nobody')
  })

  it('hangs up on a voicemail greeting', async () => {
    const rig = await open()
    await rig.say('You have reached the voice mail of Priya. Please leave a message after the beep.', 4_000)
    await rig.wait(400)
    expect(rig.ordered('hang-up')).toEqual([{ type: 'hang-up', why: 'voicemail' }])
  })

  it('leaves a message after the beep when told to', async () => {
    const voicemail = { policy: 'message', message: ['Please call us back.'], withinMs: 30_000 } as const
    const rig = await new ConversationRig(answering, { voicemail }).start()
    await rig.say('Please leave your message after the tone.', 2_500)
    await rig.wait(600)
    rig.send({ type: 'beep-heard', atMs: rig.now() })
    await rig.wait(5_000)
    expect(turnsOf(rig).at(-1)).toBe('assistant: Please call us back.')
    expect(rig.ordered('hang-up')).toEqual([{ type: 'hang-up', why: 'voicemail' }])
  })
})

describe('keys', () => {
  it('answers a pressed key at once and stops talking', async () => {
    const rig = await open()
    await rig.wait(3_000)
    rig.press('1')
    await rig.wait(600)
    expect(latestAsked(rig)).toMatchObject({ digits: '1', text: '' })
    expect(turnsOf(rig)[1]).toBe('human: (pressed 1)')
  })
})

it('comes to the same state when its journal is replayed', async () => {
  const rig = await open()
  await rig.wait(1_500)
  await rig.say('Who is this?', 800)
  await rig.wait(2_000)
  await rig.say({ text: 'Hmm', weight: 'hum' }, 300)
  await rig.wait(9_000)
  const replayed = replay(rig.journal)
  expect(replayed.state).toEqual(rig.state)
  expect(replayed.effects).toEqual(rig.effects)
})
