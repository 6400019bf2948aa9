import { describe, expect, it } from 'vitest'
import { assistantDefinition, demoAssistant } from '../../src/assistants/index.ts'
import { outputsOf } from '../../src/conversation/index.ts'
import { createPrepareSession, sentencesToPrepare } from '../../src/session/index.ts'
import { type Manner, SessionRig } from './session-rig.ts'

const demo = assistantDefinition.parse(demoAssistant)
const agreeing: Manner = (heard) => {
  if (/is that right/i.test(heard)) return ['Yes, that is right.']
  return /good time|when may/i.test(heard) ? ['Tomorrow at 11.'] : ['Yes please.']
}
const rigWith = (manner: Manner) => {
  const rig = new SessionRig()
  rig.manner = manner
  return rig
}
const prepared = (rig: SessionRig, leaveOut: RegExp = /^$/) => {
  rig.speak.preparedByDefault = false
  for (const text of sentencesToPrepare(demo, { customerName: 'Priya' }))
    if (!leaveOut.test(text)) rig.speak.prepared.add(text)
}

describe('a session', () => {
  it('has everything ready that it says in the demo call', async () => {
    const rig = rigWith(agreeing)
    prepared(rig)
    rig.speak.isDown = true // a sentence that is not ready cannot be spoken
    const result = await rig.start().finish()
    expect(result.outputs).toMatchObject({ interested: 'yes', callback_time: 'Tomorrow 11am' })
    expect(rig.journal.filter(({ type }) => type === 'sentence-failed')).toEqual([])
    expect(Math.max(...rig.latencies())).toBeLessThanOrEqual(900)
  })

  it('prepares the opening first', async () => {
    const rig = new SessionRig()
    rig.speak.preparedByDefault = false
    const prepare = createPrepareSession({ speak: rig.speak })
    await prepare({ assistant: demo, inputs: { customerName: 'Priya' } }, new AbortController().signal)
    expect([...rig.speak.prepared].slice(0, 3)).toEqual([
      'Hello, this is Varsha calling from the showroom.',
      'I am an AI assistant, and this call is recorded.',
      'Am I speaking with Priya?',
    ])
  })

  it('fills the wait for a live sentence with prepared words', async () => {
    const rig = rigWith(agreeing)
    prepared(rig, /asked us about/)
    await rig.start().finish()
    const lead = rig.sounds.find(({ text }) => text === 'One moment.')
    const content = rig.sounds.find(({ text }) => /asked us about/.test(text))
    expect(lead).toBeDefined()
    expect((content?.fromMs ?? 0) - (lead?.untilMs ?? 0)).toBeLessThanOrEqual(800)
    expect(rig.turns().join(' ')).not.toContain('One moment')
  })

  it('goes on with what is ready when the speaking engine is down', async () => {
    const rig = rigWith(agreeing)
    prepared(rig, /Shall one of our advisers/)
    rig.speak.isDown = true
    const result = await rig.start().finish()
    expect(rig.sounds.map(({ text }) => text)).toContain('Sorry, could you say that again?')
    // Nobody heard whether a call was wanted, so no "yes" can mean it.
    expect(result).toMatchObject({ reason: 'assistant_hangup', outputs: { interested: 'yes' } })
    expect(result.outputs).not.toHaveProperty('callback_requested')
  })

  it('ends with a reason when it can speak nothing at all', async () => {
    const rig = rigWith(agreeing)
    rig.speak.preparedByDefault = false
    rig.speak.isDown = true
    expect((await rig.start().finish()).reason).toBe('silence')
    expect(rig.errors).toEqual([])
  })

  it('asks to repeat, and takes keys, when the hearing engine is down', async () => {
    const rig = rigWith((heard) => {
      if (!/press 1/.test(heard)) return ['Yes, speaking.']
      rig.clock.after(200, () => rig.pair.far.pressDigit('1'))
      return []
    })
    rig.hear.isDown = true
    const result = await rig.start().finish()
    expect(rig.turns()).toContainEqual(expect.stringContaining('Sorry, I did not catch that.'))
    expect(result).toMatchObject({ reason: 'assistant_hangup', outputs: { interested: 'yes' } })
  })

  it('says again what must be known when it was spoken over', async () => {
    const rig = rigWith((heard) => (/Am I/.test(heard) ? agreeing(heard) : undefined))
    let asked = false
    rig.onSound = (text, forMs) => {
      if (asked || !/recorded/.test(text) || forMs < 400) return
      asked = true
      rig.say('Sorry, who is this please?')
    }
    await rig.start().finish()
    expect(rig.turns()[2]).toBe(
      'assistant: I am an AI assistant, and this call is recorded. This is Varsha, the AI assistant of the showroom. It is about the new car you asked for. Am I speaking with Priya?',
    )
  })

  it('says goodbye politely before the longest talk is over', async () => {
    const rig = rigWith(() => ['Who is this?', 400, 'And what is it about, what do you want from me?'])
    const result = await rig.start({ longestTalkMs: 60_000 }).finish()
    expect(result.reason).toBe('max_duration')
    expect(result.endedAtMs).toBeLessThan(60_000)
    expect(rig.turns().at(-1)).toContain('our time is up')
  })

  it('names a lost line', async () => {
    const rig = rigWith(agreeing).start()
    rig.clock.after(5_000, () => rig.pair.cut())
    expect((await rig.finish()).reason).toBe('media_lost')
  })

  it('ends the call when an engine cannot be opened', async () => {
    const rig = new SessionRig()
    rig.hear.open = () => {
      throw new Error('no ears')
    }
    expect((await rig.start().finish()).reason).toBe('internal_error')
    expect(rig.errors).toEqual(['a session could not be opened Error: no ears'])
  })

  it('ends the call when something of ours breaks in the middle of it', async () => {
    const rig = rigWith(agreeing)
    rig.journal.push = (event) => {
      if (event?.type === 'turn-ended') throw new Error('no more room')
      return 0
    }
    expect((await rig.start().finish()).reason).toBe('internal_error')
    expect(rig.errors).toEqual(['a conversation failed Error: no more room'])
    expect(rig.clock.pending).toBe(0)
  })

  it('hangs up when it is aborted', async () => {
    const rig = rigWith(agreeing).start()
    rig.clock.after(5_000, () => rig.abort.abort())
    const result = await rig.finish()
    expect(result.reason).toBe('internal_error')
    expect(result.endedAtMs).toBeLessThanOrEqual(5_100)
    expect(rig.clock.pending).toBe(0)
  })

  it('keeps in its journal the outputs it returns', async () => {
    const rig = rigWith(agreeing)
    const result = await rig.start().finish()
    expect(outputsOf(rig.journal)).toEqual(result.outputs)
    expect(
      rig.journal.find((event) => event.type === 'output-captured' && event.key === 'callback_time'),
    ).toMatchObject({
      value: 'Tomorrow 11am',
      iso: '2025-01-21T11:00:00+05:30',
      heard: 'Tomorrow at 11.',
    })
  })

  it('greets and says goodbye for an assistant without a flow', async () => {
    const rig = rigWith(() => undefined)
    const assistant = { format: 1, name: 'Asha', greeting: 'Hello.' } as const
    const result = await rig.start({ assistant, inputs: {} }).finish()
    expect(result.reason).toBe('assistant_hangup')
    expect(rig.turns()).toEqual([
      'assistant: Hello. I am an AI assistant, and this call is recorded. Thank you. Goodbye.',
    ])
  })

  it('waits for the human to speak first when told to', async () => {
    const rig = rigWith(agreeing)
    rig.start({ assistant: { ...demoAssistant, speaksFirst: 'human' } })
    rig.sayAt(700, 'Hello?', 500)
    await rig.finish()
    expect(rig.turns().slice(0, 2)).toEqual(['human: Hello?', expect.stringContaining('this is Varsha')])
  })
})
