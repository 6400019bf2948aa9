import { describe, expect, it } from 'vitest'
import { assistantDefinition } from '../definition.ts'
import { demoAssistant } from '../demo-assistant.ts'
import type { Act, Heard } from './heard.ts'
import type { WalkStep } from './position.ts'
import { type Script, scriptOf } from './script.ts'
import { advance, openWalk } from './walk.ts'

const script = scriptOf(assistantDefinition.parse(demoAssistant), { customerName: 'Priya' })
const tomorrow = {
  value: 'Tomorrow 11am',
  spoken: 'Tomorrow at eleven A M',
  iso: '2025-01-25T11:00:00+05:30',
}

const said = (acts: readonly Act[], rest: Partial<Heard> = {}): Heard => {
  const answer = acts.find((act) => act === 'yes' || act === 'no')
  return { text: 'words', acts, answering: 'question', ...(answer ? { answer } : {}), ...rest }
}
const yes = said(['yes'])
const no = said(['no'])
const nothing: Heard = { text: '', acts: [], answering: 'question' }

const talk = (...turns: readonly Heard[]) => walk(script, ...turns)
const eight = said([], { number: { value: '8', spoken: '8' } })
const survey = scriptOf(
  assistantDefinition.parse({
    format: 1,
    name: 'Tara',
    outputs: [
      { key: 'rating', type: 'number' },
      { key: 'people', type: 'number' },
      { key: 'today', type: 'yes-no' },
      { key: 'day', type: 'date-time' },
    ],
    flow: {
      start: 'rating',
      nodes: [
        asks('rating', 'How do you rate us?', 'number', 'people'),
        asks('people', 'How many are you?', 'number', 'today'),
        asks('today', 'Are you at home today?', 'yes-no', 'day'),
        asks('day', 'When then?', 'date-time', 'bye'),
        { id: 'bye', say: 'Goodbye.', end: true },
      ],
    },
  }),
  {},
)
function asks(id: string, say: string, expects: 'number' | 'yes-no' | 'date-time', target: string) {
  return { id, say, expects, captures: id, branches: [{ when: ['answered' as const], target }] }
}
function walk(of: Script, ...turns: readonly Heard[]): readonly WalkStep[] {
  const steps = [openWalk(of)]
  for (const heard of turns) steps.push(advance(of, last(steps).position, heard))
  return steps
}
const fail = (): never => {
  throw new Error('no step')
}
const outputsOf = (steps: readonly WalkStep[]) =>
  Object.fromEntries(
    Object.entries(steps.at(-1)?.position.outputs ?? {}).map(([key, { value }]) => [key, value]),
  )
const last = (steps: readonly WalkStep[]) => steps.at(-1) ?? fail()

