import * as z from 'zod'

const nodeId = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'a lower-case letter, then letters, digits or -')
const line = z.string().max(1_000)

/**
 * What a reply does, whatever the question: recognised without examples, in English and in romanised Hindi.
 * `date-time`: a day or time was named. `answered`: what the node captures was understood.
 */
export const conditionWord = z.enum([
  'yes',
  'no',
  'unsure',
  'interested',
  'not-interested',
  'later',
  'busy',
  'wrong-number',
  'never-call-again',
  'already-paid',
  'person-please',
  'who-is-this',
  'are-you-a-robot',
  'price-question',
  'repeat',
  'hold-on',
  'greeting',
  'goodbye',
  'thanks',
  'date-time',
  'answered',
])
export const branch = z.strictObject({
  condition: z.string().max(500).default('').describe('in words, for people and language models'),
  when: z.array(conditionWord).max(20).default([]).describe('taken when any of these holds'),
  unless: z.array(conditionWord).max(20).default([]).describe('and none of these'),
  is: z.string().max(200).optional().describe('taken when the captured value is this'),
  examples: z.array(z.string().min(1).max(300)).max(100).default([]).describe('replies that mean it'),
  set: z.record(z.string(), z.string().max(500)).default({}).describe('output key → value'),
  say: line.optional().describe('said first'),
  target: nodeId.optional().describe('the next node; without one the question is asked again'),
})
export const node = z.strictObject({
  id: nodeId,
  title: z.string().max(200).default(''),
  say: line.describe('may hold {{inputs}} and {{outputs}}'),
  again: z.array(line).max(5).default([]).describe('the same question in other words, in order'),
  expects: z
    .enum(['open', 'yes-no', 'choice', 'digits', 'number', 'date-time', 'name'])
    .default('open')
    .describe('what an answer looks like: it decides how to listen'),
  captures: z.string().optional().describe('the output that an answer fills'),
  confirm: line.optional().describe('reads the captured value back, to be answered by yes or no'),
  branches: z.array(branch).max(50).default([]),
  otherwise: nodeId.optional().describe('where to go when asking again did not help'),
  end: z.boolean().default(false).describe('says its text and hangs up'),
})
export const flow = z.strictObject({
  start: nodeId,
  nodes: z.array(node).min(1).max(200),
  anywhere: z.array(branch).max(50).default([]).describe('branches that hold in every node'),
})
export type Flow = z.infer<typeof flow>
export type FlowNode = z.infer<typeof node>
export type Branch = z.infer<typeof branch>
export type ConditionWord = z.infer<typeof conditionWord>
export type Expects = FlowNode['expects']
