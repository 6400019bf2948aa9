import type { Ms } from '../base/index.ts'
import type { ConversationEvent } from './event.ts'

/**
 * All that one speaker said until the floor passed. Of the assistant: what was heard, not what was meant.
 */
export interface SpokenTurn {
  readonly speaker: 'human' | 'assistant'
  readonly text: string
  readonly startMs: Ms
  readonly endMs: Ms
  /** The assistant's voice stopped inside it. */
  readonly interrupted?: true
}

/** The turns of a call so far, in order of their beginnings. */
export function transcriptOf(events: readonly ConversationEvent[]): readonly SpokenTurn[] {
  return [...humanTurns(events), ...assistantTurns(events)].toSorted((a, b) => a.startMs - b.startMs)
}

interface Stretch {
  readonly startMs: Ms
  readonly endMs: Ms
  readonly words: ReadonlyMap<number, string>
  readonly keys: string
}

/** Speech gathers until a turn ends; a turn that was answered too early is opened again. */
function humanTurns(events: readonly ConversationEvent[]): readonly SpokenTurn[] {
  const turns: SpokenTurn[] = []
  let open: Stretch | undefined
  const answered = new Map<number, Stretch | undefined>()
  for (const event of events) {
    if (event.type === 'turn-ended') {
      answered.set(event.reply, open)
      turns.push(turnOf(open ?? { ...stretch(event.endedMs) }, event.text))
      open = undefined
    } else if (event.type === 'reply-taken-back' && answered.has(event.reply)) {
      open = merged(answered.get(event.reply), open)
      turns.pop()
    } else if (event.type === 'backchannel-heard') open = undefined
    else open = grown(open, event)
  }
  const rest = open === undefined ? '' : textOf(open)
  return open === undefined || rest === '' ? turns : [...turns, turnOf(open, rest)]
}

/** Stands for speech whose words nobody understood. */
const UNCLEAR = '(unclear)'
const stretch = (startMs: Ms): Stretch => ({ startMs, endMs: startMs, words: new Map(), keys: '' })
const textOf = ({ words, keys }: Stretch) =>
  [...words.values(), keys === '' ? '' : `(pressed ${keys})`].filter((text) => text !== '').join(' ')
const turnOf = (open: Stretch, text: string): SpokenTurn => ({
  speaker: 'human',
  text: (open.keys === '' ? text : textOf(open)) || UNCLEAR,
  startMs: open.startMs,
  endMs: open.endMs,
})

function grown(open: Stretch | undefined, event: ConversationEvent): Stretch | undefined {
  switch (event.type) {
    case 'human-speech-started':
      return open === undefined || textOf(open) === '' ? stretch(event.atMs) : open
    case 'human-speech-stopped':
      return open === undefined ? undefined : { ...open, endMs: Math.max(open.endMs, event.atMs) }
    case 'transcript-final':
      return open === undefined || event.rejected !== undefined || event.text === ''
        ? open
        : { ...open, words: new Map([...open.words, [event.utterance, event.text]]) }
    case 'digit-pressed': {
      const before = open ?? stretch(event.atMs)
      return { ...before, endMs: event.atMs, keys: before.keys + event.digit }
    }
    default:
      return open
  }
}

function merged(before: Stretch | undefined, after: Stretch | undefined): Stretch | undefined {
  if (before === undefined || after === undefined) return before ?? after
  return {
    startMs: before.startMs,
    endMs: after.endMs,
    words: new Map([...before.words, ...after.words]),
    keys: before.keys + after.keys,
  }
}

interface Voiced {
  readonly reply: number
  readonly startMs: Ms
  readonly endMs: Ms
  readonly heard: readonly string[]
  readonly cut: string
}

function assistantTurns(events: readonly ConversationEvent[]): readonly SpokenTurn[] {
  const voiced = new Map<number, Voiced>()
  for (const event of events) {
    if (event.type === 'reply-audible')
      voiced.set(event.reply, {
        reply: event.reply,
        startMs: event.atMs,
        endMs: event.atMs,
        heard: [],
        cut: '',
      })
    if (event.type !== 'sentence-played' && event.type !== 'sentence-cut') continue
    const before = voiced.get(event.reply)
    if (before === undefined) continue
    const heard = event.type === 'sentence-played' ? [...before.heard, event.text] : before.heard
    const cut = event.type === 'sentence-cut' ? event.text : ''
    voiced.set(event.reply, { ...before, heard, cut, endMs: event.atMs })
  }
  return [...voiced.values()].flatMap(({ heard, cut, startMs, endMs }): readonly SpokenTurn[] => {
    const text = [...heard, cut].filter((part) => part !== '').join(' ')
    if (text === '') return []
    const turn = { speaker: 'assistant', text, startMs, endMs } as const
    return [cut === '' ? turn : { ...turn, interrupted: true }]
  })
}
