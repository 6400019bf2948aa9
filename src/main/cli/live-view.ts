import type { Ms } from '../../base/index.ts'
import type { ConversationEvent } from '../../conversation/index.ts'
import { harmless, type Paint } from './paint.ts'

/** What the API tells of a call besides its journal. */
export interface CallNews {
  readonly type: 'status' | 'end'
  readonly status: string
  readonly disconnection_reason: string | null
}
export type LiveEvent = CallNews | ConversationEvent

/** What has to be remembered between two lines of a call. */
export interface LiveView {
  readonly paint: Paint
  /** The end of the human turn that each reply answers, on the wire. */
  readonly turnEnds: ReadonlyMap<number, Ms>
  /** The last words shown of each utterance: a better hearing of the same words is not news. */
  readonly heard: ReadonlyMap<number, string>
  readonly status: string | undefined
}
export const openLiveView = (paint: Paint): LiveView => ({
  paint,
  turnEnds: new Map(),
  heard: new Map(),
  status: undefined,
})

/** One event as lines for a person who watches: who speaks, what was heard, the node, the latency. */
export function renderLiveEvent(
  view: LiveView,
  event: LiveEvent,
): { readonly view: LiveView; readonly lines: readonly string[] } {
  const line = lineOf(view, event)
  return { view: remembered(view, event), lines: line === undefined ? [] : [line] }
}

function remembered(view: LiveView, event: LiveEvent): LiveView {
  switch (event.type) {
    case 'status':
      return { ...view, status: event.status }
    case 'turn-ended':
      return { ...view, turnEnds: new Map([...view.turnEnds, [event.reply, event.endedMs]]) }
    case 'transcript-final':
      return { ...view, heard: new Map([...view.heard, [event.utterance, event.text]]) }
    default:
      return view
  }
}

function lineOf(view: LiveView, event: LiveEvent): string | undefined {
  const { paint } = view
  switch (event.type) {
    case 'status':
      return event.status === view.status ? undefined : paint('dim', `        ● ${event.status}`)
    case 'end':
      return paint('bold', `        ■ ${event.status}, ${event.disconnection_reason ?? 'no reason'}`)
    case 'session-started':
      return row(view, event.atMs, 'blue', 'answered', `${event.assistant.name} is on the line`)
    case 'reply-audible':
      return row(view, event.atMs, 'cyan', 'assistant', `speaks${latency(view, event)}`)
    case 'sentence-played':
      return row(view, event.atMs, 'cyan', 'assistant', event.text)
    case 'sentence-cut':
      return row(view, event.atMs, 'cyan', 'assistant', `${event.text} … (interrupted)`.trimStart())
    case 'human-speech-started':
      return row(view, event.atMs, 'yellow', 'human', 'speaks')
    case 'transcript-final':
      return heardLine(view, event)
    case 'backchannel-heard':
      return row(view, event.atMs, 'dim', 'human', `listens on (“${event.text}” wants no turn)`)
    case 'digit-pressed':
      return row(view, event.atMs, 'yellow', 'human', `pressed ${event.digit}`)
    case 'node-entered':
      return row(view, event.atMs, 'dim', 'node', event.title ?? event.node)
    case 'understood':
      return event.acts.length === 0
        ? undefined
        : row(view, event.atMs, 'dim', 'understood', event.acts.join(', '))
    case 'output-captured':
      return row(view, event.atMs, 'green', 'captured', `${event.key} = ${event.value}`)
    case 'output-withdrawn':
      return row(view, event.atMs, 'green', 'withdrawn', event.key)
    case 'engine-failed':
      return row(view, event.atMs, 'red', 'trouble', `the engine to ${event.engine} failed: ${event.detail}`)
    case 'call-ended':
      return row(view, event.atMs, 'blue', 'hung up', event.by === undefined ? '' : `by ${BY[event.by]}`)
    default:
      return undefined
  }
}

const BY = { human: 'the human', us: 'the assistant', network: 'the network' } as const
const WHO_WIDTH = 10

/** `00:04.2  human       Yes, speaking.` */
function row(
  { paint }: LiveView,
  atMs: Ms,
  ...said: readonly [Parameters<Paint>[0], string, string]
): string {
  const [colour, who, what] = said
  return `${paint('dim', clock(atMs))}  ${paint(colour, who.padEnd(WHO_WIDTH))}  ${harmless(what)}`.trimEnd()
}

function heardLine(
  view: LiveView,
  event: Extract<ConversationEvent, { readonly type: 'transcript-final' }>,
): string | undefined {
  if (event.text === '' || view.heard.get(event.utterance) === event.text) return undefined
  const doubt = event.rejected === undefined ? '' : ` (${event.rejected})`
  return row(view, event.atMs, 'yellow', 'human', `${event.text}${doubt}`)
}

/** From the human's last sound to the assistant's first. */
function latency(view: LiveView, { reply, atMs }: { readonly reply: number; readonly atMs: Ms }): string {
  const endedMs = view.turnEnds.get(reply)
  return endedMs === undefined ? '' : view.paint('bold', `  +${((atMs - endedMs) / 1_000).toFixed(2)} s`)
}

function clock(ms: Ms): string {
  const tenths = Math.max(0, Math.round(ms / 100))
  const seconds = String(Math.floor((tenths % 600) / 10)).padStart(2, '0')
  return `${String(Math.floor(tenths / 600)).padStart(2, '0')}:${seconds}.${tenths % 10}`
}
