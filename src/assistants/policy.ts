import * as z from 'zod'

const line = z.string().min(1).max(1_000)

/** Says that it is an AI and that the call is recorded. On by default: many laws ask for it. */
export const disclosure = z.strictObject({
  enabled: z.boolean().default(true),
  text: line.default('I am an AI assistant, and this call is recorded.'),
  interruptible: z
    .boolean()
    .default(true)
    .describe('false: spoken to its end; true: stops for the human and is said again later'),
})

export const silencePolicy = z.strictObject({
  afterSeconds: z.number().min(2).max(60).default(6).describe('of silence before it asks who is there'),
  prompts: z
    .array(line)
    .max(5)
    .default(['Hello, are you there?', 'Sorry, I cannot hear you. Are you there?']),
  goodbye: line.default('I cannot hear you. I will try again another time. Goodbye.'),
})

export const voicemailPolicy = z.strictObject({
  policy: z.enum(['hang-up', 'message']).default('hang-up'),
  message: z.string().max(1_000).default('').describe('left after the beep; may hold {{inputs}}'),
})

/** What every talk needs whatever its flow. */
export const wording = z.strictObject({
  notUnderstood: line.default('Sorry, I did not catch that.'),
  apology: line.default('Sorry, could you say that again?'),
  holdOn: line.default('Sure, take your time.'),
  robot: line.default('Yes, I am an AI assistant.'),
  whichDay: line.default('On which day?'),
  whatTime: line.default('At what time?'),
  wrongNumber: line.default('Sorry for the trouble. Goodbye.'),
  neverAgain: line.default('I understand. We will not call you again. Goodbye.'),
  goodbye: line.default('Thank you. Goodbye.'),
  outOfTime: line.default('I am sorry, our time is up. Thank you for talking to me. Goodbye.'),
  leadIn: line.default('One moment.').describe('said while a sentence is still being rendered'),
})
