/**
 * Hears (speech to text), speaks (text to speech), notices voice.
 *
 * Terminology. *Utterance*: one stretch of human speech between pauses. *Interim / final*: a transcript that
 * may / will not change. *Expectation*: what the next turn may hold. *Prepared*: rendered before it is
 * needed.
 */
export { type Pronunciations, withPronunciations } from './phonemes/index.ts'
export * from './speech-engine-error.ts'
export * from './speech-to-text.ts'
export * from './text-to-speech.ts'
export * from './voice-activity.ts'
