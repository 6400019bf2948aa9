import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clausesOf, pauseAfterMs } from './clauses.ts'

describe('the clauses of a text', () => {
  it('end where sentences and longer phrases end', () => {
    expect(clausesOf('I am an AI assistant, and this call is recorded. Is that fine?')).toEqual([
      'I am an AI assistant,',
      'and this call is recorded.',
      'Is that fine?',
    ])
  })

  it('keep short pieces with their neighbours', () => {
    expect(clausesOf('Yes, of course, I can do that.')).toEqual(['Yes, of course,', 'I can do that.'])
  })

  it('put a name at the end into a clause of its own, so that the rest is in the cache', () => {
    expect(clausesOf('Thank you, Rohit.')).toEqual(['Thank you,', 'Rohit.'])
  })

  it('do not end at the points of short forms and numbers', () => {
    expect(clausesOf('Dr. Rao owes Rs. 2.5 lakh.')).toEqual(['doctor Rao owes two point five lakh rupees.'])
  })

  it('are cut at a joining word when they are long', () => {
    const clauses = clausesOf(
      'I have noted that you would like a call back tomorrow evening and one of our team will ring you on this number',
    )
    expect(clauses).toEqual([
      'I have noted that you would like a call back tomorrow evening',
      'and one of our team will ring you on this number',
    ])
  })

  it('say every word once and in order, and stay short, whatever the text', () => {
    const word = fc.stringMatching(/^[b-z]{3,8}[,.;!?]?$/)
    const letters = (text: string) => text.replace(/[^a-z]/g, '')
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const clauses = clausesOf(words.join(' '))
        for (const clause of clauses) expect(clause.split(' ').length).toBeLessThanOrEqual(15)
        expect(letters(clauses.join(''))).toBe(letters(words.join('')))
      }),
    )
  })

  it('are followed by a longer pause at the end of a sentence', () => {
    expect(pauseAfterMs('Thank you.')).toBeGreaterThan(pauseAfterMs('Thank you,'))
  })
})

it('says nothing for a text without words', () => {
  expect(clausesOf(' … ! ')).toEqual([])
})
