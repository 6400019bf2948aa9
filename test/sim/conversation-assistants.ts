import type { AssistantFile } from '../../src/assistants/index.ts'

const end = (id: string, say = 'Thank you. Goodbye.') => ({ id, say, end: true })

/** Reminds of an instalment: an amount, a day, a reason. */
export const payment: AssistantFile = {
  format: 1,
  name: 'Ravi',
  organisation: 'the loan desk',
  inputs: [
    { key: 'customerName', label: 'Customer name', required: true },
    { key: 'dueAmount', label: 'Due', required: true },
  ],
  outputs: [
    { key: 'will_pay', type: 'yes-no' },
    { key: 'amount', type: 'number' },
    { key: 'pay_date', type: 'date-time' },
    { key: 'already_paid', type: 'yes-no' },
    { key: 'reason', type: 'text' },
  ],
  flow: {
    start: 'who',
    nodes: [
      {
        id: 'who',
        say: 'Is this {{customerName}}?',
        expects: 'yes-no',
        branches: [
          { when: ['yes'], target: 'due' },
          { when: ['no'], target: 'sorry' },
        ],
        otherwise: 'due',
      },
      {
        id: 'due',
        say: 'Your instalment of {{dueAmount}} rupees is due. Can you pay it this week?',
        again: ['Will you pay this week, yes or no?'],
        expects: 'yes-no',
        captures: 'will_pay',
        branches: [
          { when: ['yes'], target: 'amount' },
          { when: ['no'], target: 'why' },
        ],
        otherwise: 'bye',
      },
      {
        id: 'amount',
        say: 'How much will you pay?',
        again: ['Please tell me the amount in rupees.'],
        expects: 'number',
        captures: 'amount',
        confirm: '{{amount}} rupees. Is that right?',
        branches: [{ when: ['answered'], target: 'when' }],
        otherwise: 'when',
      },
      {
        id: 'when',
        say: 'On which day will you pay?',
        expects: 'date-time',
        captures: 'pay_date',
        branches: [{ when: ['answered'], target: 'bye' }],
        otherwise: 'bye',
      },
      {
        id: 'why',
        say: 'May I know the reason?',
        captures: 'reason',
        branches: [{ when: ['answered'], target: 'bye' }],
        otherwise: 'bye',
      },
      end('bye'),
      end('sorry', 'Sorry. Goodbye.'),
    ],
    anywhere: [{ when: ['already-paid'], set: { already_paid: 'yes' }, target: 'bye' }],
  },
}

/** Makes an appointment: a name, a choice, a time, ten digits. */
export const clinic: AssistantFile = {
  format: 1,
  name: 'Meera',
  outputs: [
    { key: 'patient', type: 'text' },
    { key: 'doctor', type: 'choice', choices: ['dentist', 'eye doctor', 'general physician'] },
    { key: 'slot', type: 'date-time' },
    { key: 'phone', type: 'text' },
  ],
  flow: {
    start: 'name',
    nodes: [
      asks('name', 'patient', 'name', 'What is the name of the patient?', 'doctor', true),
      asks('doctor', 'doctor', 'choice', 'Dentist, eye doctor or general physician?', 'slot', false),
      asks('slot', 'slot', 'date-time', 'When would you like to come?', 'phone', true),
      asks('phone', 'phone', 'digits', 'What is your mobile number?', 'bye', true),
      end('bye'),
    ],
  },
}

/** Asks for numbers, one after the other. */
export const survey: AssistantFile = {
  format: 1,
  name: 'Tara',
  outputs: [
    { key: 'rating', type: 'number' },
    { key: 'people', type: 'number' },
    { key: 'again', type: 'yes-no' },
    { key: 'remark', type: 'text' },
  ],
  flow: {
    start: 'rating',
    nodes: [
      asks('rating', 'rating', 'number', 'How do you rate us from one to ten?', 'people', false),
      asks('people', 'people', 'number', 'How many people live in your home?', 'again', false),
      asks('again', 'again', 'yes-no', 'Would you use us again?', 'remark', false),
      asks('remark', 'remark', 'open', 'Anything else?', 'bye', false),
      end('bye'),
    ],
  },
}

type Kind = 'name' | 'choice' | 'date-time' | 'digits' | 'number' | 'yes-no' | 'open'
function asks(id: string, captures: string, expects: Kind, say: string, target: string, reads: boolean) {
  return {
    id,
    say,
    expects,
    captures,
    ...(reads ? { confirm: `{{${captures}}}. Is that right?` } : {}),
    branches: [{ when: ['answered' as const], target }],
    otherwise: target,
  }
}
