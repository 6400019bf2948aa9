import type { Clock } from '../../base/index.ts'

/** All that the command line tool touches outside itself. */
export interface CliWorld {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly fetch: typeof fetch
  /** Writes text as it is, line breaks included. */
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  /** Whether a person watches: colours then, unless NO_COLOR is set. */
  readonly isTty: boolean
  /** The data folder of the installation: `demo.env` and the operator's token lie there. */
  readonly dataDir: string
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** 0: done. 1: refused, or the call failed. 2: misused. 3: the server cannot be reached. */
export type ExitCode = 0 | 1 | 2 | 3

/** Ends a command: what is wrong, and what to do next. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed'
  readonly next: string
  readonly exitCode: ExitCode

  constructor(message: string, next: string, exitCode: ExitCode = 1) {
    super(message)
    this.next = next
    this.exitCode = exitCode
  }
}
