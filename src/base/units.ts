/** A duration, or a point on a line that only grows. */
export type Ms = number
/** A point in wall time: milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number

declare const brand: unique symbol
/** A string that cannot stand where an id of another kind is wanted. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind }
export type CallId = Id<'call'>
export type AttemptId = Id<'attempt'>
export type WorkspaceId = Id<'workspace'>
export type AssistantId = Id<'assistant'>
export type TrunkId = Id<'trunk'>
/** A telephone number in E.164 form: `+` and up to 15 digits. */
export type PhoneNumber = Id<'e164'>

/** Why a leg ended, from one closed list. */
export type HangupCause =
  | 'normal'
  | 'busy'
  | 'no-answer'
  | 'rejected'
  | 'invalid-number'
  | 'unreachable'
  | 'canceled'
  | 'media-lost'
  | 'failed'
export type DtmfDigit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '*' | '#'
