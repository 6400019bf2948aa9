import type { RecordEntry } from '../../src/carrier/index.ts'

type Said = Extract<RecordEntry, { type: 'said' }>
type Sound = Extract<RecordEntry, { type: 'assistant-sound' }>

const saidIn = (record: readonly RecordEntry[]) =>
  record.filter((entry): entry is Said => entry.type === 'said').toSorted((a, b) => a.fromMs - b.fromMs)
const soundsIn = (record: readonly RecordEntry[]) =>
  record
    .filter((entry): entry is Sound => entry.type === 'assistant-sound')
    .toSorted((a, b) => a.fromMs - b.fromMs)

/**
 * At the callee: its last speech sample sent → the first assistant sample above −45 dBFS, a number of
 * milliseconds for
 * each line that the assistant answered. A line is skipped when the assistant was audible at its end already.
 */
export function turnLatencies(record: readonly RecordEntry[]): readonly number[] {
  const sounds = soundsIn(record)
  return saidIn(record)
    .filter(({ kind }) => kind !== 'hum')
    .flatMap(({ toMs }) => {
      if (sounds.some((sound) => sound.fromMs <= toMs && sound.toMs >= toMs)) return []
      const answer = sounds.find((sound) => sound.fromMs > toMs)
      return answer === undefined ? [] : [answer.fromMs - toMs]
    })
}

/**
 * At the callee: first sound of an interruption sent → last audible sample of the assistant's interrupted
 * speech.
 */
export function bargeInLatencies(record: readonly RecordEntry[]): readonly number[] {
  const sounds = soundsIn(record)
  return saidIn(record)
    .filter(({ kind }) => kind === 'interruption')
    .flatMap(({ fromMs }) => {
      const spoken = sounds.find((sound) => sound.fromMs < fromMs && sound.toMs >= fromMs)
      return spoken === undefined ? [] : [spoken.toMs - fromMs]
    })
}

/** Lines of the callee into which the assistant started to speak before they were finished. */
export function cutOffLines(record: readonly RecordEntry[]): readonly string[] {
  const sounds = soundsIn(record)
  return saidIn(record)
    .filter(
      ({ kind, fromMs, toMs }) => kind === 'line' && sounds.some((s) => s.fromMs > fromMs && s.fromMs < toMs),
    )
    .map(({ text }) => text)
}

/** The value below which `share` of the values lie; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
