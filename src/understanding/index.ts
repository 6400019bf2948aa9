/**
 * Finds meaning in the words of a speech recogniser, without a model; pure. When in doubt it finds nothing.
 *
 * Terminology. *Reply*: what the human said in one turn, as the recogniser wrote it. *Act*: what a reply does
 * in any conversation (agrees, is busy, asks who calls). *Backchannel*: a sound of attention that does not
 * want the floor. *Ending*: whether the words so far sound whole. *Amount*: money in rupees. *Spoken time*: a
 * day and a time as far as they were said. *Branch*: a way out of a flow's node, known by its example
 * replies. `read…` takes a reply and returns undefined when the thing is absent or unclear; `write…` and
 * `say…` give a value back to the eye and to the voice.
 */
export { ACTS, type Act } from './act.ts'
export { isBackchannel, readActs, readYesNo } from './acts.ts'
export { type Choice, readChoice } from './choice.ts'
export { type Asked, type Ending, readEnding } from './ending.ts'
export { type Identity, readIdentity } from './identity.ts'
export { readName } from './name.ts'
export { readAmount, readNumber } from './numbers/amount.ts'
export { readDigits, readTelephone } from './numbers/digits.ts'
export { groupDigits, sayAmount, sayDateTime, sayDigits, sayNumber, writeAmount } from './read-back.ts'
export { type Branch, type Match, matchExamples } from './similarity.ts'
export { mergeDateTime, readDateTime } from './times/date-time.ts'
export type { DayPart, Now, SpokenClock, SpokenDay, SpokenTime } from './times/spoken-time.ts'
export { isWish } from './times/wish.ts'
export { normalise } from './words.ts'
