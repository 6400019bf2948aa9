import * as z from 'zod'
import { assistantDefinition } from './definition.ts'

/** The JSON Schema (2020-12) of the assistant file, as an author may write it. */
export function assistantJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(assistantDefinition, { io: 'input', target: 'draft-2020-12' })
  return { $schema, title: 'Twenty2 assistant, format 1', ...rest }
}
