import type { Clock, Ms } from '../base/index.ts'

/** Nobody waits longer than this without a word. */
const SPEAK_EVERY_MS: Ms = 4_500
const TICK_MS: Ms = 500

/** Lines for a person who waits: what is being done and how far it is. */
export interface Progress {
  /** Starts or changes a piece of work; a later `done` or another `step` of the same name ends it. */
  step(name: string, text: string): void
  done(name: string, text: string): void
  stop(): void
}

export function createProgress(clock: Clock, print: (line: string) => void): Progress {
  const startedMs = clock.monotonic()
  const open = new Map<string, { readonly text: string; readonly sinceMs: Ms }>()
  let lastPrintedMs = startedMs
  let cancel: (() => void) | undefined

  const say = (line: string) => {
    lastPrintedMs = clock.monotonic()
    print(`${stamp(lastPrintedMs - startedMs)} ${line}`)
  }
  const tick = () => {
    if (open.size > 0 && clock.monotonic() - lastPrintedMs >= SPEAK_EVERY_MS) {
      say([...open.values()].map(({ text }) => `… ${text}`).join('   '))
    }
    cancel = clock.after(TICK_MS, tick)
  }
  cancel = clock.after(TICK_MS, tick)
  return {
    step(name, text) {
      const known = open.get(name)
      open.set(name, { text, sinceMs: known?.sinceMs ?? clock.monotonic() })
      if (known === undefined) say(text)
    },
    done(name, text) {
      open.delete(name)
      say(`✓ ${text}`)
    },
    stop: () => cancel?.(),
  }
}

function stamp(ms: Ms): string {
  const seconds = Math.floor(ms / 1_000)
  return `[${String(Math.floor(seconds / 60)).padStart(2, ' ')}:${String(seconds % 60).padStart(2, '0')}]`
}
