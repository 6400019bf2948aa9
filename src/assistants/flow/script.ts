import { invariant } from '../../base/index.ts'
import type { AssistantDefinition, OutputParameter } from '../definition.ts'
import type { Values } from '../template.ts'
import type { Branch, Flow, FlowNode } from './flow.ts'

/** A definition made ready to be walked: standard branches added, nodes by id, inputs at hand. */
export interface Script {
  readonly start: string
  readonly nodes: ReadonlyMap<string, FlowNode>
  readonly anywhere: readonly Branch[]
  readonly outputs: ReadonlyMap<string, OutputParameter>
  readonly inputs: Values
  readonly definition: AssistantDefinition
}

export function scriptOf(definition: AssistantDefinition, inputs: Values): Script {
  const flow = definition.flow ?? noFlow(definition)
  const nodes = [...flow.nodes, ...standardEndings(definition)]
  return {
    start: flow.start,
    nodes: new Map(nodes.map((node) => [node.id, node])),
    anywhere: [...flow.anywhere, ...standardBranches(definition)],
    outputs: new Map(definition.outputs.map((output) => [output.key, output])),
    inputs,
    definition,
  }
}

export function nodeOf(script: Script, id: string): FlowNode {
  const node = script.nodes.get(id)
  invariant(node !== undefined, `the flow has no node ${id}: validate comes before publishing`)
  return node
}

/** Ids of the standard endings begin with a sign that no author's node may have. */
const WRONG_NUMBER = '~wrong-number'
const NEVER_AGAIN = '~never-again'
export const GOODBYE = '~goodbye'

/** How every assistant behaves when its file does not say otherwise; the file's own branches come first. */
export function standardBranches({ name, organisation, wording }: AssistantDefinition): readonly Branch[] {
  const whoIsThis = organisation === '' ? `This is ${name}.` : `This is ${name} from ${organisation}.`
  return [
    branch({ when: ['wrong-number'], target: WRONG_NUMBER }),
    branch({ when: ['never-call-again'], target: NEVER_AGAIN }),
    branch({ when: ['goodbye'], target: GOODBYE }),
    branch({ when: ['who-is-this'], say: whoIsThis }),
    branch({ when: ['are-you-a-robot'], say: wording.robot }),
    branch({ when: ['hold-on'], say: wording.holdOn }),
    branch({ when: ['repeat', 'greeting', 'thanks'] }),
  ]
}

function standardEndings({ wording }: AssistantDefinition): readonly FlowNode[] {
  return [
    ending(WRONG_NUMBER, wording.wrongNumber),
    ending(NEVER_AGAIN, wording.neverAgain),
    ending(GOODBYE, wording.goodbye),
  ]
}

function noFlow({ wording }: AssistantDefinition): Flow {
  return { start: 'goodbye', nodes: [ending('goodbye', wording.goodbye)], anywhere: [] }
}

const branch = (parts: Partial<Branch>): Branch => ({
  condition: '',
  when: [],
  unless: [],
  examples: [],
  set: {},
  ...parts,
})
const ending = (id: string, say: string): FlowNode => ({
  id,
  title: '',
  say,
  again: [],
  expects: 'open',
  branches: [],
  end: true,
})
