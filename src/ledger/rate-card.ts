import { invariant, MICROS_PER_PAISA, type WorkspaceId } from '../base/index.ts'

/** Prices of a workspace. A version never changes; each charge names the version it used. */
export interface RateCard {
  readonly version: number
  /** Talk is billed by the second at a sixtieth of this. */
  readonly microsPerMinute: bigint
}
/** Rates are data: a workspace's own newest version, else the newest of everybody's. */
export interface RateCards {
  current(workspace: WorkspaceId): Promise<RateCard>
  find(version: number): Promise<RateCard | undefined>
  /** Becomes the current one for calls triggered from now on. */
  add(workspace: WorkspaceId | undefined, microsPerMinute: bigint): Promise<RateCard>
}

const SECONDS_PER_MINUTE = 60n
export const MINUTE_SECONDS = 60

/** What so many billed seconds cost: by the second, rounded half up to the paisa. */
export function priceCall(billedSeconds: number, card: RateCard): bigint {
  invariant(Number.isInteger(billedSeconds) && billedSeconds >= 0, 'billed seconds are whole')
  // Rounded once: going by whole micros first would lift 0.4999 paisa to a whole one.
  const paisaMinute = SECONDS_PER_MINUTE * MICROS_PER_PAISA
  const paise = (2n * BigInt(billedSeconds) * card.microsPerMinute + paisaMinute) / (2n * paisaMinute)
  return paise * MICROS_PER_PAISA
}

/** The longest talk, in whole seconds, that `amount` pays for; `mostSeconds` at most. */
export function secondsCovered(amount: bigint, card: RateCard, mostSeconds: number): number {
  let [enough, tooMany] = [0, mostSeconds + 1]
  while (tooMany - enough > 1) {
    const middle = Math.floor((enough + tooMany) / 2)
    if (priceCall(middle, card) <= amount) enough = middle
    else tooMany = middle
  }
  return enough
}

/** Held when a call is triggered, so that a workspace without money queues nothing. */
export const holdAtTrigger = (card: RateCard): bigint => priceCall(MINUTE_SECONDS, card)

/** Held when a call is dialed: all that it may come to cost. */
export const holdAtDial = (longestTalkSeconds: number, card: RateCard): bigint =>
  priceCall(longestTalkSeconds, card)
