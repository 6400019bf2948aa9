import * as z from 'zod'

const identifier = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'a letter, then letters, digits or _, 64 at most')

export const inputParameter = z.strictObject({
  key: identifier,
  label: z.string().min(1).max(200),
  required: z.boolean().default(false),
  sample: z.string().max(500).default(''),
})
export const outputParameter = z.strictObject({
  key: identifier,
  description: z.string().max(1_000).default(''),
  type: z.enum(['text', 'yes-no', 'choice', 'number', 'date-time']),
  choices: z.array(z.string().min(1).max(200)).max(50).optional(),
})

/**
 * The assistant file: a public contract. `format: 1` never changes its meaning; a new meaning is a new
 * number.
 */
export const assistantDefinition = z.strictObject({
  format: z.literal(1),
  name: z.string().min(1).max(100),
  goal: z.string().max(4_000).default(''),
  language: z.string().default('en-IN'),
  inputs: z.array(inputParameter).max(50).default([]),
  outputs: z.array(outputParameter).max(50).default([]),
})
export type AssistantDefinition = z.infer<typeof assistantDefinition>
