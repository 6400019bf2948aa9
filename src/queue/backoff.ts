import { invariant, type Ms, type Random } from '../base/index.ts'

const BACKOFF_BASE_MS: Ms = 200
const BACKOFF_CAP_MS: Ms = 10_000

/** How long to wait before trying again: doubling, capped, spread so that workers do not march in step. */
export function backoffMs(attempt: number, random: Random): Ms {
  invariant(attempt >= 1, 'attempts are counted from one')
  const ceilingMs = Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** Math.min(attempt - 1, 20))
  return ceilingMs / 2 + random.next() * (ceilingMs / 2)
}
