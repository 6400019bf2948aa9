import type { AssistantDefinition } from '../definition.ts'
import type { Problem } from '../problem.ts'
import { placeholdersOf, withoutPlaceholders } from '../template.ts'
import type { Branch, Flow, FlowNode } from './flow.ts'
import { valueProblems } from './value-problems.ts'

/** What a schema cannot see: edges that lead nowhere, nodes nobody reaches, words that nobody fills. */
export function flowProblems(definition: AssistantDefinition): readonly Problem[] {
  const { flow } = definition
  const texts = stockTexts(definition)
  if (flow === undefined) return templateProblems(definition, texts)
  return [
    ...idProblems(flow),
    ...targetProblems(flow),
    ...reachProblems(flow),
    ...exitProblems(flow),
    ...nodeProblems(definition, flow),
    ...valueProblems(definition, flow),
    ...templateProblems(definition, [...texts, ...flowTexts(flow)]),
  ]
}

interface PlacedBranch {
  readonly path: string
  readonly branch: Branch
}
const branchesOf = (flow: Flow): readonly PlacedBranch[] => [
  ...flow.nodes.flatMap((node, place) =>
    node.branches.map((branch, at) => ({ path: `flow.nodes[${place}].branches[${at}]`, branch })),
  ),
  ...flow.anywhere.map((branch, at) => ({ path: `flow.anywhere[${at}]`, branch })),
]

function idProblems({ nodes }: Flow): readonly Problem[] {
  return nodes.flatMap(({ id }, place) =>
    nodes.findIndex((node) => node.id === id) < place
      ? [{ path: `flow.nodes[${place}].id`, message: `"${id}" is taken: give each node its own id` }]
      : [],
  )
}

function targetProblems(flow: Flow): readonly Problem[] {
  const ids = new Set(flow.nodes.map((node) => node.id))
  const targets = [
    { path: 'flow.start', target: flow.start },
    ...branchesOf(flow).map(({ path, branch }) => ({ path: `${path}.target`, target: branch.target })),
    ...flow.nodes.map((node, place) => ({ path: `flow.nodes[${place}].otherwise`, target: node.otherwise })),
  ]
  return targets.flatMap(({ path, target }) =>
    target === undefined || ids.has(target)
      ? []
      : [{ path, message: `There is no node "${target}": add it or choose one of: ${[...ids].join(', ')}` }],
  )
}

function reachProblems(flow: Flow): readonly Problem[] {
  const reached = new Set([flow.start, ...targetsOf(flow.anywhere)])
  for (const id of reached) {
    const node = flow.nodes.find((other) => other.id === id)
    for (const target of node === undefined ? [] : exitsOf(node)) reached.add(target)
  }
  return flow.nodes.flatMap(({ id }, place) =>
    reached.has(id)
      ? []
      : [
          {
            path: `flow.nodes[${place}]`,
            message: `No branch leads to "${id}": lead one there or remove it`,
          },
        ],
  )
}

/** From each node an end must be reachable. Without `otherwise`, a node falls back to the goodbye. */
function exitProblems(flow: Flow): readonly Problem[] {
  const leaving = new Set(
    flow.nodes.filter((node) => node.end || node.otherwise === undefined).map(({ id }) => id),
  )
  for (let grown = -1; grown !== leaving.size; ) {
    grown = leaving.size
    for (const node of flow.nodes) if (exitsOf(node).some((id) => leaving.has(id))) leaving.add(node.id)
  }
  return flow.nodes.flatMap(({ id }, place) =>
    leaving.has(id)
      ? []
      : [
          {
            path: `flow.nodes[${place}]`,
            message: `From "${id}" the talk never ends: lead a branch or "otherwise" towards a node with "end"`,
          },
        ],
  )
}

