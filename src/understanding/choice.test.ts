import { expect, it } from 'vitest'
import { readChoice } from './choice.ts'

const choices = [
  { value: '2 BHK', synonyms: ['two bedroom', 'two bhk'] },
  { value: '3 BHK', synonyms: ['three bedroom', 'three bhk'] },
  { value: 'villa', synonyms: ['bungalow'] },
]
const replies: readonly (readonly [string, string | undefined])[] = [
  ['three bhk please', '3 BHK'],
  ['2 BHK', '2 BHK'],
  ['a bungallow', 'villa'],
  ['the second one', '3 BHK'],
  ['option three', 'villa'],
  ['the last one', 'villa'],
  ['not two bedroom, three bedroom', '3 BHK'],
  ['villa, sorry, two bedroom', '2 BHK'],
  ['two bhk or three bhk', undefined],
  ['something else', undefined],
]

it.each(replies)('takes "%s" for %s', (text, value) => {
  expect(readChoice(text, choices)).toBe(value)
})

const visits = ['dentist', 'eye doctor', 'general physician'].map((value) => ({ value }))
it.each([
  ['the physician', 'general physician'],
  ['dentist, no sorry, physician', 'general physician'],
  ['dentist, no sorry, the other one', undefined],
  ['any doctor', undefined],
  ['the dentist, thank you', 'dentist'],
] as const)('takes "%s", by a part that only one has, for %s', (text, value) => {
  expect(readChoice(text, visits)).toBe(value)
})
