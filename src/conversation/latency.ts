import type { Ms } from '../base/index.ts'
import type { ConversationEvent } from './event.ts'

/** From the human's last sound to the assistant's first, both on the wire. */
export interface TurnLatency {
  readonly reply: number
  readonly endedMs: Ms
  readonly audibleMs: Ms
  readonly latencyMs: Ms
}

/** One entry for every human turn that was answered aloud, in order. */
export function latencyOf(events: readonly ConversationEvent[]): readonly TurnLatency[] {
  const ended = new Map<number, Ms>()
  const latencies: TurnLatency[] = []
  for (const event of events) {
    if (event.type === 'turn-ended') ended.set(event.reply, event.endedMs)
    if (event.type === 'reply-taken-back') ended.delete(event.reply)
    if (event.type !== 'reply-audible') continue
    const endedMs = ended.get(event.reply)
    if (endedMs === undefined) continue
    ended.delete(event.reply)
    const audibleMs = event.atMs
    latencies.push({ reply: event.reply, endedMs, audibleMs, latencyMs: audibleMs - endedMs })
  }
  return latencies
}