function nodeProblems({ outputs }: AssistantDefinition, flow: Flow): readonly Problem[] {
  const keys = new Set(outputs.map(({ key }) => key))
  const unknown = (path: string, key: string): readonly Problem[] =>
    keys.has(key)
      ? []
      : [{ path, message: `There is no output "${key}": add it to outputs or correct the key` }]
  const captures = flow.nodes.flatMap((node, place) => {
    const path = `flow.nodes[${place}]`
    const capture = node.captures === undefined ? [] : unknown(`${path}.captures`, node.captures)
    const confirm =
      node.confirm !== undefined && node.captures === undefined
        ? [{ path: `${path}.confirm`, message: 'Nothing to read back: name the output in "captures"' }]
        : []
    const going = node.end && exitsOf(node).length > 0
    const ends = going
      ? [{ path: `${path}.end`, message: 'A node that ends has no branches: remove either' }]
      : []
    return [...capture, ...confirm, ...ends]
  })
  const sets = branchesOf(flow).flatMap(({ path, branch }) => [
    ...Object.keys(branch.set).flatMap((key) => unknown(`${path}.set.${key}`, key)),
    ...conditionProblems(path, branch),
  ])
  return [...captures, ...sets]
}

function conditionProblems(path: string, branch: Branch): readonly Problem[] {
  if (branch.when.length > 0 || branch.examples.length > 0 || branch.is !== undefined) return []
  return [{ path, message: 'Nothing takes this branch: give it "when", "is" or example replies' }]
}

interface PlacedText {
  readonly path: string
  readonly text: string
  /** Whether outputs may stand in it. */
  readonly outputs: boolean
}
/** What is said outside the flow, where only inputs are known. */
function stockTexts({
  greeting,
  disclosure,
  voicemail,
  silence,
}: AssistantDefinition): readonly PlacedText[] {
  return [
    { path: 'greeting', text: greeting },
    { path: 'disclosure.text', text: disclosure.text },
    { path: 'voicemail.message', text: voicemail.message },
    { path: 'silence.goodbye', text: silence.goodbye },
    ...silence.prompts.map((text, at) => ({ path: `silence.prompts[${at}]`, text })),
  ].map((entry) => ({ ...entry, outputs: false }))
}

function flowTexts(flow: Flow): readonly PlacedText[] {
  const nodes = flow.nodes.flatMap((node, place) => {
    const path = `flow.nodes[${place}]`
    const again = node.again.map((text, at) => ({ path: `${path}.again[${at}]`, text }))
    return [
      { path: `${path}.say`, text: node.say },
      { path: `${path}.confirm`, text: node.confirm ?? '' },
      ...again,
    ]
  })
  const said = branchesOf(flow).map(({ path, branch }) => ({ path: `${path}.say`, text: branch.say ?? '' }))
  return [...nodes, ...said].map((entry) => ({ ...entry, outputs: true }))
}

function templateProblems(definition: AssistantDefinition, texts: readonly PlacedText[]): readonly Problem[] {
  const inputs = new Map(definition.inputs.map((input) => [input.key, input]))
  const outputs = new Set(definition.outputs.map(({ key }) => key))
  const torn = texts.flatMap(({ path, text }) =>
    /[{}]|\[\[|\]\]/.test(withoutPlaceholders(text))
      ? [
          {
            path,
            message: 'Brackets without a partner: write {{name}}, {{name|words without it}} or [[a part]]',
          },
        ]
      : [],
  )
  const wrong = texts.flatMap(({ path, text, outputs: mayHoldOutputs }) =>
    placeholdersOf(text).flatMap(({ key, optional }): readonly Problem[] => {
      const input = inputs.get(key)
      if (input === undefined && (!mayHoldOutputs || !outputs.has(key)))
        return [{ path, message: `{{${key}}} is no input or output: add it or correct the name` }]
      if (input === undefined || input.required || optional) return []
      return [
        {
          path,
          message: `{{${key}}} may be missing: write {{${key}|words without it}} or [[… {{${key}}} …]]`,
        },
      ]
    }),
  )
  return [...torn, ...wrong]
}

const targetsOf = (branches: readonly Branch[]) => branches.flatMap(({ target }) => target ?? [])
const exitsOf = ({ branches, otherwise }: FlowNode) => [...targetsOf(branches), ...[otherwise ?? []].flat()]
