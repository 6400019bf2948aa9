import { expect, it } from 'vitest'
import { placeholdersOf, render } from './template.ts'

it.each([
  ['Am I speaking with {{name}}?', { name: 'Priya' }, 'Am I speaking with Priya?'],
  ['Hello {{ name }}, {{name}}.', { name: ' Priya ' }, 'Hello Priya, Priya.'],
  ['Hello {{name|there}}.', {}, 'Hello there.'],
  ['Hello[[, {{name}}]].', {}, 'Hello.'],
  ['Hello[[, {{name}}]].', { name: 'Priya' }, 'Hello, Priya.'],
  ['Hello, {{name}}, good day.', {}, 'Hello, good day.'],
  ['Hello {{name}} !', { name: '' }, 'Hello!'],
  ['A {{a}} and {{b}}', { a: '{{b}}', b: '2' }, 'A {{b}} and 2'],
])('renders %j', (template, values, text) => {
  expect(render(template, values)).toBe(text)
})

it('knows which placeholders may be missing', () => {
  expect(placeholdersOf('{{a}} {{b|x}} [[so {{c}}]]')).toEqual([
    { key: 'a', optional: false },
    { key: 'b', optional: true },
    { key: 'c', optional: true },
  ])
})
