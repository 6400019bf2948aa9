import { expect, it } from 'vitest'
import { endingOf } from './finish-call.ts'

const rateCard = { version: 1, microsPerMinute: 10_000_000n }
const end = { detail: undefined, outputs: { interested: 'yes' }, hasRecording: true, endedAt: 1_000_094_000 }

it('charges the documented sample: 94 s cost ₹15.67', () => {
  const ending = endingOf({ ...end, reason: 'customer_hangup', answeredAt: 1_000_000_000 }, rateCard)
  expect(ending).toMatchObject({ status: 'completed', billedSeconds: 94, costMicros: 15_670_000n })
})

it('bills a begun second whole', () => {
  const ending = endingOf({ ...end, reason: 'silence', answeredAt: 1_000_093_999 }, rateCard)
  expect(ending).toMatchObject({ billedSeconds: 1, costMicros: 170_000n })
})

it('charges nothing for a call that nobody answered', () => {
  const ending = endingOf({ ...end, reason: 'busy', answeredAt: undefined }, rateCard)
  expect(ending).toMatchObject({ status: 'failed', billedSeconds: 0, costMicros: 0n })
})

it('charges nothing for an answered call that we or the network broke, but keeps what was captured', () => {
  const ending = endingOf({ ...end, reason: 'media_lost', answeredAt: 1_000_000_000 }, rateCard)
  expect(ending).toMatchObject({ status: 'failed', costMicros: 0n, outputs: { interested: 'yes' } })
})
