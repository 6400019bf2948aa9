import { describe, expect, it } from 'vitest'
import { isBackchannel, readActs, readYesNo } from './acts.ts'

const replies: readonly (readonly [string, string])[] = [
  ['Okay thanks bye', 'goodbye'],
  ['Hindi mein boliye', 'repeat'],
  ['I would say eight', ''],
  ['Take my name off', 'never-call-again'],
  ['I have told you so many times not to call', 'never-call-again'],
  ['mat karo call', 'never-call-again'],
  ['How did you get my number?', 'who-is-this'],
  ['I changed my mind', 'not-interested'],
  ['gaadi le li maine', 'not-interested'],
  ['no no, I will definitely pay', 'no yes'],
  ['Yes.', 'yes'],
  ['Yeah, sure.', 'yes'],
  ['no', 'no'],
  ['No, thank you.', 'no'],
  ['no problem', 'yes'],
  ['Yes but call me tomorrow at eleven', 'yes later'],
  ["I'm not interested", 'not-interested'],
  ["Don't call me again", 'never-call-again'],
  ['please do not ever call this number again', 'never-call-again'],
  ['wrong number', 'wrong-number'],
  ['sorry you have the wrong number', 'wrong-number'],
  ['I am busy right now', 'busy'],
  ["I'm in a meeting, call me later", 'busy later'],
  ['who is this', 'who-is-this'],
  ['hello who is calling', 'greeting who-is-this'],
  ['are you a robot?', 'are-you-a-robot'],
  ['How much does it cost?', 'price-question'],
  ['can I talk to a real person', 'person-please'],
  ['I have already paid the bill', 'already-paid'],
  ["I haven't paid yet", ''],
  ['can you repeat that', 'repeat'],
  ['one minute', 'hold-on'],
  ['hold on please', 'hold-on'],
  ['not now', 'later'],
  ['haan', 'yes'],
  ['nahi', 'no'],
  ['haan ji boliye', 'yes'],
  ['abhi busy hoon baad mein call karo', 'busy later'],
  ['galat number hai', 'wrong-number'],
  ['kaun bol raha hai', 'who-is-this'],
  ['mujhe nahi chahiye', 'not-interested'],
  ['interest nahi hai', 'not-interested'],
  ['payment kar diya hai', 'already-paid'],
  ['kitna paisa lagega', 'price-question'],
  ['dobara call mat karna', 'never-call-again'],
  ['naughty', 'no'],
  ['on', 'yes'],
  ['theek hai', 'yes'],
  ['kal subah call karo', 'later'],
  ['I am not busy', ''],
  ['the weather is nice today', ''],
  ['my brother lives in Pune', ''],
  ['I want to order a pizza with extra cheese', ''],
  ['I am not sure', 'unsure'],
  ["I don't know", 'unsure'],
  ['yes I am interested', 'yes interested'],
  ['no no yes I am interested', 'no yes interested'],
  ['not interested do not call me again', 'not-interested never-call-again'],
  ["don't call me now", 'later'],
  ["don't call me before five", 'later'],
  ['tell me more', 'interested'],
  ['bye', 'goodbye'],
  ['thank you bye', 'thanks goodbye'],
  ['okay', 'yes'],
  ['hello', 'greeting'],
  ['no one told me about it', ''],
  ['is this a wrong number', ''],
  ['I gave the wrong number to them', ''],
  ['what did you say', 'repeat'],
  ["I can't hear you", 'repeat'],
  ['sorry?', 'repeat'],
  ['speaking', 'yes'],
  ['yes this is Rohit', 'yes'],
  ['I would like to know more', 'interested'],
  ["I don't want it", 'not-interested'],
  ["I don't want to wait", ''],
  ['yes or no', ''],
  ['call me back in the evening', 'later'],
  ['we can talk tomorrow', 'later'],
  ['my train leaves at nine', ''],
  ['send me the details on WhatsApp', 'interested'],
  ['what are the charges', 'price-question'],
  ['where are you calling from', 'who-is-this'],
  ['remove my number from your list', 'never-call-again'],
  ['stop calling me', 'never-call-again'],
  ['no need', 'not-interested'],
  ['i am driving', 'busy'],
  ['there is no one here by that name', 'wrong-number'],
]

describe('the universal acts', () => {
  it.each(replies)('hears "%s" as: %s', (text, acts) => {
    expect(readActs(text).join(' ')).toBe(acts)
  })

  it('takes the last answer of several', () => {
    expect(readYesNo('no, I mean yes')).toBe('yes')
    expect(readYesNo('yes, no, I do not want it')).toBe('no')
    expect(readYesNo('yes yes, no problem')).toBe('yes')
  })

  it('takes no answer from someone unsure', () => {
    expect(readYesNo('yes maybe, I am not sure')).toBeUndefined()
  })

  it('turns an agreement that is denied into a refusal', () => {
    expect(readYesNo('not at all interested')).toBe('no')
    expect(readActs('I am definitely not really interested')).toContain('not-interested')
  })

  it('knows wrong numbers and never calling again only when they are said', () => {
    const other = [
      'you can call me again',
      'do not stop calling me',
      'is this a wrong number',
      'please call again tomorrow',
      'I did not say do not call me again',
      'do not call me in the morning',
      'the number on the card is wrong',
    ]
    const acts = other.flatMap((text) => readActs(text))
    expect(acts).not.toContain('never-call-again')
    expect(acts).not.toContain('wrong-number')
  })
})

describe('backchannels', () => {
  it.each([
    'Hmm.',
    'uh-huh',
    'Haan, haan.',
    'okay',
    'I see',
    'mm hmm',
    'theek hai',
    'yeah yeah',
    'ji haan',
    'all right',
  ])('lets "%s" pass', (text) => {
    expect(isBackchannel(text)).toBe(true)
  })

  it.each(['okay so I want', 'no', 'wait', 'who is this', 'yes but not today', '', 'stop', 'haan lekin'])(
    'gives the floor to "%s"',
    (text) => {
      expect(isBackchannel(text)).toBe(false)
    },
  )
})
