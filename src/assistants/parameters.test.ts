import { expect, it } from 'vitest'
import { assistantDefinition } from './definition.ts'
import { demoAssistant } from './demo-assistant.ts'
import { knownSentences } from './known-sentences.ts'
import { checkInputs } from './parameters.ts'

const demo = assistantDefinition.parse(demoAssistant)

it.each([
  [{ customerName: 'Priya' }, {}],
  [{}, { customerName: ['Required'] }],
  [{ customerName: '  ' }, { customerName: ['Required'] }],
  [{ customerName: 'Priya', age: '3' }, { age: ['Not an input of this assistant; it has: customerName'] }],
  [{ customerName: 'a\nb' }, { customerName: ['No control characters or line breaks'] }],
  [{ customerName: 'a'.repeat(501) }, { customerName: ['At most 500 characters'] }],
])('checks the inputs %j', (inputs, problems) => {
  expect(checkInputs(demo, inputs)).toEqual(problems)
})

it('says that an assistant without inputs takes none', () => {
  expect(checkInputs({ inputs: [] }, { a: '1' })).toEqual({
    a: ['This assistant takes no input parameters'],
  })
})

it('lists what will surely be said, in the order of need, and values worth having ready', () => {
  const sentences = knownSentences(demo, { customerName: 'Priya' }, () => ['Tomorrow at noon'])
  expect(sentences.slice(0, 5)).toEqual([
    'Hello, this is Varsha calling from the showroom.',
    'I am an AI assistant, and this call is recorded.',
    'Am I speaking with Priya?',
    'You asked us about a new car.',
    'Are you still interested?',
  ])
  expect(sentences).toContain('Tomorrow at noon.')
  expect(sentences).toContain('Is that right?')
  expect(sentences.filter((sentence) => /[{}[\]]/.test(sentence))).toEqual([])
  expect(new Set(sentences).size).toBe(sentences.length)
})
