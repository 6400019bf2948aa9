/**
 * From writing to the sounds of speech, without a model.
 *
 * Terminology. *Spoken text*: a sentence with its numbers, amounts, dates and signs in words. *Clause*: the
 * piece of a sentence that is rendered at once. *Phone*: one sound, in ARPAbet. *Respelling*: how a word
 * sounds, written by people ("kaa-VAY-ree").
 *
 * `phonemes.ts` is not among the exports: it loads the English dictionary (70 MB), which only the process
 * that renders needs.
 */
export { clausesOf, pauseAfterMs } from './clauses.ts'
export { type Pronunciations, withPronunciations } from './pronunciations.ts'
export { spokenText } from './spoken-text.ts'
