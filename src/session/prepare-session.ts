import { type AssistantDefinition, knownSentences, type Values } from '../assistants/index.ts'
import type { TextToSpeech } from '../speech/index.ts'
import { sayDateTime } from '../understanding/index.ts'
import type { PrepareSession } from './session.ts'

/** Hours at which people ask to be called, most likely first. */
const HOURS = ['11am', '10am', '4pm', '5pm', '12pm', '3pm', '6pm', '2pm', '9am', '1pm', '7pm', '8pm']

export function createPrepareSession(deps: { readonly speak: TextToSpeech }): PrepareSession {
  return ({ assistant, inputs }, signal) =>
    deps.speak.prepare(sentencesToPrepare(assistant, inputs), assistant.voice, signal)
}

/** What this assistant will or may say to these inputs, the opening first, values read back last. */
export function sentencesToPrepare(assistant: AssistantDefinition, inputs: Values): readonly string[] {
  const dateTimes = new Set(
    assistant.outputs.filter(({ type }) => type === 'date-time').map(({ key }) => key),
  )
  const sure = knownSentences(assistant, inputs)
  const likely = knownSentences(assistant, inputs, (key) => (dateTimes.has(key) ? times() : []))
  return [...sure, ...likely.filter((sentence) => !sure.includes(sentence))]
}

function times(): readonly string[] {
  return HOURS.map((hour) => {
    const spoken = sayDateTime(`Tomorrow ${hour}`)
    return spoken.charAt(0).toUpperCase() + spoken.slice(1)
  })
}
