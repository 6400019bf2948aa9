import { expect, it } from 'vitest'
import { topicOf } from './topics.ts'

it.each([
  ['Hello, this is Varsha, an AI assistant. Am I speaking with Rohit?', 'identity'],
  ['You asked about our offer. Are you still interested?', 'interest'],
  ['Great. Shall one of our advisors call you back with the details?', 'call-back'],
  ['What would be a good time to call you back?', 'time'],
  ['When should we call you?', 'time'],
  ['Tomorrow at 11 am. Is that right?', 'confirm'],
  ['Sorry, are you there?', 'are-you-there'],
  ['Thank you for your time. Have a nice day. Goodbye.', 'goodbye'],
  ['We have a new collection.', 'other'],
  ['', 'other'],
])('hears in “%s” the topic %s', (heard, topic) => {
  expect(topicOf(heard)).toBe(topic)
})
