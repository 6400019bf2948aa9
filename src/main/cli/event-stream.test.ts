import fc from 'fast-check'
import { expect, it } from 'vitest'
import { streamedEvents } from './event-stream.ts'

const TEXT =
  'event: status\ndata: {"status":"queued"}\n\n: still here\n\nid: 1\nevent: sentence-played\ndata: {"text":"नमस्ते"}\n\n' +
  'data: two\ndata: lines\n\nevent: half'

async function eventsOf(chunks: readonly Uint8Array[]) {
  const events = []
  for await (const event of streamedEvents(ReadableStream.from(chunks))) events.push(event)
  return events
}

it('reads the same events wherever the stream is cut', async () => {
  const bytes = new TextEncoder().encode(TEXT)
  const whole = await eventsOf([bytes])
  expect(whole).toEqual([
    { id: undefined, type: 'status', data: '{"status":"queued"}' },
    { id: '1', type: 'sentence-played', data: '{"text":"नमस्ते"}' },
    { id: undefined, type: 'message', data: 'two\nlines' },
  ])
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 8 }), async (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
      const chunks = places.slice(1).map((end, place) => bytes.slice(places[place], end))
      expect(await eventsOf(chunks)).toEqual(whole)
    }),
  )
})
