import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type AssistantFile, demoAssistant } from '../../src/assistants/index.ts'
import { clinic, payment, survey } from './conversation-assistants.ts'
import { talkInText } from './conversation-text-talk.ts'

const page = readFileSync(new URL('../../docs/assistants.md', import.meta.url), 'utf8')
const delivery = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '') as AssistantFile

type Row = readonly [replies: string, outputs: Readonly<Record<string, string>>]
const agreed = (time: string) => ({ interested: 'yes', callback_requested: 'yes', callback_time: time })
const keen = 'Yes speaking. / Yes, I am interested. / Yes please.'

async function check(file: AssistantFile, inputs: Record<string, string>, [replies, outputs]: Row) {
  const talk = await talkInText(file, inputs, replies.split(' / '))
  expect(talk.outputs, talk.said.join('\n')).toEqual(outputs)
}

describe('the demo assistant finds out, of a human who says', () => {
  it.each<Row>([
    [`${keen} / Tomorrow eleven, no wait, not eleven, four pm. / Yes`, agreed('Tomorrow 4pm')],
    [`${keen} / Tomorrow at 11 am / Actually can we do twelve? / Yes`, agreed('Tomorrow 12pm')],
    [`${keen} / Tomorrow at 11 am / No, not tomorrow, Thursday. / Yes`, agreed('Thursday 11am')],
    [`${keen} / Tomorrow at 11 am / Evening is better / Six / Yes`, agreed('Tomorrow 6pm')],
    [`${keen} / In the evening. / Around six. / Yes.`, agreed('Today 6pm')],
    [`${keen} / kal subah das baje / haan`, agreed('Tomorrow 10am')],
    [`${keen} / I have a meeting at ten, so eleven thirty tomorrow / Yes`, agreed('Tomorrow 11:30am')],
    [`${keen} / I will let you know by evening`, { interested: 'yes', callback_requested: 'yes' }],
    [`${keen} / Are you open on Sunday?`, { interested: 'yes', callback_requested: 'yes' }],
    ['Rohit here, who is this? / Yes / No, thank you', { interested: 'yes', callback_requested: 'no' }],
    ['Yes / My car broke down on Monday', {}],
    ['Yes / I came on Monday at ten and nobody attended me', {}],
    ['Yes / I am good, how are you?', {}],
    ['Yes / OK thanks bye', {}],
    ['Yes / Hindi mein boliye', {}],
    ['Yes / Not tomorrow', {}],
    ['Yes / Stop', {}],
    ['Yes / Yes / No, send me the details on WhatsApp', { interested: 'yes' }],
    ['Yes / Yes / No I will visit the showroom on Sunday', { interested: 'yes', callback_requested: 'no' }],
    ['Yes / Yes / Good morning', { interested: 'yes' }],
    ['Yes / I changed my mind', { interested: 'no', callback_requested: 'no' }],
    [`${keen} / Tomorrow 11 / No wait, I am not interested`, { interested: 'no', callback_requested: 'no' }],
    ['#1 / #1 / #1 / Tomorrow 11 / #1', agreed('Tomorrow 11am')],
    ['yes / yes / yes / yes / yes / yes', { interested: 'yes', callback_requested: 'yes' }],
  ])('%s', async (...row) => check(demoAssistant, { customerName: 'Rohit' }, row))

  it.each([
    'This is Suresh.',
    'Suresh speaking.',
    'Nahi, main Suresh bol raha hoon',
    'There is no Rohit here.',
    'Rohit has left this company.',
    'This is a hospital',
    "I don't know any Rohit.",
    'No, this is his wife speaking',
  ])('nothing, and says sorry, to %j', async (reply) => {
    const talk = await talkInText(demoAssistant, { customerName: 'Rohit' }, [reply])
    expect(talk).toMatchObject({ outputs: {}, hasEnded: true })
    expect(talk.said.at(-1)).toBe('Sorry for the trouble. Goodbye.')
  })

  it.each([
    'Take me off your list',
    'Mat karo call',
    'Phir kabhi phone mat karna',
    'I would appreciate it if you did not call again',
    'Please take my name off',
    'I am on DND, why do you people keep calling?',
  ])('that nobody shall call again, by %j', async (reply) => {
    const talk = await talkInText(demoAssistant, { customerName: 'Rohit' }, ['Yes', reply])
    expect(talk).toMatchObject({ outputs: { callback_requested: 'no' }, hasEnded: true })
    expect(talk.said.at(-1)).toContain('We will not call you again')
  })

  it('ends whatever is said again and again, and asks each question three times at most', async () => {
    for (const reply of ['What?', 'Hello?', '', 'The weather is nice', '#9']) {
      const talk = await talkInText(demoAssistant, { customerName: 'Rohit' }, [reply, reply])
      expect(talk.outputs).toEqual({})
      const many = untilEnd(reply)
      await expect(many).resolves.toBeLessThanOrEqual(30)
    }
  })
})

async function untilEnd(reply: string): Promise<number> {
  for (let turns = 1; turns <= 60; turns++) {
    const replies = Array.from({ length: turns }, () => reply)
    if ((await talkInText(demoAssistant, { customerName: 'Rohit' }, replies)).hasEnded) return turns
  }
  return Number.POSITIVE_INFINITY
}

describe('the assistant of the docs finds out, of a human who says', () => {
  it.each<Row>([
    ['Yes my wife will be home', { confirmed: 'yes' }],
    ['No, come on Friday / Yes', { confirmed: 'no', better_day: 'Friday' }],
    ['Not tomorrow / Saturday after four / yes', { confirmed: 'no', better_day: 'Saturday 4pm' }],
    ['What time will you come? / Yes', { confirmed: 'yes' }],
  ])('%s', async (...row) => check(delivery, { customerName: 'Rohit', orderTitle: 'the sofa' }, row))
})

describe('a payment reminder finds out, of a human who says', () => {
  it.each<Row>([
    [
      'Anita speaking / Yes / saadhe chaar hazaar / haan / kal',
      { will_pay: 'yes', amount: '4500', pay_date: 'Tomorrow' },
    ],
    [
      'Yes / No no, I will definitely pay / Three thousand / No, two thousand / Yes / Friday',
      { will_pay: 'yes', amount: '2000', pay_date: 'Friday' },
    ],
    ['Yes / I paid it yesterday', { already_paid: 'yes' }],
    ['Yes / Not this week / Salary is late', { will_pay: 'no', reason: 'Salary is late' }],
    ['Yes / I will pay two thousand on Friday', {}],
    ['This is her husband', {}],
  ])('%s', async (...row) => check(payment, { customerName: 'Anita Rao', dueAmount: '4,500' }, row))
})

describe('a clinic finds out, of a human who says', () => {
  it.each<Row>([
    [
      'It is for my son Arjun / Yes / Eye doctor, not the dentist / kal shaam paanch baje / haan',
      { patient: 'Arjun', doctor: 'eye doctor', slot: 'Tomorrow 5pm' },
    ],
    [
      'Priya / No, Riya / Yes / dentist, no sorry, physician / today six pm / Yes / #9876543210# / Yes',
      { patient: 'Riya', doctor: 'general physician', slot: 'Today 6pm', phone: '9876543210' },
    ],
    ['Who is this? / Sorry what? / Mohammed Irfan', { patient: 'Mohammed Irfan' }],
  ])('%s', async (...row) => check(clinic, {}, row))
})

describe('a survey finds out, of a human who says', () => {
  it.each<Row>([
    ['Eight / Four / Yes / No', { rating: '8', people: '4', again: 'yes', remark: 'No' }],
    [
      'I would say eight out of ten / hum paanch log hain / haan / bas',
      { rating: '8', people: '5', again: 'yes', remark: 'bas' },
    ],
    ['Seven or eight / eight / me and my wife / two', { rating: '8', people: '2' }],
    ['Not interested', {}],
  ])('%s', async (...row) => check(survey, {}, row))
})
