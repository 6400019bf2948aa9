/** Trouble with an engine outside our process, classified where it happens. */
export class SpeechEngineError extends Error {
  override readonly name = 'SpeechEngineError'
  readonly engine: 'stt' | 'tts' | 'vad'
  readonly kind: 'unavailable' | 'timed-out' | 'refused'
  readonly retryable: boolean
  constructor(
    engine: 'stt' | 'tts' | 'vad',
    kind: 'unavailable' | 'timed-out' | 'refused',
    options: { readonly retryable: boolean; readonly cause?: unknown },
  ) {
    super(`${engine}: ${kind}`, { cause: options.cause })
    this.engine = engine
    this.kind = kind
    this.retryable = options.retryable
  }
}
