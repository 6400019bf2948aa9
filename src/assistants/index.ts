/**
 * Says who the assistant is: flow, parameters, voice, versions; pure.
 *
 * Terminology. *Draft*: the definition being edited. *Version*: a published definition, immutable. *Flow*: a
 * graph of
 * nodes. *Node*: a step of the talk. *Branch*: a way out of a node.
 */
export * from './assistant.ts'
export * from './definition.ts'
