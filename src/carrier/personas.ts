import type { Answer, Line, Persona } from './persona.ts'

const says = (...parts: Line): Answer => ({ says: parts })
const answersAfter = (afterMs: number) => ({ type: 'answers', afterMs }) as const
const polite = { type: 'polite' } as const

/** The answers of somebody who wants to be called back tomorrow at 11, whatever is asked first. */
const keen = {
  identity: says('Yes, speaking.'),
  interest: says('Yes, I am interested.'),
  'call-back': says('Yes, please call me back.'),
  time: says('Tomorrow at 11 a.m.'),
  confirm: says('Yes, that is right.'),
  'are-you-there': says('Yes, I am here.'),
  goodbye: says('Thank you, bye.'),
}
const keenEnd = {
  status: 'completed',
  reason: 'assistant_hangup',
  outputs: { interested: 'yes', callback_requested: 'yes', callback_time: 'Tomorrow 11am' },
} as const
const nothing = {} as const
const failedWith = (reason: string) => ({ status: 'failed', reason, outputs: nothing }) as const

/** Everybody who can be reached through the test carrier. The docs' table is made from this list. */
export const personas: readonly Persona[] = [
  {
    number: '9999999999',
    name: 'interested',
    summary: 'Is interested and wants a call back tomorrow at 11.',
    voice: 'am_puck',
    pickUp: answersAfter(1_500),
    manner: polite,
    hello: ['Hello?'],
    answers: keen,
    expected: keenEnd,
  },
  {
    number: '9999999901',
    name: 'call-me-back',
    summary: 'Has no time now and asks at once for a call back tomorrow at 11.',
    voice: 'af_bella',
    pickUp: answersAfter(1_200),
    manner: polite,
    hello: ['Hello?'],
    answers: {
      ...keen,
      identity: says('Yes, but please call me back tomorrow at eleven.'),
      interest: says('Please call me back tomorrow at eleven in the morning.'),
    },
    expected: {
      status: 'completed',
      reason: 'assistant_hangup',
      outputs: { callback_requested: 'yes', callback_time: 'Tomorrow 11am' },
    },
  },
  {
    number: '9999999902',
    name: 'not-interested',
    summary: 'Is the right person and not interested.',
    voice: 'bm_george',
    pickUp: answersAfter(1_000),
    manner: polite,
    hello: ['Hello.'],
    answers: {
      ...keen,
      interest: says('No, I am not interested.'),
      'call-back': says('No, thank you.'),
      goodbye: says('Bye.'),
    },
    expected: {
      status: 'completed',
      reason: 'assistant_hangup',
      outputs: { interested: 'no', callback_requested: 'no' },
    },
  },
  {
    number: '9999999903',
    name: 'wrong-number',
    summary: 'Is somebody else: a wrong number.',
    voice: 'af_nova',
    pickUp: answersAfter(900),
    manner: polite,
    hello: ['Hello?'],
    answers: {
      identity: says('No, you have the wrong number.'),
      interest: says('You have called the wrong number.'),
      confirm: says('Yes, this is the wrong number.'),
      goodbye: says('Bye.'),
    },
    expected: { status: 'completed', reason: 'assistant_hangup', outputs: nothing },
  },
  {
    number: '9999999904',
    name: 'busy',
    summary: 'The line is busy (486 Busy Here).',
    voice: 'am_michael',
    pickUp: { type: 'refuses', afterMs: 300, status: 486, phrase: 'Busy Here' },
    manner: polite,
    hello: [],
    answers: nothing,
    expected: failedWith('busy'),
  },
  {
    number: '9999999905',
    name: 'no-answer',
    summary: 'Rings and nobody picks up.',
    voice: 'am_michael',
    pickUp: { type: 'rings-out' },
    manner: polite,
    hello: [],
    answers: nothing,
    expected: failedWith('unanswered'),
  },
  {
    number: '9999999906',
    name: 'rejects',
    summary: 'Presses the red button after two rings (603 Decline).',
    voice: 'am_michael',
    pickUp: { type: 'refuses', afterMs: 2_000, status: 603, phrase: 'Decline' },
    manner: polite,
    hello: [],
    answers: nothing,
    expected: failedWith('rejected'),
  },
  {
    number: '9999999907',
    name: 'voicemail',
    summary: 'A voicemail box: greeting, beep, silence.',
    voice: 'bf_isabella',
    pickUp: answersAfter(2_000),
    manner: {
      type: 'voicemail',
      greeting: [
        'Hello. The person you are calling is not available at the moment.',
        { pauseMs: 250 },
        'Please leave a message after the beep.',
        { pauseMs: 300 },
        { beepMs: 400 },
      ],
    },
    hello: [],
    answers: nothing,
    expected: { status: 'completed', reason: 'voicemail', outputs: nothing },
  },
  {
    number: '9999999908',
    name: 'interrupts',
    summary: 'Talks into the assistant’s sentence, twice.',
    voice: 'am_adam',
    pickUp: answersAfter(1_000),
    manner: {
      type: 'interrupts',
      afterMs: 900,
      lines: [['Yes yes, I am interested, go on.'], ['Call me back tomorrow at eleven a.m. please.']],
    },
    hello: ['Hello?'],
    answers: keen,
    expected: keenEnd,
  },
  {
    number: '9999999909',
    name: 'pauses',
    summary:
      'Thinks in the middle of a phrase: “I am, um …”, “call me on …”, “because …”, and inside a number.',
    voice: 'am_michael',
    pickUp: answersAfter(1_000),
    manner: polite,
    hello: ['Hello?'],
    answers: {
      ...keen,
      identity: says('Yes, I am, um', { pauseMs: 1_100 }, 'speaking.'),
      interest: says('I am interested because', { pauseMs: 1_300 }, 'we need it next month.'),
      'call-back': says(
        'Yes, call me on',
        { pauseMs: 1_200 },
        'nine eight seven six five',
        { pauseMs: 1_000 },
        'four three two one zero.',
      ),
      time: says('Tomorrow at', { pauseMs: 900 }, 'eleven a.m.'),
    },
    expected: keenEnd,
  },
  {
    number: '9999999910',
    name: 'hums',
    summary: 'Says “hmm” and “haan” while the assistant speaks, and means nothing by it.',
    voice: 'af_bella',
    pickUp: answersAfter(1_000),
    manner: { type: 'hums', afterMs: 1_300, lines: [['Hmm.'], ['Haan.'], ['Mm hmm.']] },
    hello: ['Hello?'],
    answers: keen,
    expected: keenEnd,
  },
  {
    number: '9999999911',
    name: 'silent',
    summary: 'Picks up and says nothing at all.',
    voice: 'am_michael',
    pickUp: answersAfter(1_000),
    manner: { type: 'says-nothing' },
    hello: [],
    answers: nothing,
    expected: { status: 'completed', reason: 'silence', outputs: nothing },
  },
  {
    number: '9999999912',
    name: 'noisy-line',
    summary: 'Interested, on a line with noise, 3 % of packets lost and up to 40 ms of jitter.',
    voice: 'am_michael',
    pickUp: answersAfter(1_000),
    manner: polite,
    hello: ['Hello?'],
    answers: keen,
    trouble: { noiseDbfs: -45, lossShare: 0.03, jitterMs: 40 },
    expected: keenEnd,
  },
  {
    number: '9999999913',
    name: 'presses-keys',
    summary: 'Presses 1 for yes where it can, and speaks where it must.',
    voice: 'bf_emma',
    pickUp: answersAfter(1_000),
    manner: { type: 'presses-keys' },
    hello: ['Hello?'],
    answers: {
      ...keen,
      identity: { says: ['Yes.'], presses: '1' },
      interest: { says: ['Yes.'], presses: '1' },
      'call-back': { says: ['Yes.'], presses: '1' },
      confirm: { says: ['Yes.'], presses: '1' },
    },
    expected: keenEnd,
  },
  {
    number: '9999999914',
    name: 'hangs-up',
    summary: 'Hangs up in the middle of the assistant’s second sentence.',
    voice: 'am_adam',
    pickUp: answersAfter(1_000),
    manner: { type: 'hangs-up', afterMs: 1_200 },
    hello: ['Hello?'],
    answers: keen,
    expected: { status: 'completed', reason: 'customer_hangup', outputs: nothing },
  },
  {
    number: '9999999915',
    name: 'hinglish',
    summary: 'Answers in Hindi words: haan, baad mein; times in English.',
    voice: 'af_bella',
    pickUp: answersAfter(1_000),
    manner: polite,
    hello: ['Hello?'],
    answers: {
      ...keen,
      identity: says('Haan ji.'),
      interest: says('Haan, haan.'),
      'call-back': says('Haan ji, baad mein call karo.'),
      time: says('Tomorrow at 11 a.m.'),
      confirm: says('Haan.'),
    },
    expected: keenEnd,
  },
]

export function personaOf(dialed: string): Persona | undefined {
  const digits = dialed.replace(/\D/g, '')
  return personas.find((persona) => digits.endsWith(persona.number))
}

/** Every piece of speech a persona may say, for rendering ahead. */
export function linesOf(persona: Persona): readonly string[] {
  const { manner } = persona
  const lines: readonly Line[] = [
    persona.hello,
    ...Object.values(persona.answers).map((answer) => answer.says),
    ...(manner.type === 'interrupts' || manner.type === 'hums' ? manner.lines : []),
    ...(manner.type === 'voicemail' ? [manner.greeting] : []),
  ]
  return [...new Set(lines.flat().filter((part) => typeof part === 'string'))]
}
