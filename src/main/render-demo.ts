import { assistantDefinition, demoAssistant } from '../assistants/index.ts'
import type { Log, Ms } from '../base/index.ts'
import { systemClock } from '../base/system-clock.ts'
import { linesOf, type Persona, personaOf } from '../carrier/index.ts'
import { sentencesToPrepare } from '../session/index.ts'
import type { TextToSpeech } from '../speech/index.ts'
import { createEmbeddedMouth } from '../speech/providers/embedded-speaking/embedded-mouth.ts'
import type { Progress } from './progress.ts'
import { QUICK_START_CALLEE, QUICK_START_INPUTS } from './quick-start.ts'

interface Line {
  readonly text: string
  readonly voice: string
}
export interface RenderDemoOptions {
  readonly mouthSocket: string
  readonly speechCache: string
  /** Resolves when the engine is there. */
  readonly mouth: Promise<unknown>
  readonly log: Log
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** A start waits this long at most for voices; what is missing then is rendered when it is needed. */
const START_WAITS_MS: Ms = 120_000

/** Renders what the quick start's two voices will say, so that the first call sounds like the thousandth. */
export async function renderDemo(options: RenderDemoOptions): Promise<void> {
  const { mouthSocket: socketPath, speechCache: cacheDir, log, progress } = options
  const mouth = createEmbeddedMouth({ socketPath, cacheDir, clock: systemClock, log })
  const waited = new AbortController()
  const callOff = systemClock.after(START_WAITS_MS, () => waited.abort())
  try {
    const missing = await unprepared(mouth, quickStartLines())
    if (missing.length > 0) await options.mouth
    let rendered = 0
    for (const { text, voice } of missing) {
      if (waited.signal.aborted) break
      progress.step('voices', `Rendering the demo's sentences, once: ${rendered + 1} of ${missing.length}`)
      await mouth.prepare([text], voice, options.signal)
      rendered += 1
    }
    if (missing.length > 0) {
      progress.done('voices', `${rendered} of ${missing.length} sentences of the demo are rendered`)
    }
  } finally {
    callOff()
    mouth.close()
  }
}

async function unprepared(mouth: TextToSpeech, lines: readonly Line[]): Promise<readonly Line[]> {
  const prepared = await Promise.all(lines.map(({ text, voice }) => mouth.isPrepared(text, voice)))
  return lines.filter((_, index) => prepared[index] !== true)
}

function quickStartLines(): readonly Line[] {
  const assistant = assistantDefinition.parse(demoAssistant)
  const callee = personaOf(QUICK_START_CALLEE)
  const [greeting = '', ...others] = sentencesToPrepare(assistant, QUICK_START_INPUTS)
  const spoken = (text: string): Line => ({ text, voice: assistant.voice })
  return [spoken(greeting), ...(callee === undefined ? [] : linesSaidBy(callee)), ...others.map(spoken)]
}

function linesSaidBy(persona: Persona): readonly Line[] {
  return linesOf(persona).map((text) => ({ text, voice: persona.voice }))
}
