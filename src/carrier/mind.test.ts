import { describe, expect, it } from 'vitest'
import { type Mind, type MindEffect, type MindEvent, think, wakeUp } from './mind.ts'
import { personaOf } from './personas.ts'

function meet(number: string) {
  const persona = personaOf(number)
  if (persona === undefined) throw new Error(`nobody at ${number}`)
  let mind: Mind = wakeUp(persona)
  return (event: MindEvent): readonly MindEffect[] => {
    const step = think(mind, event)
    mind = step.mind
    return step.effects
  }
}
const stopped = { type: 'assistant-stopped', fromMs: 0, untilMs: 900 } as const
const heard = (text: string) => ({ type: 'heard', text }) as const
const answerTime = { type: 'timer-fired', timer: 'answer' } as const
const mannerTime = { type: 'timer-fired', timer: 'manner' } as const
const spoken = (effects: readonly MindEffect[]) =>
  effects.flatMap((effect) =>
    effect.type === 'say' ? effect.line.filter((part) => typeof part === 'string') : [],
  )

describe('a callee', () => {
  it('says hello on picking up and answers what it is asked, whatever the order', () => {
    const tell = meet('9999999999')
    tell({ type: 'picked-up' })
    expect(spoken(tell(answerTime))).toEqual(['Hello?'])
    tell({ type: 'assistant-started' })
    expect(tell(stopped)).toContainEqual({ type: 'understand', turn: 1, fromMs: 0, untilMs: 900 })
    tell(heard('When is a good time to call?'))
    expect(spoken(tell(answerTime))).toEqual(['Tomorrow at 11 a.m.'])
    tell({ type: 'assistant-started' })
    tell(heard('Am I speaking with Rohit?'))
    expect(spoken(tell(answerTime))).toEqual(['Yes, speaking.'])
  })

  it('gives the same answer again when asked again', () => {
    const tell = meet('9999999999')
    for (let time = 0; time < 2; time++) {
      tell({ type: 'assistant-started' })
      tell(heard('Are you still interested?'))
      expect(spoken(tell(answerTime))).toEqual(['Yes, I am interested.'])
    }
  })

  it('keeps its answer to itself when the assistant goes on', () => {
    const tell = meet('9999999999')
    tell({ type: 'assistant-started' })
    tell(heard('Are you still interested?'))
    expect(tell({ type: 'assistant-started' })).toContainEqual({ type: 'clear-timer', timer: 'answer' })
    expect(tell(answerTime)).toEqual([])
  })

  it('asks for what it did not understand, twice at most', () => {
    const tell = meet('9999999999')
    tell(heard('Colourless green ideas.'))
    expect(spoken(tell(answerTime))).toEqual(['Sorry, could you say that again?'])
    tell(heard('Colourless green ideas.'))
    tell(answerTime)
    expect(tell(heard('Colourless green ideas.'))).toEqual([])
  })

  it('interrupts twice, never the first turn, and then answers like anybody', () => {
    const tell = meet('9999999908')
    expect(tell({ type: 'assistant-started' }).some((effect) => effect.type === 'set-timer')).toBe(false)
    for (let turn = 2; turn <= 3; turn++) {
      expect(tell({ type: 'assistant-started' })).toContainEqual({
        type: 'set-timer',
        timer: 'manner',
        delayMs: 900,
      })
      expect(tell(mannerTime)).toContainEqual(expect.objectContaining({ type: 'say', kind: 'interruption' }))
      expect(tell(stopped).some((effect) => effect.type === 'understand')).toBe(false)
    }
    tell({ type: 'assistant-started' })
    expect(tell(stopped).some((effect) => effect.type === 'understand')).toBe(true)
  })

  it('hums without losing its answer', () => {
    const tell = meet('9999999910')
    tell({ type: 'assistant-started' })
    expect(tell(mannerTime)).toContainEqual(expect.objectContaining({ type: 'say', kind: 'hum' }))
    expect(tell(stopped).some((effect) => effect.type === 'understand')).toBe(true)
  })

  it('presses a key where it can and speaks where it must', () => {
    const tell = meet('9999999913')
    tell(heard('Are you interested?'))
    expect(tell(answerTime)).toEqual([{ type: 'press', digit: '1' }])
    tell(heard('When is a good time?'))
    expect(spoken(tell(answerTime))).toEqual(['Tomorrow at 11 a.m.'])
  })

  it('hangs up in the middle of the second turn', () => {
    const tell = meet('9999999914')
    tell({ type: 'assistant-started' })
    expect(tell({ type: 'assistant-started' })).toContainEqual(expect.objectContaining({ type: 'set-timer' }))
    expect(tell(mannerTime)).toEqual([{ type: 'hang-up' }])
  })

  it('does not answer as a voicemail box or as somebody who says nothing', () => {
    for (const number of ['9999999907', '9999999911']) {
      const tell = meet(number)
      tell({ type: 'picked-up' })
      tell({ type: 'assistant-started' })
      expect(tell(stopped)).toEqual([{ type: 'clear-timer', timer: 'manner' }])
    }
  })
})
