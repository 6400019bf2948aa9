import type { AssistantDefinition, OutputParameter } from '../definition.ts'
import type { Problem } from '../problem.ts'
import type { Branch, Expects, Flow, FlowNode } from './flow.ts'

/** Values that no output can have, and questions whose answers cannot fill what they capture. */
export function valueProblems({ outputs }: AssistantDefinition, flow: Flow): readonly Problem[] {
  const byKey = new Map(outputs.map((output) => [output.key, output]))
  const nodes = flow.nodes.flatMap((node, place) => {
    const path = `flow.nodes[${place}]`
    const output = byKey.get(node.captures ?? '')
    return [
      ...wordlessProblems(path, node),
      ...(output === undefined ? [] : captureProblems(path, node, output)),
      ...node.branches.flatMap((branch, at) =>
        branchProblems(`${path}.branches[${at}]`, branch, byKey, output),
      ),
    ]
  })
  const anywhere = flow.anywhere.flatMap((branch, at) =>
    branchProblems(`flow.anywhere[${at}]`, branch, byKey),
  )
  return [...nodes, ...anywhere]
}

function wordlessProblems(path: string, { say }: FlowNode): readonly Problem[] {
  return say.trim() === '' ? [{ path: `${path}.say`, message: 'Write what it says' }] : []
}

/** Numbers and texts are only listened for where they are expected. */
const EXPECTED: Readonly<Partial<Record<OutputParameter['type'], readonly Expects[]>>> = {
  number: ['number'],
  text: ['open', 'digits', 'name'],
}

function captureProblems(
  path: string,
  { expects }: FlowNode,
  { key, type }: OutputParameter,
): readonly Problem[] {
  const fitting = EXPECTED[type]
  if (fitting === undefined || fitting.includes(expects)) return []
  const message = `An answer to "${expects}" never fills "${key}" of type ${type}: expect ${fitting.join(', ')}`
  return [{ path: `${path}.expects`, message }]
}

function branchProblems(
  path: string,
  { is, set }: Branch,
  outputs: ReadonlyMap<string, OutputParameter>,
  captured?: OutputParameter,
): readonly Problem[] {
  const awaited = captured === undefined || is === undefined ? [] : notOf(captured, is, `${path}.is`)
  const fixed = Object.entries(set).flatMap(([key, value]) => {
    const output = outputs.get(key)
    return output === undefined || value === '' ? [] : notOf(output, value, `${path}.set.${key}`)
  })
  return [...awaited, ...fixed]
}

function notOf(output: OutputParameter, value: string, path: string): readonly Problem[] {
  const values = valuesOf(output)
  if (values === undefined || values.includes(value)) return []
  return [{ path, message: `"${output.key}" is never "${value}": choose one of ${values.join(', ')}` }]
}

/** All that an output can be; undefined when that is not a list. */
function valuesOf({ type, choices = [] }: OutputParameter): readonly string[] | undefined {
  if (type === 'yes-no') return ['yes', 'no']
  return type === 'choice' ? choices : undefined
}
