/**
 * Hears (speech to text), speaks (text to speech), notices voice.
 *
 * Terminology. *Utterance*: one stretch of human speech between pauses. *Interim / final*: a transcript that
 * may / will
 * not change. *Expectation*: what the next turn may hold. *Prepared*: rendered before it is needed.
 */
export { type PullOptions, pullModels } from './models/fetch.ts'
export type { ModelPlaces, ReadyModel } from './models/locate.ts'
export { defaultModelNames, manifest } from './models/manifest.ts'
export type { Model } from './models/model.ts'
export { ModelsMissing } from './models/models-missing.ts'
export type { PullProgress } from './models/progress.ts'
export { type ModelStatus, modelStatus } from './models/status.ts'
export * from './speech-engine-error.ts'
export * from './speech-to-text.ts'
export * from './text-to-speech.ts'
export * from './voice-activity.ts'
