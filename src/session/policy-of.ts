import { type AssistantDefinition, render, sentencesOf, type Values } from '../assistants/index.ts'
import type { Ms } from '../base/index.ts'
import { type Policy, standardPolicy } from '../conversation/index.ts'

/** Enough for the goodbye at the end of the longest talk. */
const GOODBYE_MS: Ms = 8_000

/** How this assistant behaves in a talk that may last so long. */
export function policyOf(definition: AssistantDefinition, inputs: Values, longestTalkMs: Ms): Policy {
  const { silence, voicemail, wording, maxDurationSeconds, speaksFirst } = definition
  const line = (template: string) => sentencesOf(render(template, inputs))
  const longestMs = Math.min(longestTalkMs, maxDurationSeconds * 1_000)
  return {
    ...standardPolicy,
    speaksFirst,
    silence: {
      ...standardPolicy.silence,
      afterMs: silence.afterSeconds * 1_000,
      prompts: silence.prompts.map(line),
      goodbye: line(silence.goodbye),
    },
    limit: {
      longestMs,
      goodbyeAtMs: Math.max(longestMs - GOODBYE_MS, longestMs / 2),
      goodbye: line(wording.outOfTime),
    },
    voicemail: { ...standardPolicy.voicemail, policy: voicemail.policy, message: line(voicemail.message) },
    apology: wording.apology,
  }
}
