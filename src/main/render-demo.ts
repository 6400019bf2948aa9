import { assistantDefinition, demoAssistant, knownSentences } from '../assistants/index.ts'
import { type Log, type Ms, pause } from '../base/index.ts'
import { systemClock } from '../base/system-clock.ts'
import { linesOf, type Persona, personaOf, personas } from '../carrier/index.ts'
import type { TextToSpeech } from '../speech/index.ts'
import { createEmbeddedMouth } from '../speech/providers/embedded-speaking/embedded-mouth.ts'
import type { Progress } from './progress.ts'
import { QUICK_START_CALLEE, QUICK_START_INPUTS } from './quick-start.ts'

const TELL_EVERY_MS: Ms = 1_000

interface Line {
  readonly text: string
  readonly voice: string
}
export interface RenderDemoOptions {
  readonly mouthSocket: string
  readonly speechCache: string
  readonly log: Log
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** A start waits this long at most for voices; what is missing then is rendered while calls run. */
const START_WAITS_MS: Ms = 75_000

/**
 * Renders what the demo's voices will say, the quick start's call first, so that the first call sounds like
 * the
 * thousandth. Resolves when that call is ready, or after a while; the rest, and the other callees, follow by
 * themselves.
 */
export async function renderDemo(options: RenderDemoOptions): Promise<void> {
  const { progress, signal, log } = options
  const mouth = createEmbeddedMouth({
    socketPath: options.mouthSocket,
    cacheDir: options.speechCache,
    clock: systemClock,
    log,
  })
  const first = await unprepared(mouth, quickStartLines())
  let rendered = 0
  const render = async (lines: readonly Line[]) => {
    for (const { text, voice } of lines) {
      await mouth.prepare([text], voice, signal)
      rendered += 1
    }
  }
  const rest = async () => render(await unprepared(mouth, otherLines()))
  const all = render(first).then(() => {
    void rest()
      .catch((error: unknown) => log.warn('not all lines of the demo are rendered', { error }))
      .finally(() => mouth.close())
  })
  if (first.length === 0) return
  const tell = () =>
    progress.step('voices', `Rendering the demo's sentences, once: ${rendered} of ${first.length}`)
  const startedMs = systemClock.monotonic()
  while (rendered < first.length && systemClock.monotonic() - startedMs < START_WAITS_MS) {
    tell()
    await Promise.race([all, pause(systemClock, TELL_EVERY_MS, signal)])
  }
  progress.done('voices', `${rendered} of ${first.length} sentences of the demo are rendered`)
}

async function unprepared(mouth: TextToSpeech, lines: readonly Line[]): Promise<readonly Line[]> {
  const prepared = await Promise.all(lines.map(({ text, voice }) => mouth.isPrepared(text, voice)))
  return lines.filter((_, index) => prepared[index] !== true)
}

function quickStartLines(): readonly Line[] {
  const assistant = assistantDefinition.parse(demoAssistant)
  const callee = personaOf(QUICK_START_CALLEE)
  const [greeting = '', ...others] = knownSentences(assistant, QUICK_START_INPUTS)
  const spoken = (text: string): Line => ({ text, voice: assistant.voice })
  return [spoken(greeting), ...(callee === undefined ? [] : linesSaidBy(callee)), ...others.map(spoken)]
}

const otherLines = (): readonly Line[] => personas.flatMap(linesSaidBy)

function linesSaidBy(persona: Persona): readonly Line[] {
  return linesOf(persona).map((text) => ({ text, voice: persona.voice }))
}
