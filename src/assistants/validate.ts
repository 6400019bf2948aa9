import { type AssistantDefinition, assistantDefinition } from './definition.ts'
import { flowProblems } from './flow/flow-problems.ts'
import type { Problem } from './problem.ts'
import { VOICES } from './voices.ts'

export type Validation =
  | { readonly type: 'valid'; readonly definition: AssistantDefinition }
  | { readonly type: 'invalid'; readonly problems: readonly Problem[] }

/** Everything that keeps a file from being published, all at once. */
export function validateAssistant(file: unknown): Validation {
  const parsed = assistantDefinition.safeParse(file)
  if (!parsed.success)
    return {
      type: 'invalid',
      problems: parsed.error.issues.map(({ path, message }) => ({ path: pathOf(path), message })),
    }
  const definition = parsed.data
  const problems = [
    ...parameterProblems(definition),
    ...voicemailProblems(definition),
    ...voiceProblems(definition),
    ...flowProblems(definition),
  ]
  return problems.length === 0 ? { type: 'valid', definition } : { type: 'invalid', problems }
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((step, place) =>
      typeof step === 'number' ? `[${step}]` : `${place === 0 ? '' : '.'}${String(step)}`,
    )
    .join('')
}

function parameterProblems({ inputs, outputs }: AssistantDefinition): readonly Problem[] {
  const named = [
    ...inputs.map(({ key }, place) => ({ key, path: `inputs[${place}].key` })),
    ...outputs.map(({ key }, place) => ({ key, path: `outputs[${place}].key` })),
  ]
  const repeated = named
    .filter(({ key }, place) => named.findIndex((other) => other.key === key) < place)
    .map(({ key, path }) => ({ path, message: `"${key}" is taken: give each input and output its own key` }))
  const choiceless = outputs.flatMap(({ type, choices = [], key }, place) =>
    type === 'choice' && choices.length < 2
      ? [{ path: `outputs[${place}].choices`, message: `"${key}" is a choice: list at least two choices` }]
      : [],
  )
  return [...repeated, ...choiceless]
}

function voicemailProblems({ voicemail }: AssistantDefinition): readonly Problem[] {
  return voicemail.policy === 'message' && voicemail.message.trim() === ''
    ? [{ path: 'voicemail.message', message: 'Write the message to leave, or choose the policy "hang-up"' }]
    : []
}

function voiceProblems({ voice }: AssistantDefinition): readonly Problem[] {
  return VOICES.includes(voice)
    ? []
    : [{ path: 'voice', message: `There is no voice "${voice}": choose one of ${VOICES.join(', ')}` }]
}
