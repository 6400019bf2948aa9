/** Static sentences with fields beside them. Implemented by `main`; silent in tests. */
export interface Log {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
}
export type LogFields = Readonly<Record<string, unknown>>

/** Telephone numbers, speech, prompts and keys: prints as `[private]` wherever it is printed. */
export class Private<T> {
  readonly #value: T
  constructor(value: T) {
    this.#value = value
  }
  reveal(): T {
    return this.#value
  }
  toString(): string {
    return '[private]'
  }
  toJSON(): string {
    return '[private]'
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[private]'
  }
}

const nothing = () => undefined
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing }
