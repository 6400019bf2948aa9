/** Knows, brings and prepares the models that the embedded engines run. */
export { type PullOptions, pullModels } from './fetch.ts'
export type { ModelPlaces, ReadyModel } from './locate.ts'
export { defaultModelNames, manifest } from './manifest.ts'
export type { Model } from './model.ts'
export { ModelsMissing } from './models-missing.ts'
export type { PullProgress } from './progress.ts'
export { type ModelStatus, modelStatus } from './status.ts'
export { makeWhisperGraphs, type WhisperFiles } from './whisper-graph.ts'
