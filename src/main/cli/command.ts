import type { ApiClient } from './api-client.ts'
import type { Paint } from './paint.ts'
import type { CliWorld, ExitCode } from './world.ts'

export interface Option {
  /** What stands behind it in help, as `<rupees>`; undefined for a switch. */
  readonly value?: string
  readonly about: string
  readonly repeated?: boolean
}
/** One thing the tool can do, as data: help and parsing are derived from it. */
export interface Command {
  readonly noun: string
  readonly verb: string
  readonly about: string
  /** In order; one in square brackets may be left out, one with dots may be repeated. */
  readonly takes: readonly string[]
  readonly options?: Readonly<Record<string, Option>>
  /** Without the name of the tool. */
  readonly examples: readonly string[]
  readonly run: (context: CommandContext) => Promise<ExitCode | undefined>
}
export interface CommandContext {
  readonly words: readonly string[]
  readonly options: GivenOptions
  readonly api: ApiClient
  readonly world: CliWorld
  readonly paint: Paint
  /** Prints `value` as JSON under --json, else the lines for people. */
  show(value: unknown, lines: readonly string[]): void
}
/** Options by name: text of those with a value, all of a repeated one, and switches. */
export interface GivenOptions {
  text(name: string): string | undefined
  list(name: string): readonly string[]
  has(name: string): boolean
}

export const command = (it: Command): Command => it
