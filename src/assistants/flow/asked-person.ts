import { sentencesOf } from '../sentences.ts'
import { placeholdersOf } from '../template.ts'
import type { FlowNode } from './flow.ts'
import type { Script } from './script.ts'

/** A question for the human's own identity, as "Am I speaking with …?", "Is this …?" and "Kya aap … hain?" ask. */
const ASKS_WHO = /\b(?:am i|is this|is that|is it|are you|this is|do i have|kya (?:main|aap|ye|yeh))\b/i
const IS_NAME = /name|person/i

/** The person whom this node asks the human to be: the input it names in its question. */
export function personAskedFor({ inputs, definition }: Script, node: FlowNode): string | undefined {
  const question = sentencesOf(node.say).at(-1) ?? ''
  if (node.expects !== 'yes-no' || !ASKS_WHO.test(question)) return undefined
  const named = placeholdersOf(question)
    .map(({ key }) => definition.inputs.find((input) => input.key === key))
    .find((input) => input !== undefined && (IS_NAME.test(input.key) || IS_NAME.test(input.label)))
  const value = (inputs[named?.key ?? ''] ?? '').trim()
  return value === '' ? undefined : value
}
