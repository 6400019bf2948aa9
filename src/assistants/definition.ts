import * as z from 'zod'
import { flow } from './flow/flow.ts'
import { disclosure, silencePolicy, voicemailPolicy, wording } from './policy.ts'

const identifier = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'a letter, then letters, digits or _, 64 at most')
  .refine((key) => !(key in {}), 'choose another name: JavaScript uses this one itself')

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
 * number. What is left out takes the default named here. `validate` finds what a schema cannot say.
 */
export const assistantDefinition = z.strictObject({
  format: z.literal(1),
  name: z.string().regex(/\S/, 'write a name').max(100),
  goal: z.string().max(4_000).default(''),
  language: z.string().default('en-IN'),
  voice: z.string().max(100).default('af_heart').describe('a voice of the speaking engine'),
  organisation: z.string().max(200).default('').describe('on whose behalf it calls, as it is spoken'),
  persona: z.string().max(4_000).default('').describe('manner and guard-rails, for language models'),
  greeting: z.string().max(1_000).default('').describe('said before anything else; may hold {{inputs}}'),
  speaksFirst: z.enum(['assistant', 'human']).default('assistant'),
  disclosure: disclosure.prefault({}),
  maxDurationSeconds: z.int().min(30).max(3_600).default(300),
  silence: silencePolicy.prefault({}),
  voicemail: voicemailPolicy.prefault({}),
  wording: wording.prefault({}),
  phrases: z.array(z.string().min(1).max(100)).max(100).default([]).describe('names and words to expect'),
  inputs: z.array(inputParameter).max(50).default([]),
  outputs: z.array(outputParameter).max(50).default([]),
  flow: flow.optional().describe('without one it greets and says goodbye'),
})
/** A definition with every default filled in: what the rest of the house works with. */
export type AssistantDefinition = z.infer<typeof assistantDefinition>
/** The file as its author writes it. */
export type AssistantFile = z.input<typeof assistantDefinition>
export type InputParameter = z.infer<typeof inputParameter>
export type OutputParameter = z.infer<typeof outputParameter>
