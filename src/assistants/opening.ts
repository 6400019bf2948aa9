import type { AssistantDefinition } from './definition.ts'
import { sentencesOf } from './sentences.ts'
import { render, type Values } from './template.ts'

export interface Line {
  readonly text: string
  readonly interruptible: boolean
}

/**
 * What is said at the answer before the flow's first question: greeting, then who and what is listening.
 */
export function openingLines(definition: AssistantDefinition, inputs: Values): readonly Line[] {
  const greeting = sentencesOf(render(definition.greeting, inputs))
  return [...greeting.map((text) => ({ text, interruptible: true })), ...disclosureLines(definition, inputs)]
}

export function disclosureLines({ disclosure }: AssistantDefinition, inputs: Values): readonly Line[] {
  if (!disclosure.enabled) return []
  const { interruptible } = disclosure
  return sentencesOf(render(disclosure.text, inputs)).map((text) => ({ text, interruptible }))
}
