/** What a reply does, whatever the node it answers. */
export const ACTS = [
  'yes',
  'no',
  'unsure',
  'interested',
  'not-interested',
  'later',
  'busy',
  'wrong-number',
  'never-call-again',
  'already-paid',
  'person-please',
  'who-is-this',
  'are-you-a-robot',
  'price-question',
  'repeat',
  'hold-on',
  'greeting',
  'goodbye',
  'thanks',
] as const
export type Act = (typeof ACTS)[number]

/**
 * A language's phrasings by act. `nothing` holds phrases that look like an act and are none ("no problem
 * at").
 */
export type ActPhrases = Readonly<Partial<Record<Act | 'nothing', readonly string[]>>>
