import { invariant } from '../base/index.ts'
import type { Effect } from './effect.ts'
import type { ConversationEvent } from './event.ts'
import type { Policy } from './policy.ts'
import { reduce } from './reduce.ts'
import { begin, type Conversation } from './state.ts'

export interface Replayed {
  readonly state: Conversation
  readonly effects: readonly Effect[]
}

/**
 * Runs a journal through the reducer again; under another policy, it shows what that would have ordered.
 */
export function replay(events: readonly ConversationEvent[], policy?: Policy): Replayed {
  const [first] = events
  invariant(first?.type === 'session-started', 'a journal begins with session-started')
  let state = begin(policy ?? first.policy)
  const effects: Effect[] = []
  for (const event of events) {
    const step = reduce(state, event)
    state = step.state
    effects.push(...step.effects)
  }
  return { state, effects }
}
