import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isStorable, parseJsonBody } from './json-body.ts'

it('reads whatever JSON can say that can be kept', () => {
  const text = fc.string({ unit: 'grapheme' }).filter(isStorable)
  const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.dictionary(text, fc.array(text)))
  fc.assert(
    fc.property(value, (said) => {
      const body = JSON.stringify(said)
      expect(parseJsonBody(body)).toEqual({ type: 'body', value: JSON.parse(body) })
    }),
  )
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      parseJsonBody(text)
    }),
  )
})

it.each([
  ['{"a":"\\u0000"}', 'a'],
  ['{"a":["x","\\ud800"]}', 'a.1'],
  ['{"\\u0000":1}', 'body'],
  ['{"a":{"\\ud800":1}}', 'a'],
])('refuses %s, which no store could keep, by its place', (text, place) => {
  expect(parseJsonBody(text)).toMatchObject({ validationErrors: { [place]: [expect.any(String)] } })
})
