import type { AssistantDefinition } from './definition.ts'
import type { FlowNode } from './flow/flow.ts'
import { type Script, scriptOf } from './flow/script.ts'
import { openWalk } from './flow/walk.ts'
import { openingLines } from './opening.ts'
import { sentencesOf } from './sentences.ts'
import { placeholdersOf, render, type Values } from './template.ts'

/**
 * Every sentence this assistant may say that is static or depends only on its inputs, in the order in which
 * a call may need it, each once: rendered ahead, its speech starts at once. `outputValues` names for an
 * output key the values worth having ready (times of day read back).
 */
export function knownSentences(
  definition: AssistantDefinition,
  inputs: Values,
  outputValues: (key: string) => readonly string[] = () => [],
): readonly string[] {
  const script = scriptOf(definition, inputs)
  const opening = openingLines(definition, inputs).map((line) => line.text)
  const first = openWalk(script).say.flatMap(sentencesOf)
  const nodes = nodesInOrder(script)
  const texts = [
    ...nodes.flatMap((node) => [node.say, node.confirm ?? '']),
    ...nodes.flatMap((node) => [...node.again, ...node.branches.map((branch) => branch.say ?? '')]),
    ...asides(script),
    ...policyLines(definition),
  ]
  const keys = new Set(definition.outputs.map((output) => output.key))
  const rest = texts.flatMap((text) => fillings(text, { inputs, keys, outputValues }))
  return [...new Set([...opening, ...first, ...rest])].filter((sentence) => sentence !== '')
}

interface Known {
  readonly inputs: Values
  readonly keys: ReadonlySet<string>
  readonly outputValues: (key: string) => readonly string[]
}

/** Sentences without outputs as they are; one with a single output once for each value worth having. */
function fillings(template: string, { inputs, keys, outputValues }: Known): readonly string[] {
  return sentencesOf(template).flatMap((sentence) => {
    const outputs = [...new Set(placeholdersOf(sentence).map(({ key }) => key))].filter((key) =>
      keys.has(key),
    )
    const [only, ...others] = outputs
    if (only === undefined) return sentencesOf(render(sentence, inputs))
    if (others.length > 0) return []
    return outputValues(only).map((value) => render(sentence, { ...inputs, [only]: value }))
  })
}

/** Nearest to the start first. */
function nodesInOrder(script: Script): readonly FlowNode[] {
  const order = new Set([script.start])
  for (const id of order)
    for (const branch of script.nodes.get(id)?.branches ?? [])
      if (branch.target !== undefined) order.add(branch.target)
  return [...new Set([...order, ...script.nodes.keys()])].flatMap((id) => script.nodes.get(id) ?? [])
}

const asides = (script: Script) => script.anywhere.map((branch) => branch.say ?? '')

function policyLines({ wording, silence, voicemail }: AssistantDefinition): readonly string[] {
  const { apology, notUnderstood, ...rest } = wording
  return [
    apology,
    notUnderstood,
    ...silence.prompts,
    silence.goodbye,
    ...Object.values(rest),
    voicemail.message,
  ]
}
