import type { RecordEntry } from '../../src/carrier/index.ts'
import type { ConversationEvent } from '../../src/conversation/index.ts'

/** Where one turn's time went, in ms; all but the first and the last by our own journal. */
export interface Stages {
  readonly text: string
  /** The callee's last sample sent → where voice activity says that the speech ended. */
  readonly edge: number
  /** → the words: voice activity notices the silence, the ears decode. */
  readonly words: number
  /** → the turn is over: what the policy waits after such words. */
  readonly endpoint: number
  /** → the first frame of the answer has left us: mind and mouth. */
  readonly speak: number
  /** → the first audible sample at the callee. */
  readonly wire: number
  readonly total: number
}

type Ended = Extract<ConversationEvent, { type: 'turn-ended' }>

/** The turns whose beginning and end were found both in the journal and in the callee's record. */
export function stagesOf(
  journal: readonly ConversationEvent[],
  record: readonly RecordEntry[],
): readonly Stages[] {
  const pickedUpMs = record.find((entry) => entry.type === 'picked-up')?.atMs ?? 0
  return journal.flatMap((event, index) =>
    event.type === 'turn-ended' ? (stagesOfTurn(event, { journal, index, record, pickedUpMs }) ?? []) : [],
  )
}

interface Both {
  readonly journal: readonly ConversationEvent[]
  readonly index: number
  readonly record: readonly RecordEntry[]
  readonly pickedUpMs: number
}

const NEAR_MS = 1_000
const SAME_END_MS = 150

function stagesOfTurn(ended: Ended, { journal, index, record, pickedUpMs }: Both): Stages | undefined {
  const audible = journal.find((event) => event.type === 'reply-audible' && event.reply === ended.reply)
  const words = journal.slice(0, index).findLast((event) => event.type === 'transcript-final')
  // Keys have no words, and a turn may be over without any.
  const isSpoken = words?.type === 'transcript-final' && Math.abs(words.untilMs - ended.endedMs) < SAME_END_MS
  const endedMs = ended.endedMs + pickedUpMs
  const said = record.find((entry) => entry.type === 'said' && Math.abs(entry.toMs - endedMs) < NEAR_MS)
  if (audible === undefined || !isSpoken || said?.type !== 'said') return undefined
  const sound = record
    .filter((entry) => entry.type === 'assistant-sound')
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .find(({ fromMs }) => fromMs > said.toMs)
  if (sound === undefined) return undefined
  return {
    text: ended.text,
    edge: endedMs - said.toMs,
    words: words.atMs - ended.endedMs,
    endpoint: ended.atMs - words.atMs,
    speak: audible.atMs - ended.atMs,
    wire: sound.fromMs - (audible.atMs + pickedUpMs),
    total: sound.fromMs - said.toMs,
  }
}
