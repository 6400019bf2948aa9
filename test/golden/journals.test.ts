import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  type ConversationEvent,
  latencyOf,
  outputsOf,
  replay,
  transcriptOf,
  usageOf,
} from '../../src/conversation/index.ts'

const folder = join(import.meta.dirname, 'journals')
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl'))
  .map((file) => file.replace('.jsonl', ''))

const journalOf = (name: string): readonly ConversationEvent[] =>
  readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ConversationEvent)

/** What a call came to, in a form that shows a change at a glance. */
function summaryOf(events: readonly ConversationEvent[]): string {
  const { effects } = replay(events)
  return JSON.stringify(
    {
      turns: transcriptOf(events),
      outputs: outputsOf(events),
      latencies: latencyOf(events).map(({ latencyMs }) => latencyMs),
      usage: usageOf(events),
      effects: effects.map((effect) => JSON.stringify(effect)),
    },
    null,
    2,
  )
}

describe('a kept journal', () => {
  it.each(names)('%s comes to the same turns, orders and usage', async (name) => {
    await expect(`${summaryOf(journalOf(name))}\n`).toMatchFileSnapshot(`journals/${name}.golden.json`)
  })
})
