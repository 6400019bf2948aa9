import type { Branch, Expects, FlowNode } from './flow.ts'
import type { HeardValue } from './heard.ts'

/**
 * Where in the flow the talk stands. *asking*: the node's question was asked. *asking-part*: one part of
 * its date-time is missing and was asked for. *confirming*: its value was read back, yes or no is awaited.
 */
export type Stage = 'asking' | 'asking-part' | 'confirming'

export interface Position {
  readonly node: string
  readonly stage: Stage
  /** How often this node's question was asked again because the answer was not understood. */
  readonly again: number
  /** How often this node was kept for another reason: a question answered, a repetition. */
  readonly stays: number
  readonly outputs: Readonly<Record<string, HeardValue>>
}

/** What one human turn did to the talk. */
export interface WalkStep {
  readonly position: Position
  /** Texts to say, one after the other. */
  readonly say: readonly string[]
  readonly expects: Expects
  readonly captured: readonly { readonly key: string; readonly value: HeardValue }[]
  /** Output keys whose values the human took back. */
  readonly withdrawn: readonly string[]
  /** Nodes entered, also those passed through because their answer was known. */
  readonly entered: readonly string[]
  /** `wait`: the human asked for a moment. */
  readonly next: 'listen' | 'wait' | 'hang-up'
}

/** One turn in the making. */
export interface Trail extends Omit<WalkStep, 'expects' | 'next'> {
  /** Branches that this turn has taken. */
  readonly used: readonly Branch[]
}

export const startTrail = (position: Position): Trail => ({
  position,
  say: [],
  captured: [],
  withdrawn: [],
  entered: [],
  used: [],
})

export const saying = (trail: Trail, ...texts: readonly string[]): Trail => ({
  ...trail,
  say: [...trail.say, ...texts.filter((text) => text !== '')],
})

export const moved = (trail: Trail, change: Partial<Position>): Trail => ({
  ...trail,
  position: { ...trail.position, ...change },
})

export function capturing(trail: Trail, key: string, value: HeardValue): Trail {
  if (trail.position.outputs[key]?.value === value.value) return trail
  return {
    ...moved(trail, { outputs: { ...trail.position.outputs, [key]: value } }),
    captured: [...trail.captured, { key, value }],
    withdrawn: trail.withdrawn.filter((other) => other !== key),
  }
}

export function withdrawing(trail: Trail, key: string): Trail {
  const { [key]: gone, ...outputs } = trail.position.outputs
  if (gone === undefined) return trail
  return {
    ...moved(trail, { outputs }),
    captured: trail.captured.filter((entry) => entry.key !== key),
    withdrawn: [...trail.withdrawn, key],
  }
}

export function listening(trail: Trail, node: FlowNode, next: WalkStep['next'] = 'listen'): WalkStep {
  const { used: _used, ...step } = trail
  return { ...step, expects: step.position.stage === 'confirming' ? 'yes-no' : node.expects, next }
}
