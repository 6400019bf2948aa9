import {
  type AssistantDefinition,
  assistantDefinition,
  type Problem as FileProblem,
  validateAssistant,
} from '../assistants/index.ts'
import type { ValidationErrors } from '../contract/index.ts'

export type DraftFile =
  | { readonly type: 'draft'; readonly definition: AssistantDefinition }
  | { readonly type: 'unreadable'; readonly problems: readonly FileProblem[] }

/** A draft may be unfinished, but it has the form of an assistant file. */
export function readDraft(file: unknown): DraftFile {
  const parsed = assistantDefinition.safeParse(file)
  return parsed.success
    ? { type: 'draft', definition: parsed.data }
    : { type: 'unreadable', problems: publishProblems(file) }
}

/** What stands in the way of publishing. */
export function publishProblems(file: unknown): readonly FileProblem[] {
  const validation = validateAssistant(file)
  return validation.type === 'valid' ? [] : validation.problems
}

export function errorsByField(problems: readonly FileProblem[]): ValidationErrors {
  const byPath = Map.groupBy(problems, ({ path }) => path || 'body')
  return Object.fromEntries([...byPath].map(([path, those]) => [path, those.map(({ message }) => message)]))
}
