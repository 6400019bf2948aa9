import { assistantDefinition, demoAssistant, knownSentences } from '../assistants/index.ts'
import type { Log } from '../base/index.ts'
import { systemClock } from '../base/system-clock.ts'
import { linesOf, personaOf } from '../carrier/index.ts'
import { createEmbeddedMouth } from '../speech/providers/embedded-speaking/embedded-mouth.ts'
import type { Progress } from './progress.ts'
import { QUICK_START_CALLEE, QUICK_START_INPUTS } from './quick-start.ts'

export interface RenderDemoOptions {
  readonly mouthSocket: string
  readonly speechCache: string
  readonly log: Log
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** Renders what the quick start's two voices will say, so that the first call sounds like the thousandth. */
export async function renderDemo(options: RenderDemoOptions): Promise<void> {
  const { progress, signal } = options
  const mouth = createEmbeddedMouth({
    socketPath: options.mouthSocket,
    cacheDir: options.speechCache,
    clock: systemClock,
    log: options.log,
  })
  try {
    const missing = await unprepared(mouth)
    if (missing.length === 0) return
    for (const [index, { text, voice }] of missing.entries()) {
      progress.step('voices', `Rendering the demo's sentences, once: ${index + 1} of ${missing.length}`)
      await mouth.prepare([text], voice, signal)
    }
    progress.done('voices', `${missing.length} sentences of the demo are rendered`)
  } finally {
    mouth.close()
  }
}

async function unprepared(mouth: ReturnType<typeof createEmbeddedMouth>) {
  const assistant = assistantDefinition.parse(demoAssistant)
  const callee = personaOf(QUICK_START_CALLEE)
  const lines = [
    ...knownSentences(assistant, QUICK_START_INPUTS).map((text) => ({ text, voice: assistant.voice })),
    ...(callee === undefined ? [] : linesOf(callee).map((text) => ({ text, voice: callee.voice }))),
  ]
  const prepared = await Promise.all(lines.map(({ text, voice }) => mouth.isPrepared(text, voice)))
  return lines.filter((_, index) => prepared[index] !== true)
}
