import type { AssistantDefinition } from './definition.ts'
import type { Values } from './template.ts'

const VALUE_LENGTH_MAX = 500

/**
 * What is wrong with the inputs of a call, by key, in sentences; empty when nothing is. Values are spoken
 * as they come, so only their length and control characters matter.
 */
export function checkInputs(
  definition: Pick<AssistantDefinition, 'inputs'>,
  inputs: Values,
): Readonly<Record<string, readonly string[]>> {
  const known = new Set(definition.inputs.map((input) => input.key))
  const problems: Record<string, readonly string[]> = {}
  for (const [key, value] of Object.entries(inputs)) {
    const problem = known.has(key) ? problemOf(value) : unknownKey(known)
    if (problem !== undefined) problems[key] = [problem]
  }
  for (const { key, required } of definition.inputs)
    if (required && (inputs[key] ?? '').trim() === '') problems[key] ??= ['Required']
  return problems
}

function unknownKey(known: ReadonlySet<string>): string {
  const names = [...known].join(', ')
  return names === ''
    ? 'This assistant takes no input parameters'
    : `Not an input of this assistant; it has: ${names}`
}

function problemOf(value: string): string | undefined {
  if (value.length > VALUE_LENGTH_MAX) return `At most ${VALUE_LENGTH_MAX} characters`
  if (/\p{Cc}/u.test(value)) return 'No control characters or line breaks'
  return undefined
}
