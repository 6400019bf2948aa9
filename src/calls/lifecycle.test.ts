import { describe, expect, it } from 'vitest'
import type { DisconnectionReason } from './call.ts'
import { isOver, mayMove, movesInto, outcomeOf } from './lifecycle.ts'

const reasons: readonly [DisconnectionReason, string, string][] = [
  // reason, answered, never answered
  ['customer_hangup', 'completed billed', 'failed free'],
  ['assistant_hangup', 'completed billed', 'failed free'],
  ['transferred', 'completed billed', 'failed free'],
  ['voicemail', 'completed billed', 'failed free'],
  ['max_duration', 'completed billed', 'failed free'],
  ['silence', 'completed billed', 'failed free'],
  ['media_lost', 'failed free', 'failed free'],
  ['carrier_error', 'failed free', 'failed free'],
  ['internal_error', 'failed free', 'failed free'],
  ['unanswered', 'failed free', 'failed free'],
  ['busy', 'failed free', 'failed free'],
  ['rejected', 'failed free', 'failed free'],
  ['invalid_number', 'failed free', 'failed free'],
  ['unreachable', 'failed free', 'failed free'],
  ['blocked', 'failed free', 'failed free'],
  ['insufficient_balance', 'failed free', 'failed free'],
  ['canceled', 'canceled free', 'canceled free'],
]
const words = (reason: DisconnectionReason, answered: boolean) => {
  const { status, billed } = outcomeOf(reason, answered)
  return `${status} ${billed ? 'billed' : 'free'}`
}

describe('the end of a call', () => {
  it.each(reasons)('for %s is %s when answered and %s when not', (reason, answered, unanswered) => {
    expect(words(reason, true)).toBe(answered)
    expect(words(reason, false)).toBe(unanswered)
  })
})

describe('the life of a call', () => {
  it('leads nowhere from its end', () => {
    for (const end of ['completed', 'failed', 'canceled'] as const) {
      expect(isOver(end)).toBe(true)
      expect(mayMove(end, 'queued')).toBe(false)
    }
  })

  it('returns to the queue only from dialing', () => {
    expect(movesInto('queued')).toEqual(['dialing'])
  })

  it('can skip the ringing', () => {
    expect(movesInto('in_progress')).toEqual(['dialing', 'ringing'])
  })
})
