/**
 * Carries one leg of a call.
 *
 * Terminology. *Leg*: one signalling and media path to one party. *Trunk*: a configured way to a carrier.
 * *Dialog*, *SIP transaction*: as in RFC 3261. *Mark*: a point in outgoing audio whose playing is reported.
 */
export * from './call-leg.ts'
export * from './media/media-engine.ts'
export * from './media/wire-tap.ts'
export * from './trunk.ts'
