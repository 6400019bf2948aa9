import { describe, expect, it } from 'vitest'
import { matchExamples } from './similarity.ts'

const branches = [
  {
    id: 'buy',
    examples: ['I want to buy a flat', 'looking for a two bedroom house', 'I am searching for property'],
  },
  { id: 'sell', examples: ['I want to sell my house', 'I have a flat to sell'] },
  { id: 'loan', examples: ['I need a home loan', 'what is the interest rate for loan'] },
  { id: 'visit', examples: ['I would like to visit the site', 'can I come and see the flat'] },
]
const replies: readonly (readonly [string, string | undefined])[] = [
  ['I am looking to purchase an apartment', 'buy'],
  ['i want to sell my flat', 'sell'],
  ['need a loan for my house', 'loan'],
  ['can we visit the site on sunday', 'visit'],
  ['I wish to see the property', 'visit'],
  ['the weather is nice', undefined],
  ['I do not want to buy', undefined],
  ['tell me a joke', undefined],
  ['', undefined],
]

describe('the branch whose examples are most like a reply', () => {
  it.each(replies)('takes "%s" for %s', (text, id) => {
    expect(matchExamples(text, branches)?.id).toBe(id)
  })

  it('gives an example itself the full score', () => {
    expect(matchExamples('I need a home loan', branches)).toEqual({ id: 'loan', score: expect.closeTo(1) })
  })

  it('is not led by words that every reply has', () => {
    const person = [{ id: 'me', examples: ['this is he', 'that is me'] }]
    for (const text of ['This is Suresh.', 'This is his old number', 'This is a hospital'])
      expect(matchExamples(text, person)).toBeUndefined()
  })

  it('finds nothing among no branches', () => {
    expect(matchExamples('hello', [])).toBeUndefined()
  })
})
