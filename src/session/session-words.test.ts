import { describe, expect, it } from 'vitest'
import { assistantDefinition } from '../assistants/index.ts'
import { expectationFor } from './expectation.ts'
import { hindiAnswer } from './heard-as.ts'
import { policyOf } from './policy-of.ts'
import { wholeWords } from './spoken-sentence.ts'
import { weigh } from './weigh.ts'

describe('words over the assistant’s voice', () => {
  it.each([
    ['Hmm.', 'hum'],
    ['Mm hmm', 'hum'],
    ['Haan', 'assent'],
    ['Okay okay', 'assent'],
    ['Hello?', 'greeting'],
    ['Hello, yes?', 'greeting'],
    ['Thank you, bye.', 'farewell'],
    ['No.', 'words'],
    ['Wait', 'words'],
    ['Emma', 'murmur'],
    ['Blue window', 'murmur'],
    ['98765', 'words'],
    ['Who is this?', 'words'],
    ['Yes yes, I am interested, go on.', 'words'],
    ['Bye, and do not call me again', 'words'],
  ])('%j weigh as %s', (text, weight) => {
    expect(weigh(text)).toBe(weight)
  })
})

it.each([
  ['Are you still interested?', 0.5, 'Are you'],
  ['Are you still interested?', 0.28, 'Are you'],
  ['Are you still interested?', 0.1, ''],
  ['Are you still interested?', 1, 'Are you still interested?'],
  ['Goodbye.', 0.9, ''],
])('of %j, at %d, whole words are heard: %j', (text, share, heard) => {
  expect(wholeWords(text, share)).toBe(heard)
})

it.each([
  ['Han Han Han Han', 'Haan.'],
  ['Hahn, hahn.', 'Haan.'],
  ['Hanji', 'Haan ji.'],
  ['Kanji', 'Haan ji.'],
  ['haan ji', 'Haan ji.'],
  ['Hand me the phone', undefined],
  ['Honestly no', undefined],
  ['Hannah', undefined],
  ['', undefined],
])('hears %j, where yes or no was asked for, as %j', (text, answer) => {
  expect(hindiAnswer(text, { kind: 'yes-no' })).toBe(answer)
  expect(hindiAnswer(text, { kind: 'name' })).toBeUndefined()
})

it('listens for short answers only where one was asked for and the speech is short', () => {
  expect(expectationFor({ kind: 'yes-no' }, 600).kind).toBe('choice')
  expect(expectationFor({ kind: 'yes-no' }, 3_000).kind).toBe('open')
  expect(expectationFor({ kind: 'choice', answers: ['red'] }, 600)).toMatchObject({
    answers: expect.arrayContaining(['red', 'Wrong number']),
  })
  expect(expectationFor({ kind: 'digits' }, 3_000)).toEqual({ kind: 'digits' })
  expect(expectationFor({ kind: 'open', prompt: 'Priya' }, 600)).toEqual({ kind: 'open', prompt: 'Priya' })
})

it('says goodbye before the shorter of what is allowed and what is paid', () => {
  const assistant = assistantDefinition.parse({ format: 1, name: 'Asha', maxDurationSeconds: 120 })
  expect(policyOf(assistant, {}, 300_000).limit).toMatchObject({ longestMs: 120_000, goodbyeAtMs: 112_000 })
  expect(policyOf(assistant, {}, 60_000).limit).toMatchObject({ longestMs: 60_000, goodbyeAtMs: 52_000 })
  expect(policyOf(assistant, {}, 10_000).limit).toMatchObject({ goodbyeAtMs: 5_000 })
})
