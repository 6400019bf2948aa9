import type { Weight } from '../conversation/index.ts'
import { type Act, isBackchannel, readActs } from '../understanding/index.ts'

const GREETING: readonly Act[] = ['greeting', 'yes']
const FAREWELL: readonly Act[] = ['thanks', 'goodbye', 'yes', 'greeting']
/** Longer speech says something. */
const MURMUR_WORDS_MAX = 2
const GREETING_WORDS_MAX = 4
const FAREWELL_WORDS_MAX = 7

/** Words that ask for the floor, however short. */
const CALLS = /^\W*(?:listen|suniye|suno|sun lo|wait|stop|bas|ruko|rukiye|excuse me|but|one thing)\b/i

/** What words weigh when they are said over the assistant's voice. */
export function weigh(text: string): Weight {
  const acts = readActs(text)
  const words = text.trim().split(/\s+/).length
  const are = (kinds: readonly Act[]) => acts.length > 0 && acts.every((act) => kinds.includes(act))
  if (CALLS.test(text)) return 'words'
  if (isBackchannel(text)) return acts.includes('yes') ? 'assent' : 'hum'
  if (are(['yes']) && words <= 2) return 'assent'
  if (are(GREETING) && acts.includes('greeting') && words <= GREETING_WORDS_MAX) return 'greeting'
  if (are(FAREWELL) && !are(GREETING) && words <= FAREWELL_WORDS_MAX) return 'farewell'
  return acts.length === 0 && words <= MURMUR_WORDS_MAX && !/\d/.test(text) ? 'murmur' : 'words'
}
