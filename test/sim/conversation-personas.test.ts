import { describe, expect, it } from 'vitest'
import { replay } from '../../src/conversation/index.ts'
import { type Manner, SessionRig } from './session-rig.ts'

/** What the assistant's last question was about; within a turn the first that fits counts. */
const topics = {
  confirm: /is that right/i,
  time: /good time|day and time|when may/i,
  callBack: /adviser/i,
  interest: /interested|buying/i,
  identity: /speaking with|is this|is that you/i,
  there: /are you there/i,
}
type Answers = Partial<Record<keyof typeof topics, readonly (string | number)[]>>
const answersTo =
  (answers: Answers): Manner =>
  (heard) => {
    const topic = Object.entries(topics).find(([, words]) => words.test(heard.slice(-70)))?.[0]
    return Object.entries(answers).find(([name]) => name === topic)?.[1]
  }
const keen: Answers = {
  confirm: ['Yes, that is right.'],
  time: ['Tomorrow at 11 a.m.'],
  callBack: ['Yes, please call me back.'],
  interest: ['Yes, I am interested.'],
  identity: ['Yes, speaking.'],
  there: ['Yes, I am here.'],
}
const everything = { interested: 'yes', callback_requested: 'yes', callback_time: 'Tomorrow 11am' }

async function talk(manner: Manner, before: (rig: SessionRig) => void = () => undefined) {
  const rig = new SessionRig()
  rig.manner = manner
  before(rig.start())
  const result = await rig.finish()
  expect(rig.errors).toEqual([])
  expect(rig.clock.pending).toBe(0)
  expect(replay(rig.journal).state.floor).toEqual({ holder: 'ended' })
  return { rig, result }
}

