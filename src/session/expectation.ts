import type { Ms } from '../base/index.ts'
import type { Expected } from '../conversation/index.ts'
import type { Expectation } from '../speech/index.ts'
import type { Asked } from '../understanding/index.ts'

/** Longer speech is no short answer. */
const SHORT_ANSWER_MS: Ms = 1_800

/** Short replies to any question that one-word hearing is bad at, in English and romanised Hindi. */
const ALWAYS = [
  'Hello',
  'No',
  'Busy',
  'Wrong number',
  'Not interested',
  'Call me later',
  'Later',
  'Who is this',
  'Hmm',
  'Mm hmm',
  'Okay',
]
/** Spelled also as Whisper writes what it hears of them. */
const YES_NO = [
  'Yes',
  'Yeah',
  'Sure',
  'Speaking',
  'Haan',
  'Han',
  'Haan ji',
  'Hanji',
  'Ji',
  'Nahi',
  'Nahin',
  ...ALWAYS,
]

/**
 * What an answer to each kind of question sounds like, as a whole sentence: Whisper goes on in its manner.
 */
const SAMPLE: Readonly<Record<Expected['kind'], string | undefined>> = {
  open: undefined,
  'yes-no': 'Yes, I am interested. Please call me back tomorrow at 11 am.',
  choice: undefined,
  digits: undefined,
  number: 'It is 3,500 rupees.',
  'date-time': 'Tomorrow at 11 am. On Monday at 4:30 pm.',
  name: undefined,
}

/** How to decode speech of this length when this was asked. */
export function expectationFor(expected: Expected, lastsMs: Ms): Expectation {
  const isShort = lastsMs <= SHORT_ANSWER_MS
  if (expected.kind === 'digits') return { kind: 'digits' }
  if (expected.kind === 'yes-no' && isShort) return { kind: 'choice', answers: YES_NO }
  if (expected.kind === 'choice' && isShort)
    return { kind: 'choice', answers: [...(expected.answers ?? []), ...ALWAYS] }
  const prompt = expected.prompt ?? SAMPLE[expected.kind]
  return prompt === undefined ? { kind: 'open' } : { kind: 'open', prompt }
}

/** The same question, as it decides when an answer is whole. */
export function askedFor(expected: Expected): Asked {
  switch (expected.kind) {
    case 'yes-no':
    case 'number':
    case 'date-time':
    case 'name':
      return expected.kind
    case 'digits':
      return 'telephone'
    case 'open':
    case 'choice':
      return 'anything'
  }
}
