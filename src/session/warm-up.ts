import { readDateTime, readEnding, readName, readNumber, readYesNo } from '../understanding/index.ts'
import { weigh } from './weigh.ts'

/** What people say to most assistants; between them they touch most rules. */
const REPLIES = [
  'Hello?',
  'Yes, speaking. This is Rohit.',
  'He is not here, you have the wrong number.',
  'Okay, who is this? Why are you calling?',
  'Are you a robot?',
  'I do not know, maybe later.',
  'No, I am not interested, please do not call me again.',
  'Sure, please call me back tomorrow at 11 am, I am busy now.',
  'We will come on Monday in the evening.',
  'You can send me the details, that would be good.',
  'Haan ji, baad mein call karo.',
  'Nahi, abhi nahi, theek hai.',
  'Sorry, can you say that again?',
  'Hold on, one minute.',
  'What is the price? Can I talk to a person?',
  'It is about two thousand rupees.',
  'My number is 98765 43210.',
  'Thank you, bye.',
]
/** An engine compiles an expression roughly at its first use and properly at its second. */
const ROUNDS = 2

/**
 * Uses the rules of understanding before a call does. The first replies of a process took 30 to 50 ms each
 * while their expressions were compiled, in the middle of a turn; all of this takes 270 ms, once.
 */
export function warmUp(): void {
  const now = { wallMs: 0, offsetMinutes: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    for (const reply of REPLIES) {
      weigh(reply)
      readEnding(reply)
      readYesNo(reply)
      readDateTime(reply, now)
      readName(reply, { asked: true })
      readNumber(reply)
    }
  }
}