describe('the walk through the demo flow', () => {
  it('asks one question after the other', () => {
    const steps = talk(yes, yes, yes, said([], { moment: tomorrow }), yes)
    expect(steps.map((step) => step.say.join(' '))).toEqual([
      'Am I speaking with Priya?',
      'You asked us about a new car. Are you still interested?',
      'Shall one of our advisers call you back with the details?',
      'When is a good time for the call?',
      'Tomorrow at eleven A M. Is that right?',
      'Thank you. Our adviser will call you then. Goodbye.',
    ])
    expect(outputsOf(steps)).toEqual({
      interested: 'yes',
      callback_requested: 'yes',
      callback_time: 'Tomorrow 11am',
    })
    expect(last(steps).next).toBe('hang-up')
  })

  it('fills three nodes at once with "yes, I am interested, call me tomorrow at 11"', () => {
    const steps = talk(said(['yes', 'interested', 'later'], { moment: tomorrow }))
    expect(last(steps).say).toEqual(['Tomorrow at eleven A M. Is that right?'])
    expect(outputsOf(steps)).toEqual({
      interested: 'yes',
      callback_requested: 'yes',
      callback_time: 'Tomorrow 11am',
    })
  })

  it('asks whether the interest stands when a call back was all that was said', () => {
    const steps = talk(said(['yes', 'later'], { moment: tomorrow }), yes)
    expect(last(steps).say).toEqual(['And are you still interested in the new car?'])
    expect(outputsOf(steps)).toEqual({ callback_requested: 'yes', callback_time: 'Tomorrow 11am' })
    expect(outputsOf(talk(said(['later'], { moment: tomorrow }), yes, nothing, nothing))).not.toHaveProperty(
      'interested',
    )
  })

  it('does not take a busy human’s wish for interest', () => {
    const steps = talk(said(['yes', 'busy', 'later'], { moment: tomorrow }), yes)
    expect(outputsOf(steps)).toEqual({ callback_requested: 'yes', callback_time: 'Tomorrow 11am' })
    expect(last(steps).next).toBe('hang-up')
  })

  it.each([[[no]], [[said(['no', 'wrong-number'])]], [[yes, said(['wrong-number'])]]])(
    'apologises and ends at a wrong number',
    (turns) => {
      const steps = talk(...turns)
      expect(last(steps).say).toEqual(['Sorry for the trouble. Goodbye.'])
      expect(outputsOf(steps)).toEqual({})
    },
  )

  it('notes that there is no interest, wherever it is said', () => {
    for (const turns of [[said(['not-interested'])], [yes, no], [said(['no', 'not-interested'])]])
      expect(outputsOf(talk(...turns))).toEqual({ interested: 'no', callback_requested: 'no' })
  })

  it('takes "no need" to the offer of a call for no more than that', () => {
    const steps = talk(yes, yes, said(['not-interested']))
    expect(outputsOf(steps)).toEqual({ interested: 'yes', callback_requested: 'no' })
  })

  it('does not take the wish for a person for the wish for a call', () => {
    const steps = talk(said(['person-please']))
    expect(outputsOf(steps)).toEqual({})
    expect(last(steps).say.join(' ')).toContain('Shall one of our advisers call you back')
  })

  it('promises never to call again', () => {
    const steps = talk(yes, said(['never-call-again']))
    expect(last(steps).say).toEqual(['I understand. We will not call you again. Goodbye.'])
  })

  it('answers a question on the way and asks its own again', () => {
    const steps = talk(said(['yes', 'who-is-this']))
    expect(last(steps).say).toEqual([
      'This is Varsha, the AI assistant of the showroom. It is about the new car you asked for.',
      'Am I speaking with Priya?',
    ])
  })

  it('answers the price and goes on when the reply says yes as well', () => {
    const steps = talk(yes, said(['yes', 'price-question']))
    expect(last(steps).say).toEqual([
      'Our adviser will tell you the price and the offers.',
      'Shall one of our advisers call you back with the details?',
    ])
    expect(outputsOf(steps)).toEqual({ interested: 'yes' })
  })

  it('asks again in other words, then moves on with the output absent', () => {
    const steps = talk(yes, nothing, said([]), said([]))
    expect(steps.slice(2).map((step) => step.say.join(' '))).toEqual([
      'Sorry, I did not catch that. Are you still thinking of buying a new car?',
      'Is the new car still interesting for you? Please say yes or no, or press 1 for yes and 2 for no.',
      'Shall one of our advisers call you back with the details?',
    ])
    expect(outputsOf(steps)).toEqual({})
  })

  it('takes a denied value back and asks for it again', () => {
    const steps = talk(yes, yes, yes, said([], { moment: tomorrow }), no)
    expect(last(steps).withdrawn).toEqual(['callback_time'])
    expect(outputsOf(steps)).toEqual({ interested: 'yes', callback_requested: 'yes' })
    expect(last(steps).say).toEqual(['At what day and time may our adviser call you?'])
  })

  it('takes a correction in place of a "no"', () => {
    const noon = { value: 'Tomorrow 12pm', spoken: 'Tomorrow at twelve P M' }
    const steps = talk(yes, yes, yes, said([], { moment: tomorrow }), said(['no'], { moment: noon }), yes)
    expect(outputsOf(steps)).toMatchObject({ callback_time: 'Tomorrow 12pm' })
  })

  it('asks for the part of a time that is missing', () => {
    const day = { value: 'Tomorrow', spoken: 'Tomorrow', missing: 'time' } as const
    const steps = talk(yes, yes, yes, said([], { moment: day }), said([], { moment: tomorrow }))
    expect(steps.at(-2)?.say).toEqual(['At what time?'])
    expect(last(steps).say).toEqual(['Tomorrow at eleven A M. Is that right?'])
  })

  it('takes a bare "yes" to "are you there?" for no answer', () => {
    const steps = talk(yes, { ...yes, answering: 'check' })
    expect(outputsOf(steps)).toEqual({})
    expect(last(steps).say).toEqual(['You asked us about a new car. Are you still interested?'])
  })

  it('lets the human correct the agreed time, or refuse it all, into the goodbye', () => {
    const agreed = [yes, yes, yes, said([], { moment: tomorrow }), yes]
    const four = { value: 'Tomorrow 4pm', spoken: 'Tomorrow at 4 pm' }
    const corrected = talk(...agreed, said(['hold-on'], { moment: four }), yes)
    expect(corrected.at(-2)).toMatchObject({ say: ['Tomorrow at 4 pm. Is that right?'], next: 'listen' })
    expect(outputsOf(corrected)).toMatchObject({ callback_time: 'Tomorrow 4pm' })
    expect(last(corrected).next).toBe('hang-up')
    expect(outputsOf(talk(...agreed, said(['never-call-again'])))).toEqual({
      interested: 'yes',
      callback_requested: 'no',
    })
    expect(last(talk(yes, said(['never-call-again']), said(['never-call-again'])))).toMatchObject({
      say: ['I understand. We will not call you again. Goodbye.'],
      next: 'hang-up',
    })
    expect(last(talk(...agreed, said(['thanks', 'goodbye'])))).toMatchObject({
      say: ['Goodbye.'],
      next: 'hang-up',
    })
  })

  it('waits without a word more when asked to hold on', () => {
    const steps = talk(yes, said(['hold-on']))
    expect(last(steps)).toMatchObject({ say: ['Sure, take your time.'], next: 'wait' })
  })

  it('takes "no, I am busy" for busy and not for no', () => {
    expect(outputsOf(talk(yes, said(['no', 'busy'])))).toEqual({})
  })

  it('lets a human go who wants no talk where no branch says what to do about it', () => {
    const steps = walk(survey, said(['not-interested']))
    expect(last(steps)).toMatchObject({ say: ['Thank you. Goodbye.'], next: 'hang-up' })
  })

  it('fills one output with one value, and asks for the next', () => {
    const eight = { value: '8', spoken: '8' }
    const steps = walk(survey, said([], { number: eight }))
    expect(outputsOf(steps)).toEqual({ rating: '8' })
    expect(last(steps).say).toEqual(['How many are you?'])
  })

  it('takes "no, on Friday" for no where no branch asks for the time, and keeps the time', () => {
    const friday = { value: 'Friday', spoken: 'Friday' }
    const steps = walk(survey, eight, eight, said(['no'], { moment: friday }))
    expect(outputsOf(steps)).toMatchObject({ today: 'no', day: 'Friday' })
  })
})
