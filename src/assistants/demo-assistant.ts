import type { AssistantFile } from './definition.ts'

/**
 * The ready assistant of the demo workspace: asks a showroom's visitor whether the interest still stands, and
 * arranges a call back. Any answer may come to any question.
 */
export const demoAssistant: AssistantFile = {
  format: 1,
  name: 'Varsha',
  goal: 'Find out whether the customer is still interested, and when an adviser may call back.',
  organisation: 'the showroom',
  persona: 'Friendly, brief, never pushy. Promises nothing about prices.',
  greeting: 'Hello, this is Varsha calling from the showroom.',
  phrases: ['Varsha', 'showroom', 'adviser', 'tomorrow', 'call me back', 'not interested', 'wrong number'],
  wording: { robot: 'Yes, I am an AI assistant of the showroom, and this call is recorded.' },
  inputs: [{ key: 'customerName', label: 'Customer name', required: true, sample: 'Priya' }],
  outputs: [
    { key: 'interested', description: 'Still interested in the car', type: 'yes-no' },
    { key: 'callback_requested', description: 'Wants an adviser to call back', type: 'yes-no' },
    { key: 'callback_time', description: 'When the adviser may call', type: 'date-time' },
  ],
  flow: {
    start: 'identity',
    nodes: [
      {
        id: 'identity',
        title: 'The right person',
        say: 'Am I speaking with {{customerName}}?',
        again: [
          'Is this {{customerName}}?',
          'I would like to talk to {{customerName}}. Is that you? Please say yes or no, or press 1 for yes and 2 for no.',
        ],
        expects: 'yes-no',
        branches: [
          {
            condition: 'It is the customer',
            when: ['yes', 'interested'],
            examples: [
              'speaking',
              'this is he',
              'this is she',
              'that is me',
              'tell me',
              'bol raha hoon',
              'boliye',
            ],
            target: 'interest',
          },
          {
            condition: 'It is somebody else',
            when: ['no'],
            examples: ['he is not here', 'she is not at home', 'you have the wrong person'],
            target: 'wrong-person',
          },
        ],
        otherwise: 'interest',
      },
      {
        id: 'interest',
        title: 'Still interested?',
        say: 'You asked us about a new car. Are you still interested?',
        again: [
          'Are you still thinking of buying a new car?',
          'Is the new car still interesting for you? Please say yes or no, or press 1 for yes and 2 for no.',
        ],
        expects: 'yes-no',
        captures: 'interested',
        branches: [
          {
            condition: 'Interested',
            when: ['yes', 'interested'],
            examples: ['I am still looking', 'I would like to know more', 'tell me more about it'],
            set: { interested: 'yes' },
            target: 'call-back',
          },
          {
            condition: 'Not interested',
            when: ['no', 'not-interested'],
            examples: ['I bought another one', 'I have already bought a car'],
            set: { interested: 'no', callback_requested: 'no', callback_time: '' },
            target: 'not-interested',
          },
        ],
        otherwise: 'call-back',
      },
      {
        id: 'call-back',
        title: 'Shall an adviser call?',
        say: 'Shall one of our advisers call you back with the details?',
        again: [
          'Would you like a call from our adviser?',
          'Should our adviser call you? Please say yes or no, or press 1 for yes and 2 for no.',
        ],
        expects: 'yes-no',
        captures: 'callback_requested',
        branches: [
          {
            condition: 'Wants the call',
            when: ['yes', 'later', 'date-time', 'person-please'],
            examples: ['please call me', 'that would be nice', 'ask him to call me'],
            set: { callback_requested: 'yes' },
            target: 'time',
          },
          {
            condition: 'Wants no call',
            when: ['no'],
            examples: ['I will come to the showroom myself', 'send me a message instead'],
            set: { callback_requested: 'no' },
            target: 'thanks',
          },
        ],
        otherwise: 'thanks',
      },
      {
        id: 'time',
        title: 'When?',
        say: 'When is a good time for the call?',
        again: [
          'At what day and time may our adviser call you?',
          'Please say a day and a time, like Monday at four.',
        ],
        expects: 'date-time',
        captures: 'callback_time',
        confirm: '{{callback_time}}. Is that right?',
        branches: [{ condition: 'A time was agreed', when: ['answered'], target: 'interest-check' }],
        otherwise: 'any-time',
      },
      {
        id: 'interest-check',
        title: 'Interested, when not said yet',
        say: 'And are you still interested in the new car?',
        expects: 'yes-no',
        captures: 'interested',
        branches: [
          {
            condition: 'Interested',
            when: ['yes', 'interested'],
            set: { interested: 'yes' },
            target: 'agreed',
          },
          { condition: 'Not interested', when: ['no'], set: { interested: 'no' }, target: 'agreed' },
          {
            condition: 'Repeats the wish for a call',
            when: ['later', 'date-time', 'busy'],
            target: 'agreed',
          },
        ],
        otherwise: 'agreed',
      },
      {
        id: 'later',
        title: 'Busy now',
        say: 'No problem. When may we call you back?',
        again: ['At what day and time may we call you?', 'Please say a day and a time, like Monday at four.'],
        expects: 'date-time',
        captures: 'callback_time',
        confirm: '{{callback_time}}. Is that right?',
        branches: [
          {
            condition: 'A time was agreed',
            when: ['answered'],
            set: { callback_requested: 'yes' },
            target: 'agreed',
          },
          { condition: 'No call', when: ['no'], set: { callback_requested: 'no' }, target: 'thanks' },
        ],
        otherwise: 'another-time',
      },
      {
        id: 'agreed',
        title: 'Goodbye, a call is agreed',
        say: 'Thank you. Our adviser will call you then. Goodbye.',
        end: true,
      },
      {
        id: 'any-time',
        title: 'Goodbye, no time agreed',
        say: 'Thank you. Our adviser will call you soon. Goodbye.',
        end: true,
      },
      {
        id: 'another-time',
        title: 'Goodbye, busy',
        say: 'We will try again another time. Thank you, goodbye.',
        end: true,
      },
      { id: 'thanks', title: 'Goodbye', say: 'Thank you for your time. Goodbye.', end: true },
      {
        id: 'not-interested',
        title: 'Goodbye, not interested',
        say: 'No problem, thank you for telling me. Goodbye.',
        end: true,
      },
      {
        id: 'wrong-person',
        title: 'Goodbye, wrong number',
        say: 'Sorry for the trouble. Goodbye.',
        end: true,
      },
      {
        id: 'never-again',
        title: 'Goodbye for good',
        say: 'I understand. We will not call you again. Goodbye.',
        end: true,
      },
    ],
    anywhere: [
      { condition: 'Wrong number', when: ['wrong-number'], target: 'wrong-person' },
      {
        condition: 'Never call again',
        when: ['never-call-again'],
        set: { callback_requested: 'no', callback_time: '' },
        target: 'never-again',
      },
      {
        condition: 'Not interested',
        when: ['not-interested'],
        set: { interested: 'no', callback_requested: 'no', callback_time: '' },
        target: 'not-interested',
      },
      { condition: 'Busy', when: ['busy'], target: 'later' },
      {
        condition: 'Asks for a call at a certain time',
        when: ['date-time'],
        set: { callback_requested: 'yes' },
        target: 'time',
      },
      { condition: 'Call later', when: ['later'], set: { callback_requested: 'yes' }, target: 'later' },
      {
        condition: 'Asks for a person',
        when: ['person-please'],
        say: 'I cannot connect you now.',
        target: 'call-back',
      },
      {
        condition: 'Asks for the price',
        when: ['price-question'],
        say: 'Our adviser will tell you the price and the offers.',
      },
      {
        condition: 'Asks who is calling',
        when: ['who-is-this'],
        say: 'This is Varsha, the AI assistant of the showroom.',
      },
    ],
  },
}
