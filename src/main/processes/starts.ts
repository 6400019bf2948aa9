import type { ReadyModel } from '../../speech/models/index.ts'

/**
 * What `main` sends to each child process as its first message. Plain data: it crosses a process boundary.
 */
export interface ChildLog {
  readonly file: string
  readonly level: string
}
export interface EarsStart {
  readonly log: ChildLog
  readonly socketPath: string
  readonly whisper: ReadyModel
  /** Where graphs made by our own code are kept. */
  readonly modelsCache: string
}
export interface MouthStart {
  readonly log: ChildLog
  readonly socketPath: string
  readonly kokoro: ReadyModel
  readonly voices: ReadyModel
  readonly modelsCache: string
  readonly speechCache: string
}
export interface CarrierStart {
  readonly log: ChildLog
  readonly port: number
  readonly earsSocket: string
  readonly mouthSocket: string
  readonly speechCache: string
  /** One file a call: what the callee truly said and heard. */
  readonly recordFolder: string
  readonly seed: number
}
export interface CarrierReady {
  readonly host: string
  readonly port: number
}
export interface ApiStart {
  readonly log: ChildLog
  readonly databaseUrl: string
  readonly secrets: readonly string[]
  readonly operatorToken: string
  readonly host: string
  readonly port: number
  readonly publicUrl: string | undefined
  readonly recordings: string
  readonly version: string
}
export interface ApiReady {
  readonly url: string
}
export interface WorkerStart {
  readonly log: ChildLog
  readonly name: string
  readonly databaseUrl: string
  readonly secrets: readonly string[]
  readonly sipHost: string
  readonly sipPort: number
  readonly sipPublicHost: string | undefined
  readonly earsSocket: string
  readonly mouthSocket: string
  readonly speechCache: string
  readonly recordings: string
  readonly voiceActivity: ReadyModel
}
