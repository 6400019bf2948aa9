import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aLaw, type G711, muLaw } from './g711.ts'

const decode = (law: G711, code: number) => {
  const sample = new Int16Array(1)
  law.decode(Uint8Array.of(code), sample)
  return sample[0] ?? Number.NaN
}
const encode = (law: G711, sample: number) => {
  const code = new Uint8Array(1)
  law.encode(Int16Array.of(sample), code)
  return code[0] ?? Number.NaN
}

describe.each([
  ['A-law', aLaw, 512],
  ['µ-law', muLaw, 512],
] as const)('%s', (_name, law, halfStepMax) => {
  it('gives every code word back from its own decoded value', () => {
    const codes = Array.from({ length: 256 }, (_, code) => code)
    const back = codes.map((code) => encode(law, decode(law, code)))
    // µ-law has two zeros (0x7f and 0xff, ITU-T G.711 table 2a); they decode alike.
    expect(back.filter((code, index) => code !== index && decode(law, index) !== 0)).toEqual([])
  })

  it('is never off by more than half the widest step', () => {
    fc.assert(
      fc.property(fc.integer({ min: -32_768, max: 32_767 }), (sample) => {
        const clipped = Math.min(32_636, Math.abs(sample)) * Math.sign(sample)
        expect(Math.abs(decode(law, encode(law, sample)) - clipped)).toBeLessThanOrEqual(halfStepMax)
      }),
    )
  })

  it('keeps the order of levels', () => {
    for (let sample = -32_768; sample + 7 <= 32_767; sample += 7) {
      expect(decode(law, encode(law, sample))).toBeLessThanOrEqual(decode(law, encode(law, sample + 7)))
    }
  })
})

describe('G.711 against ITU-T tables', () => {
  it('knows the A-law values of tables 1a and 1b', () => {
    const known: readonly (readonly [number, number])[] = [
      [0xd5, 8],
      [0x55, -8],
      [0xaa, 32_256],
      [0x2a, -32_256],
      [0x80, 5_504],
      [0xc5, 264],
    ]
    for (const [code, sample] of known) expect([code, decode(aLaw, code)]).toEqual([code, sample])
  })

  it('knows the µ-law values of tables 2a and 2b', () => {
    const known: readonly (readonly [number, number])[] = [
      [0xff, 0],
      [0x7f, 0],
      [0x80, 32_124],
      [0x00, -32_124],
      [0xfe, 8],
      [0x8f, 16_764],
      [0xf0, 120],
    ]
    for (const [code, sample] of known) expect([code, decode(muLaw, code)]).toEqual([code, sample])
  })

  it('sends silence as 0xD5 and 0xFF', () => {
    expect([aLaw.silence, muLaw.silence]).toEqual([0xd5, 0xff])
  })

  it('picks the code words of the standard’s decision values', () => {
    // A 1 kHz sine at 0 dBm0 is the periodic sequence of tables 5 and 6 of the standard.
    const aSequence = [0x34, 0x21, 0x21, 0x34, 0xb4, 0xa1, 0xa1, 0xb4]
    const muSequence = [0x1e, 0x0b, 0x0b, 0x1e, 0x9e, 0x8b, 0x8b, 0x9e]
    expect(aSequence.map((code) => encode(aLaw, decode(aLaw, code)))).toEqual(aSequence)
    expect(muSequence.map((code) => encode(muLaw, decode(muLaw, code)))).toEqual(muSequence)
    const [low, high] = [decode(muLaw, 0x9e), decode(muLaw, 0x8b)]
    expect(high / low).toBeCloseTo(Math.tan((3 * Math.PI) / 8), 0)
  })
})
