/**
 * Says who the assistant is: flow, parameters, voice, versions; pure.
 *
 * Terminology. *Draft*: the definition being edited. *Version*: a published definition, immutable. *Flow*:
 * a graph of nodes. *Node*: a step of the talk. *Branch*: a way out of a node. *Walk*: what one human turn
 * does to the place in the flow. *Heard*: what was understood of that turn.
 */
export * from './assistant.ts'
export * from './definition.ts'
export { demoAssistant } from './demo-assistant.ts'
export { personAskedFor } from './flow/asked-person.ts'
export type { Branch, ConditionWord, Expects, Flow, FlowNode } from './flow/flow.ts'
export { type Act, type Heard, type HeardValue, heardNothing } from './flow/heard.ts'
export type { Position, WalkStep } from './flow/position.ts'
export { nodeOf, type Script, scriptOf } from './flow/script.ts'
export { advance, askOnceMore, openWalk } from './flow/walk.ts'
export { assistantJsonSchema } from './json-schema.ts'
export { knownSentences } from './known-sentences.ts'
export { disclosureLines, type Line, openingLines } from './opening.ts'
export { checkInputs } from './parameters.ts'
export type { Problem } from './problem.ts'
export { sentencesOf } from './sentences.ts'
export { render, type Values } from './template.ts'
export { type Validation, validateAssistant } from './validate.ts'
export { VOICES } from './voices.ts'
