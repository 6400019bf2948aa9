import { Inbox } from '../base/index.ts'
import type { CallLeg, LegEvent } from '../telephony/index.ts'

/** More news than an hour's talk has; the session reads it all the time. */
const NEWS_MAX = 50_000

export type LegEnded = Extract<LegEvent, { readonly type: 'ended' }>

/**
 * The leg as the session sees it. We keep the one reader of its events, who stores dialog changes and notices
 * the end, and pass the rest on.
 */
export interface AnsweredLeg {
  readonly leg: CallLeg
  pass(event: LegEvent): void
  end(): void
}

export function answeredLeg(whole: CallLeg): AnsweredLeg {
  const inbox = new Inbox<LegEvent>(NEWS_MAX)
  const leg: CallLeg = {
    id: whole.id,
    events: inbox,
    listen: (sink) => whole.listen(sink),
    tap: (tap) => whole.tap(tap),
    play: (frame) => whole.play(frame),
    mark: (mark) => whole.mark(mark),
    clear: () => whole.clear(),
    playedMs: () => whole.playedMs(),
    pressDigit: (digit) => whole.pressDigit(digit),
    hangUp: (cause) => whole.hangUp(cause),
  }
  return { leg, pass: (event) => inbox.give(event), end: () => inbox.end() }
}
