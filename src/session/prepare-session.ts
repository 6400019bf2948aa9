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

/** What this assistant will or may say to these inputs, the opening first, rarer values last. */
export function sentencesToPrepare(assistant: AssistantDefinition, inputs: Values): readonly string[] {
  const dateTimes = new Set(
    assistant.outputs.filter(({ type }) => type === 'date-time').map(({ key }) => key),
  )
  const withTimes = (hours: readonly string[]) =>
    knownSentences(assistant, inputs, (key) => (dateTimes.has(key) ? times(hours) : []))
  return [...new Set([...withTimes(HOURS.slice(0, 1)), ...withTimes(HOURS)])]
}

function times(hours: readonly string[]): readonly string[] {
  return hours.map((hour) => {
    const spoken = sayDateTime(`Tomorrow ${hour}`)
    return spoken.charAt(0).toUpperCase() + spoken.slice(1)
  })
}
