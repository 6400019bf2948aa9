import { describe, expect, it } from 'vitest'
import type { AssistantFile } from './definition.ts'
import { demoAssistant } from './demo-assistant.ts'
import { validateAssistant } from './validate.ts'

const file: AssistantFile = {
  format: 1,
  name: 'Asha',
  greeting: 'Hello {{name}}.',
  inputs: [{ key: 'name', label: 'Name', required: true }],
  outputs: [{ key: 'going', type: 'yes-no' }],
  flow: {
    start: 'ask',
    nodes: [
      {
        id: 'ask',
        say: 'Are you going?',
        expects: 'yes-no',
        captures: 'going',
        branches: [{ when: ['yes', 'no'], target: 'bye' }],
        otherwise: 'bye',
      },
      { id: 'bye', say: 'Goodbye.', end: true },
    ],
  },
}
type Flow = NonNullable<AssistantFile['flow']>
type Node = Flow['nodes'][number]
const [ask, bye] = file.flow?.nodes ?? []

const withNodes = (...nodes: readonly Partial<Node>[]): AssistantFile => ({
  ...file,
  flow: { start: 'ask', nodes: nodes.map((node) => ({ id: 'ask', say: '', ...node })) },
})
function problemsOf(value: unknown): Readonly<Record<string, string>> {
  const validation = validateAssistant(value)
  return validation.type === 'valid'
    ? {}
    : Object.fromEntries(validation.problems.map(({ path, message }) => [path, message]))
}

describe('an assistant file', () => {
  it('is valid with little in it, and as the demo', () => {
    expect(problemsOf({ format: 1, name: 'Asha' })).toEqual({})
    expect(problemsOf(file)).toEqual({})
    expect(problemsOf(demoAssistant)).toEqual({})
  })

  it('has a place for each thing wrong with its form', () => {
    expect(
      Object.keys(problemsOf({ ...file, format: 2, inputs: [{ key: '1x', label: '' }], extra: 1 })),
    ).toEqual(['format', 'inputs[0].key', 'inputs[0].label', ''])
  })

  it('names a target that does not exist and those that do', () => {
    const lost = withNodes({ ...ask, branches: [{ when: ['yes'], target: 'nowhere' }] }, { ...bye })
    expect(problemsOf(lost)).toMatchObject({
      'flow.nodes[0].branches[0].target': expect.stringContaining('choose one of: ask, bye'),
    })
    expect(problemsOf({ ...file, flow: { ...file.flow, start: 'begin' } })).toHaveProperty(['flow.start'])
  })

  it('finds nodes that nobody reaches and ids used twice', () => {
    const extra = withNodes({ ...ask }, { ...bye }, { id: 'island', say: 'Hm.', end: true }, { ...bye })
    expect(Object.keys(problemsOf(extra))).toEqual(['flow.nodes[3].id', 'flow.nodes[2]'])
  })

  it('finds a loop without a way out', () => {
    const loop = withNodes(
      { ...ask, branches: [{ when: ['yes'], target: 'more' }], otherwise: 'more' },
      { id: 'more', say: 'More?', branches: [{ when: ['no'], target: 'ask' }], otherwise: 'ask' },
    )
    expect(Object.keys(problemsOf(loop))).toEqual(['flow.nodes[0]', 'flow.nodes[1]'])
  })

  it('finds unknown inputs and outputs wherever they stand', () => {
    const unknown = withNodes(
      { ...ask, say: 'Are you {{nmae}}?', captures: 'gone', branches: [{ when: ['yes'], set: { x: '1' } }] },
      { ...bye },
    )
    expect(Object.keys(problemsOf({ ...unknown, greeting: 'Hi {{going}}.' }))).toEqual([
      'flow.nodes[0].captures',
      'flow.nodes[0].branches[0].set.x',
      'greeting',
      'flow.nodes[0].say',
    ])
  })

  it('asks for words without an optional input', () => {
    const optional = { ...file, inputs: [{ key: 'name', label: 'Name' }] }
    expect(problemsOf(optional)['greeting']).toContain('{{name|words without it}}')
    expect(problemsOf({ ...optional, greeting: 'Hello[[, {{name}}]].' })).toEqual({})
    expect(problemsOf({ ...optional, greeting: 'Hello {{name|there}}.' })).toEqual({})
  })

  it('finds parameters, branches, read-backs and messages that lack something', () => {
    const twice = {
      ...file,
      outputs: [
        { key: 'name', type: 'choice' },
        { key: 'going', type: 'yes-no' },
      ],
    }
    expect(Object.keys(problemsOf(twice))).toEqual(['outputs[0].key', 'outputs[0].choices'])
    expect(problemsOf({ ...file, voicemail: { policy: 'message' } })).toHaveProperty(['voicemail.message'])
    const idle = withNodes(
      { ...ask, captures: undefined, confirm: 'Right?', branches: [{ target: 'bye' }] },
      { ...bye, otherwise: 'ask' },
    )
    expect(Object.keys(problemsOf(idle)).filter((path) => path !== 'flow.nodes[0].captures')).toEqual([
      'flow.nodes[0].confirm',
      'flow.nodes[1].end',
      'flow.nodes[0].branches[0]',
    ])
  })

  it('finds what can never be said, filled or chosen', () => {
    const colour = { key: 'colour', type: 'choice', choices: ['red', 'blue'] }
    const count = { key: 'count', type: 'number' }
    const odd = withNodes(
      {
        ...ask,
        say: ' ',
        captures: 'count',
        branches: [{ when: ['yes'], set: { colour: 'purple', going: 'perhaps' }, target: 'bye' }],
      },
      { ...bye },
    )
    const problems = problemsOf({ ...odd, outputs: [{ key: 'going', type: 'yes-no' }, colour, count] })
    expect(Object.keys(problems)).toEqual([
      'flow.nodes[0].say',
      'flow.nodes[0].expects',
      'flow.nodes[0].branches[0].set.colour',
      'flow.nodes[0].branches[0].set.going',
    ])
  })

  it('finds torn brackets, unknown voices and names that are no names', () => {
    expect(problemsOf({ ...file, greeting: 'Hello {{name' })).toHaveProperty(['greeting'])
    expect(problemsOf({ ...file, disclosure: { text: 'I am {{whom}}.' } })).toHaveProperty([
      'disclosure.text',
    ])
    expect(problemsOf({ ...file, voice: 'nobody' })['voice']).toContain('af_heart')
    expect(problemsOf({ ...file, name: '  ' })).toHaveProperty(['name'])
    const reserved = { ...file, outputs: [{ key: 'constructor', type: 'yes-no' }] }
    expect(problemsOf(reserved)).toHaveProperty(['outputs[0].key'])
  })
})
