import { expect, it } from 'vitest'
import { looksLikeMachine } from './answering-machine.ts'

it.each([
  'Hello. The person you are calling is not available at the moment.',
  'Hi, you have reached Rahul. Please leave a message after the beep.',
  'The number you have dialed is currently switched off. Please try again later.',
  'The subscriber you are trying to reach is not answering.',
  'You can record your message and press hash when you are done.',
  'Welcome to the voice mail of nine eight seven.',
  'Your call has been forwarded to an automated voicemail system.',
  'Please state your name after the tone and this person will be with you.',
  "The person you're calling cannot take your call right now.",
])('takes %j for a machine', (text) => {
  expect(looksLikeMachine(text)).toBe(true)
})

it.each([
  'He is not available right now, please call later.',
  'You have reached the wrong number.',
  'I cannot take your call now, I am driving.',
  'Would you like to leave a message for him?',
  'Hello, yes, speaking.',
  'Who is calling?',
  'I got your message, please call me tomorrow.',
])('takes %j for a human', (text) => {
  expect(looksLikeMachine(text)).toBe(false)
})
