import type { ConversationEvent } from './event.ts'

/**
 * The output parameters a journal holds: what a call captured, also when its session died. Captures of a
 * reply that was taken back never were.
 */
export function outputsOf(events: readonly ConversationEvent[]): Readonly<Record<string, string>> {
  const takenBack = new Set(
    events.flatMap((event) => (event.type === 'reply-taken-back' ? [event.reply] : [])),
  )
  const outputs = new Map<string, string>()
  for (const event of events) {
    if (event.type !== 'output-captured' && event.type !== 'output-withdrawn') continue
    if (event.reply !== undefined && takenBack.has(event.reply)) continue
    if (event.type === 'output-captured') outputs.set(event.key, event.value)
    else outputs.delete(event.key)
  }
  return Object.fromEntries(outputs)
}
