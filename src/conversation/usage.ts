import type { Ms } from '../base/index.ts'
import type { ConversationEvent } from './event.ts'
import { transcriptOf } from './transcript.ts'

export interface Usage {
  readonly talkMs: Ms
  readonly humanSpeechMs: Ms
  readonly turns: number
  /** Utterances decoded: what a hosted hearing engine would charge for. */
  readonly decodes: number
  /** Characters heard of the assistant: what a hosted speaking engine would charge for. */
  readonly charactersSpoken: number
}

export function usageOf(events: readonly ConversationEvent[]): Usage {
  const turns = transcriptOf(events)
  const assistant = turns.filter(({ speaker }) => speaker === 'assistant')
  return {
    talkMs: events.find(({ type }) => type === 'call-ended')?.atMs ?? events.at(-1)?.atMs ?? 0,
    humanSpeechMs: humanSpeechMs(events),
    turns: turns.length,
    decodes: events.filter(({ type }) => type === 'transcript-final').length,
    charactersSpoken: assistant.reduce((sum, { text }) => sum + text.length, 0),
  }
}

function humanSpeechMs(events: readonly ConversationEvent[]): Ms {
  let sinceMs: Ms | undefined
  let sum = 0
  for (const { type, atMs } of events) {
    if (type === 'human-speech-started') sinceMs ??= atMs
    if (type !== 'human-speech-stopped' || sinceMs === undefined) continue
    sum += atMs - sinceMs
    sinceMs = undefined
  }
  return sum
}
