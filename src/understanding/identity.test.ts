import { describe, expect, it } from 'vitest'
import { readIdentity } from './identity.ts'

const replies: readonly (readonly [string, string | undefined])[] = [
  ['Rohit here.', 'same'],
  ['This is Rohit Verma.', 'same'],
  ['Rohith speaking, who is this?', 'same'],
  ['Haan, main Rohit bol raha hoon', 'same'],
  ['Yes speaking, who is this', 'same'],
  ['This is he.', 'same'],
  ['Suresh speaking.', 'other'],
  ['No, this is Suresh.', 'other'],
  ['Nahi, main Suresh bol raha hoon', 'other'],
  ['Not Rohit.', 'other'],
  ['I am not Rohit', 'other'],
  ['Rohit is not at home', 'other'],
  ['You are not speaking to Rohit', 'other'],
  ["This is Rohit's wife", 'other'],
  ['This is his brother', 'other'],
  ['Rohit has left this company.', 'gone'],
  ["I don't know any Rohit.", 'gone'],
  ["This is not Rohit's number.", 'gone'],
  ['No Rohit here', 'gone'],
  ['Rohit quit last month', 'gone'],
  ['Rohit?', undefined],
  ['Who is this?', undefined],
  ['Yes', undefined],
  ['I am busy', undefined],
  ['This is a bad time', undefined],
  ['What is this about?', undefined],
]

describe('whether the human is the person who was asked for', () => {
  it.each(replies)('reads "%s" as %s', (text, identity) => {
    expect(readIdentity(text, 'Mr Rohit Verma')).toBe(identity)
  })
})