describe('the demo assistant and a callee who', () => {
  it('is interested and wants a call back tomorrow at 11', async () => {
    const { rig, result } = await talk(answersTo(keen))
    expect(result).toMatchObject({ reason: 'assistant_hangup', outputs: everything })
    expect(Math.max(...rig.latencies())).toBeLessThanOrEqual(600)
    expect(rig.sounds[0]?.fromMs).toBeLessThanOrEqual(150)
  })

  it('says hello over the greeting', async () => {
    const { rig, result } = await talk(answersTo(keen), (rig) => rig.sayAt(350, 'Hello?', 500))
    expect(result.outputs).toEqual(everything)
    expect(rig.turns()[0]).not.toContain('—')
  })

  it('asks for a call back tomorrow at 11 right away', async () => {
    const { result } = await talk(
      answersTo({
        ...keen,
        identity: ['Yes, but please call me back tomorrow at eleven.'],
        interest: ['Please call me back tomorrow at eleven in the morning.'],
      }),
    )
    expect(result).toMatchObject({
      reason: 'assistant_hangup',
      outputs: { callback_requested: 'yes', callback_time: 'Tomorrow 11am' },
    })
  })

  it('is not interested', async () => {
    const { result } = await talk(answersTo({ ...keen, interest: ['No, I am not interested.'] }))
    expect(result).toMatchObject({
      reason: 'assistant_hangup',
      outputs: { interested: 'no', callback_requested: 'no' },
    })
  })

  it('has the wrong number', async () => {
    const { rig, result } = await talk(answersTo({ identity: ['No, you have the wrong number.'] }))
    expect(result).toMatchObject({ reason: 'assistant_hangup', outputs: {} })
    expect(rig.turns().at(-1)).toBe('assistant: Sorry for the trouble. Goodbye.')
  })

  it('never wants to be called again', async () => {
    const { rig, result } = await talk(answersTo({ identity: ['Do not call me again.'] }))
    expect(result.outputs).toEqual({ callback_requested: 'no' })
    expect(rig.turns().at(-1)).toContain('We will not call you again')
  })

  it('is a voicemail box', async () => {
    const { result } = await talk(
      () => undefined,
      (rig) =>
        rig.say(
          350,
          'Hello. The person you are calling is not available at the moment.',
          250,
          'Please leave a message after the beep.',
        ),
    )
    expect(result).toMatchObject({ reason: 'voicemail', outputs: {} })
  })

  it('interrupts twice', async () => {
    const lines = ['Yes yes, I am interested, go on.', 'Call me back tomorrow at eleven a.m. please.']
    const cutAtMs: number[] = []
    const { rig, result } = await talk(answersTo(keen), (rig) => {
      rig.onSound = (text, forMs) => {
        if (/asked us about|Shall one/.test(text) && forMs === 900) {
          cutAtMs.push(rig.clock.monotonic())
          const line = lines.shift()
          if (line !== undefined) rig.say(line)
        }
      }
    })
    expect(result.outputs).toEqual(everything)
    const spokenOver = cutAtMs.map((atMs) => rig.sounds.find(({ untilMs }) => untilMs > atMs)?.untilMs ?? 0)
    for (const [place, atMs] of cutAtMs.entries())
      expect((spokenOver[place] ?? 0) - atMs).toBeLessThanOrEqual(400)
    expect(rig.turns().filter((turn) => turn.endsWith('—'))).toHaveLength(2)
  })

  it('pauses in the middle of what they say', async () => {
    const { rig, result } = await talk(
      answersTo({
        ...keen,
        identity: ['Yes, I am, um', 1_100, 'speaking.'],
        interest: ['I am interested because', 1_300, 'we need it next month.'],
        callBack: ['Yes, call me on', 1_200, '98765', 1_000, '43210.'],
        time: ['Tomorrow at', 900, 'eleven a.m.'],
      }),
    )
    expect(result.outputs).toEqual(everything)
    expect(rig.turns()).toContain('human: Yes, call me on 98765 43210.')
  })

  it('says hmm and haan while the assistant speaks', async () => {
    const { rig, result } = await talk(answersTo(keen), (rig) => {
      const hums = ['Hmm.', 'Haan.', 'Mm hmm.']
      rig.onSound = (text, forMs) => {
        if (!/asked us|recorded|Shall one/.test(text) || forMs !== 700) return
        const hum = hums.shift()
        if (hum !== undefined) rig.sayAt(rig.clock.monotonic(), hum, 420)
      }
    })
    expect(result.outputs).toEqual(everything)
    expect(rig.turns().filter((turn) => turn.endsWith('—'))).toEqual([])
  })

  it('says nothing', async () => {
    const { rig, result } = await talk(() => undefined)
    expect(result).toMatchObject({ reason: 'silence', outputs: {} })
    expect(rig.turns().filter((turn) => turn.includes('there?'))).toHaveLength(2)
  })

  it('is on a line where nobody is understood', async () => {
    const { result } = await talk(answersTo(keen), (rig) => {
      let times = 0
      rig.hear.hears = (text) => (++times % 2 === 1 ? { text: 'You', rejected: 'uncertain' } : { text })
    })
    expect(result).toMatchObject({ reason: 'assistant_hangup', outputs: everything })
  })

  it('presses keys', async () => {
    const press = (rig: SessionRig) => () => {
      rig.clock.after(300, () => rig.pair.far.pressDigit('1'))
      return []
    }
    const { result } = await talk(
      () => undefined,
      (rig) => {
        rig.manner = (heard) => (/good time/.test(heard) ? ['Tomorrow at 11 a.m.'] : press(rig)())
      },
    )
    expect(result.outputs).toEqual(everything)
  })

  it('hangs up in the middle of a sentence', async () => {
    const { rig, result } = await talk(answersTo(keen), (rig) => {
      rig.onSound = (text, forMs) => {
        if (/asked us/.test(text) && forMs === 1_200) void rig.pair.far.hangUp('normal')
      }
    })
    expect(result).toMatchObject({ reason: 'customer_hangup', outputs: {} })
    expect(rig.turns().at(-1)).toMatch(/^assistant: You asked us about .*—$/)
  })

  it('speaks Hinglish', async () => {
    const { result } = await talk(
      answersTo({
        ...keen,
        identity: ['Haan ji.'],
        interest: ['Haan, haan.'],
        callBack: ['Haan ji, baad mein call karo.'],
        confirm: ['Haan.'],
      }),
    )
    expect(result.outputs).toEqual(everything)
  })

  it('is busy', async () => {
    const { result } = await talk(
      answersTo({
        ...keen,
        identity: ['I am busy right now.'],
      }),
    )
    expect(result.outputs).toEqual({ callback_requested: 'yes', callback_time: 'Tomorrow 11am' })
  })

  it('asks who is calling, and whether it is a robot', async () => {
    const asked = ['Who is this?', 'Are you a robot?']
    const { rig, result } = await talk((heard) => {
      const question = asked.shift()
      return question === undefined ? answersTo(keen)(heard) : [question]
    })
    expect(result.outputs).toEqual(everything)
    expect(rig.turns()).toContainEqual(expect.stringContaining('Yes, I am an AI assistant'))
  })
})
