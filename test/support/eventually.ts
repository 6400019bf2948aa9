import { pause } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'

const LOOK_EVERY_MS = 50

/** The first value of `look` that is not undefined; throws when there is none in time. */
export async function eventually<Value>(
  what: string,
  limitMs: number,
  look: () => Value | undefined | Promise<Value | undefined>,
): Promise<Value> {
  const endMs = systemClock.monotonic() + limitMs
  for (;;) {
    const value = await look()
    if (value !== undefined) return value
    if (systemClock.monotonic() > endMs) throw new Error(`${what}: not within ${limitMs} ms`)
    await pause(systemClock, LOOK_EVERY_MS)
  }
}
