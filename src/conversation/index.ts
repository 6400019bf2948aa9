/**
 * Decides who has the floor and what to do next; pure.
 *
 * Terminology. *Human* and *assistant*: the two speakers. *Floor*: whose turn it is. *Turn*: all that one
 * speaker says until the floor passes. *Reply*: one assistant answer in the making; becomes a turn when
 * heard. *Barge-in*: the human takes the floor while the assistant speaks. *Backchannel*: speech that does
 * not want the floor. *Endpoint*: the moment a turn is over. *Journal*: the ordered events of a session.
 */
export { looksLikeMachine } from './answering-machine.ts'
export type { Effect, HangUpWhy, HumanTurn } from './effect.ts'
export * from './event.ts'
export { latencyOf, type TurnLatency } from './latency.ts'
export { outputsOf } from './outputs.ts'
export { type Policy, standardPolicy } from './policy.ts'
export { reduce } from './reduce.ts'
export { type Replayed, replay } from './replay.ts'
export { begin, type Conversation } from './state.ts'
export { type TimelineEntry, timelineOf } from './timeline.ts'
export { type SpokenTurn, transcriptOf } from './transcript.ts'
export { type Usage, usageOf } from './usage.ts'
