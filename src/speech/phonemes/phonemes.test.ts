import { createHash } from 'node:crypto'
import { dictionary } from 'cmu-pronouncing-dictionary'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clausesOf } from './clauses.ts'
import { INDIAN_WORDS } from './indian-words.ts'
import { phonemesOf } from './phonemes.ts'
import { withPronunciations } from './pronunciations.ts'
import { phonesOfRespelling } from './respelling.ts'
import { phonesOfRomanisedHindi } from './romanised-hindi.ts'

const american = (text: string) => phonemesOf(text, 'american')
const british = (text: string) => phonemesOf(text, 'british')

describe('phonemes', () => {
  it.each([
    ['Hello, how can I help you?', 'həlˈO, hˈW kæn ˈI hˈɛlp ju?'],
    ['the offer', 'ði ˈɔfəɹ'],
    ['the shop', 'ðə ʃˈɑp'],
    ['a little button', 'ə lˈɪtᵊl bˈʌtᵊn'],
    ['Thank you, Rohit.', 'θˈæŋk ju, ɹˈOhɪt.'],
  ])('are those of the dictionary, with weak forms and punctuation: %s', (text, phonemes) => {
    expect(american(text)).toBe(phonemes)
  })

  it.each([
    ['last class', 'lˈɑːst klˈɑːs'],
    ['long lot', 'lˈɒŋ lˈɒt'],
    ['here and there', 'hˈɪə and ðˈɛː'],
    ['go home', 'ɡˈQ hˈQm'],
    ['better order', 'bˈɛtə ˈɔːdə'],
  ])('do not sound r before consonants for a British voice: %s', (text, phonemes) => {
    expect(british(text)).toBe(phonemes)
  })

  it.each([
    ['Priya’s', 'pɹˈijɑz'],
    ['Kumar', 'kumˈɑɹ'],
    ['Venkatesh', 'vɛnkətˈAʃ'],
    ['Sharma', 'ʃˈɑɹmɑ'],
    ['Jaipur', 'ʤˈIpuɹ'],
    ['Dhirendra', 'dɪɹˈɛndɹɑ'],
    ['Chakradhar', 'ʧˈʌkɹədəɹ'],
    ['Mahadevan', 'məhədˈAvən'],
  ])('say Indian names by list and by rule: %s', (name, phonemes) => {
    expect(american(clausesOf(name)[0] ?? '')).toBe(phonemes)
  })

  it.each([
    ['EMI', 'ˌi ˌɛm ˈI'],
    ['the KYC', 'ðə kˌA wˌI sˈi'],
    ['AM', 'ˌA ˈɛm'],
    ['PAN', 'pˈæn'],
    ['YES', 'jˈɛs'],
  ])('spell short forms and read words in capitals: %s', (text, phonemes) => {
    expect(american(text)).toBe(phonemes)
  })

  it.each([
    ['callbacks', 'kˈɔlbˌæks'],
    ['upgradeable', 'əpɡɹˈAdəbᵊl'],
    ['prebooked', 'pɹibˈʊkt'],
    ['smartwatch', 'smˈɑɹtwˌɑʧ'],
    ['unsubscribed', 'ənsəbskɹˈIbd'],
  ])('build words that the dictionary lacks from those it has: %s', (text, phonemes) => {
    expect(american(text)).toBe(phonemes)
  })

  it('follow an assistant’s own pronunciations', () => {
    const text = withPronunciations('Hello Kaveri, this is KAVERI’s shop and/or store.', {
      kaveri: 'kaa-VAY-ree',
    })
    expect(text).toBe('Hello /kaa-VAY-ree/, this is /kaa-VAY-ree/’s shop and/or store.')
    expect(american(clausesOf(text)[0] ?? '')).toBe('həlˈO kɑvˈAɹi, ðˈɪs ɪz kɑvˈAɹiz ʃˈɑp ænd ɔɹ stˈɔɹ.')
  })

  it('are never empty for a word, whatever its letters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z]{1,14}$/), (word) => {
        expect(american(word)).not.toBe('')
      }),
    )
  })
})

describe('the rules for romanised words', () => {
  it('find one loud vowel in every name', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^([bcdghjklmnprstvy]h?[aeiou]{1,2}n?){1,5}$/), (name) => {
        expect(phonesOfRomanisedHindi(name).filter((phone) => phone.endsWith('1'))).toHaveLength(1)
      }),
    )
  })
})

describe('a respelling', () => {
  it('is read syllable by syllable, the one in capitals loud', () => {
    expect(phonesOfRespelling('kaa-VAY-ree')).toEqual(['K', 'AA0', 'V', 'EY1', 'R', 'IY0'])
  })

  it('of the list has exactly one loud vowel and no letter that is not read', () => {
    for (const [word, respelling] of INDIAN_WORDS) {
      const loud = phonesOfRespelling(respelling).filter((phone) => phone.endsWith('1'))
      expect(loud, word).toHaveLength(1)
    }
  })
})

it('has the dictionary it was written for', () => {
  expect(Object.keys(dictionary).length).toBeGreaterThan(130_000)
})

/**
 * Cached clauses are kept by their text and SPEAKING_VERSION. When this fails, texts sound different from
 * what is in the caches: raise the version in `speaking-version.ts` and put the new fingerprint here.
 */
it('sounds as it did when its version was given', () => {
  const texts = [
    'Hello Rohit, your EMI of ₹12,500 is due on 15 March at 11 am.',
    'Thank you, Dr. Chaudhary: please call 98765 43210 or write to sales@example.com!',
    'Dhirendra, Ajit, Mahadevan, Kamlapuri and Venkataraghavan scheduled the smartwatch callbacks.',
    'Frobnication unfathomably outperformed the last long class, rather.',
    [...INDIAN_WORDS.keys()].join(' '),
  ]
  const sounds = texts.flatMap(clausesOf).map((clause) => `${american(clause)}|${british(clause)}`)
  expect(createHash('sha256').update(sounds.join('\n')).digest('hex').slice(0, 12)).toBe('6466aa8c2df0')
})
