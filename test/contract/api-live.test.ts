import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CallId } from '../../src/base/index.ts'
import { type InMemoryApi, inMemoryApi } from '../support/in-memory-api.ts'

let api: InMemoryApi
let call: CallId
beforeEach(async () => {
  api = await inMemoryApi()
  call = await api.place()
})
afterEach(() => api.close())

const follow = (headers: Record<string, string> = {}, signal?: AbortSignal) =>
  fetch(`${api.url}/api/call/events?call_id=${call}`, {
    headers: { authorization: api.ours.basic, ...headers },
    ...(signal === undefined ? {} : { signal }),
  })

/** Moves time until the reader has seen `wanted`. */
async function readUntil(reader: ReadableStreamDefaultReader<string>, wanted: string): Promise<string> {
  let seen = ''
  while (!seen.includes(wanted)) {
    let waits = true
    const reading = reader.read().finally(() => {
      waits = false
    })
    while (waits) await api.stores.clock.advance(200)
    const next = await reading
    if (next.done) break
    seen += next.value
  }
  return seen
}
const readerOf = ({ body }: Response) => {
  if (body === null) throw new Error('no body')
  return body.pipeThrough(new TextDecoderStream()).getReader()
}

it('tells a call from its queue to its end, each event under its own type and number', async () => {
  const response = await follow()
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = readerOf(response)
  expect(await readUntil(reader, 'queued')).toContain('event: status\ndata: {"call_id"')
  api.stores.calls.change(call, { status: 'in_progress' })
  api.stores.calls.write(call, { type: 'human-speech-started', atMs: 12 })
  api.stores.calls.write(call, { type: 'node-entered', node: 'greeting', atMs: 14 })
  const talk = await readUntil(reader, 'node-entered')
  expect(talk).toContain('"status":"in_progress"')
  expect(talk).toContain(
    'id: 1\nevent: human-speech-started\ndata: {"type":"human-speech-started","atMs":12}\n\n',
  )
  expect(talk).toContain('id: 2\nevent: node-entered\n')
  api.stores.calls.complete(call, { answeredAt: 1, endedAt: 2 })
  const rest = await readUntil(reader, 'event: end')
  expect(rest).toContain('"disconnection_reason":"assistant_hangup"')
  expect((await reader.read()).done).toBe(true)
})

it('goes on behind Last-Event-ID', async () => {
  api.stores.calls.write(call, { type: 'human-speech-started', atMs: 1 })
  api.stores.calls.write(call, { type: 'human-speech-stopped', atMs: 2 })
  api.stores.calls.complete(call, { answeredAt: 1, endedAt: 2 })
  const told = await (await follow({ 'last-event-id': '1' })).text()
  expect(told).toContain('id: 2\nevent: human-speech-stopped')
  expect(told).not.toContain('human-speech-started')
})

it('keeps a silent stream open with a comment', async () => {
  const reader = readerOf(await follow())
  await readUntil(reader, 'queued')
  expect(await readUntil(reader, ': still here')).toContain(': still here')
  await reader.cancel()
})

it('asks nothing more once the reader has left', async () => {
  const leaving = new AbortController()
  const reader = readerOf(await follow({}, leaving.signal))
  await readUntil(reader, 'queued')
  leaving.abort()
  await expect.poll(() => api.stores.clock.pending).toBe(0)
})

it('ends when the server closes', async () => {
  const reader = readerOf(await follow())
  await readUntil(reader, 'queued')
  await api.close()
  expect((await reader.read()).done).toBe(true)
  api = await inMemoryApi()
})

it('is 404 for a call of another workspace', async () => {
  const { status } = await follow({ authorization: api.theirs.basic })
  expect(status).toBe(404)
})

it('is 422 for a Last-Event-ID that is none', async () => {
  expect((await follow({ 'last-event-id': 'x' })).status).toBe(422)
})
