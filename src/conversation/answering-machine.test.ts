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
  'Thank you for calling Metro Services. For sales, press one. For support, press two.',
  'Hi. If you record your name and reason for calling, I will see if this person is available.',
  'This call is being screened. Go ahead and say why you are calling.',
  'To leave a voice message, press 1 or stay on the line.',
  'Your call is important to us. Please hold.',
  'The customer is busy on another call, please stay on the line.',
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
  'I am busy, please leave a message on WhatsApp.',
  'The person you are calling is my husband, he is sleeping.',
  'The number you are calling belongs to my brother.',
  'Is this voicemail?',
  'What is your name, and why are you calling?',
  'I am busy on another call.',
  'Press 1 for what?',
  'Please hold, I will give him the phone.',
])('takes %j for a human', (text) => {
  expect(looksLikeMachine(text)).toBe(false)
})
