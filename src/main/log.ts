import { mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import pino from 'pino'
import type { Log } from '../base/index.ts'

/** One JSON line an entry, into the process's own file of the log folder. */
export function openLog(options: {
  readonly name: string
  readonly file: string
  readonly level: string
}): Log {
  mkdirSync(dirname(options.file), { recursive: true })
  const logger = pino(
    { name: options.name, level: options.level, base: { pid: process.pid } },
    // Opened here: a process that ends before an asynchronous opening is done ends with a stack trace.
    pino.destination({ fd: openSync(options.file, 'a'), sync: false }),
  )
  return {
    debug: (message, fields) => logger.debug(fields ?? {}, message),
    info: (message, fields) => logger.info(fields ?? {}, message),
    warn: (message, fields) => logger.warn(serialised(fields), message),
    error: (message, fields) => logger.error(serialised(fields), message),
  }
}

/** An error has no fields of its own that JSON would show. */
function serialised(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error ? pino.stdSerializers.err(value) : value,
    ]),
  )
}
