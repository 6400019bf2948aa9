import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLooping } from './token-loop.ts'

describe('the loop guard', () => {
  it('notices any longer pattern said three times in a row, whatever came before', () => {
    const pattern = fc.uniqueArray(fc.nat(50_000), { minLength: 3, maxLength: 12 })
    fc.assert(
      fc.property(fc.array(fc.nat(50_000), { maxLength: 20 }), pattern, (before, said) => {
        expect(isLooping([...before, ...said, ...said, ...said])).toBe(true)
      }),
    )
  })

  it('lets people repeat a word a few times', () => {
    expect(isLooping([7, 8, 7, 8, 7, 8])).toBe(false)
    expect(isLooping([5, 5, 5, 5])).toBe(false)
    expect(isLooping(Array.from({ length: 9 }, () => 5))).toBe(true)
  })

  it('never takes different tokens for a loop', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(50_000), { maxLength: 60 }), (tokens) => {
        expect(isLooping(tokens)).toBe(false)
      }),
    )
  })
})
