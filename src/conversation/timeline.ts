import type { Ms } from '../base/index.ts'
import type { ConversationEvent } from './event.ts'

/** One line of what happened, for people who watch a call or look at it afterwards. */
export interface TimelineEntry {
  readonly atMs: Ms
  readonly lane: 'call' | 'human' | 'assistant' | 'mind'
  readonly what: string
  readonly text: string
}

export function timelineOf(events: readonly ConversationEvent[]): readonly TimelineEntry[] {
  return events.flatMap((event) => {
    const entry = entryOf(event)
    return entry === undefined ? [] : [{ atMs: event.atMs, ...entry }]
  })
}

type Entry = Omit<TimelineEntry, 'atMs'>
const entry = (lane: Entry['lane'], what: string, text = ''): Entry => ({ lane, what, text })

function entryOf(event: ConversationEvent): Entry | undefined {
  switch (event.type) {
    case 'session-started':
      return entry('call', 'answered', event.assistant.name)
    case 'call-ended':
      return entry('call', 'ended', event.by ?? '')
    case 'engine-failed':
      return entry('call', `${event.engine} failed`, event.detail)
    case 'human-speech-started':
      return entry('human', 'speaks')
    case 'transcript-final':
      return entry('human', event.rejected ?? 'heard', event.text)
    case 'backchannel-heard':
      return entry('human', 'backchannel', event.text)
    case 'digit-pressed':
      return entry('human', 'pressed', event.digit)
    case 'reply-audible':
      return entry('assistant', 'speaks')
    case 'sentence-played':
      return entry('assistant', 'said', event.text)
    case 'sentence-cut':
      return entry('assistant', 'stopped', event.text)
    case 'node-entered':
      return entry('mind', 'node', event.title ?? event.node)
    case 'understood':
      return entry('mind', 'understood', event.acts.join(', '))
    case 'output-captured':
      return entry('mind', `captured ${event.key}`, event.value)
    case 'output-withdrawn':
      return entry('mind', `withdrew ${event.key}`)
    default:
      return undefined
  }
}
