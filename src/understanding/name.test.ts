import { expect, it } from 'vitest'
import { readName } from './name.ts'

const replies: readonly (readonly [string, string | undefined, boolean?])[] = [
  ['This is Rohit.', 'Rohit'],
  ['My name is Priya Sharma', 'Priya Sharma'],
  ['rohit speaking', 'Rohit'],
  ['main Rahul bol raha hoon', 'Rahul'],
  ['mera naam Sunita Devi hai', 'Sunita Devi'],
  ['I am Amit Kumar from Delhi', 'Amit Kumar'],
  ['Hello, this is Dr. Mehta', 'Mehta'],
  ['Priya Sharma', 'Priya Sharma', true],
  ['Priya Sharma', undefined],
  ['R-O-H-I-T', 'Rohit', true],
  ['my name is R for Ravi O for Orange H for Hotel I for India T for Tango', 'Rohit', true],
  ['I am busy', undefined],
  ['I am Driving', undefined],
  ['this is great', undefined],
  ['This is a wrong number', undefined],
  ['yes speaking', undefined],
  ['Who is this?', undefined],
  ['call me back', undefined],
  ["I don't know", undefined, true],
  ['yes', undefined, true],
]

it.each(replies.map(([text, name, asked = false]) => ({ text, name, asked })))(
  'reads "$text" as $name',
  ({ text, name, asked }) => {
    expect(readName(text, { asked })).toBe(name)
  },
)
