import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createApi } from '../../src/api/index.ts'
import { type CallId, Private } from '../../src/base/index.ts'
import { type InMemoryApi, inMemoryApi, shortTalk } from '../support/in-memory-api.ts'

let api: InMemoryApi
let call: CallId
let links: { recording: string; transcript: string }
beforeAll(async () => {
  api = await inMemoryApi()
  call = await api.place()
  const now = api.stores.clock.wallTime()
  api.stores.calls.write(call, ...shortTalk)
  api.stores.calls.complete(call, { answeredAt: now - 94_000, endedAt: now })
  links = await linksOf(call)
})
afterAll(() => api.close())
beforeEach(() => api.stores.clock.advance(60_000))

async function linksOf(id: CallId) {
  const { body } = await api.send('GET', `/api/call/detail?call_id=${id}`)
  const { recording, transcript } = body as Record<'recording' | 'transcript', { url: string }>
  return { recording: recording.url, transcript: transcript.url }
}
const open = (link: string, headers: Record<string, string> = {}, method = 'GET') =>
  api.send(method, link, { authorization: undefined, headers })

describe('the link of a transcript', () => {
  it('opens without credentials, as text with a line a turn', async () => {
    const { status, headers, text } = await open(links.transcript)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
    expect(text.split('\n')).toEqual([
      '[00:00.4] assistant: Hello Priya.',
      '[00:02.1] human: Yes, hello.',
      '[01:04.0] assistant: I am calling —',
      '',
    ])
  })

  it('gives turns with times when it ends in &format=json', async () => {
    const { body } = await open(`${links.transcript}&format=json`)
    expect(body).toMatchObject({
      success: true,
      call_id: call,
      turns: [
        { speaker: 'assistant', text: 'Hello Priya.', start_ms: 420, end_ms: 1_900, interrupted: false },
        { speaker: 'human' },
        { interrupted: true },
      ],
    })
  })

  it('knows no other format', async () => {
    expect((await open(`${links.transcript}&format=xml`)).status).toBe(422)
  })
})

describe('the link of a recording', () => {
  it('opens as mp3, whole', async () => {
    const { status, headers } = await open(links.recording)
    expect([status, headers.get('content-type'), headers.get('accept-ranges')]).toEqual([
      200,
      'audio/mpeg',
      'bytes',
    ])
    expect(headers.get('content-length')).toBe('1000')
  })

  it('opens in parts', async () => {
    const { status, headers, text } = await open(links.recording, { range: 'bytes=65-69' })
    expect([status, headers.get('content-range'), text]).toEqual([206, 'bytes 65-69/1000', 'ABCDE'])
  })

  it('is 416 for a part behind its end', async () => {
    const { status, headers, body } = await open(links.recording, { range: 'bytes=1000-' })
    expect([status, headers.get('content-range')]).toEqual([416, 'bytes */1000'])
    expect(body).toMatchObject({ error: { code: 'RANGE_NOT_SATISFIABLE' } })
  })

  it('tells its length by HEAD, and sends nothing', async () => {
    const { status, headers, text } = await open(links.recording, {}, 'HEAD')
    expect([status, headers.get('content-length'), text]).toEqual([200, '1000', ''])
  })
})

describe('a link', () => {
  it.each([
    ['its signature', (link: string) => link.replace(/signature=../, 'signature=00')],
    ['no signature', (link: string) => link.replace(/signature=.*/, 'signature=')],
    ['a later expiry', (link: string) => link.replace(/expires=\d/, 'expires=9')],
    ['another workspace', (link: string) => link.replace(api.ours.workspace, api.theirs.workspace)],
    ['another call', (link: string) => link.replace(call, '000000000000000000000000')],
    ['the other kind', (link: string) => link.replace('/recording/', '/transcript/').replace('.mp3', '.txt')],
    ['another ending', (link: string) => link.replace('.mp3', '')],
  ])('is 403 with %s', async (_name, change) => {
    const { status, body } = await open(change(links.recording))
    expect(status).toBe(403)
    expect(body).toMatchObject({ error: { code: 'FORBIDDEN', message: expect.stringContaining('changed') } })
  })

  it('is 422 without its parts', async () => {
    const { body } = await open(links.recording.replace(/\?.*/, ''))
    expect(body).toMatchObject({ validationErrors: { expires: ['Required'], signature: ['Required'] } })
  })

  it('is 403 and says so once a month has passed', async () => {
    const later = await inMemoryApi()
    const theCall = await later.place()
    const now = later.stores.clock.wallTime()
    later.stores.calls.complete(theCall, { answeredAt: now - 94_000, endedAt: now })
    const { body } = await later.send('GET', `/api/call/detail?call_id=${theCall}`)
    const { url } = (body as { transcript: { url: string } }).transcript
    const DAY_MS = 86_400_000
    await later.stores.clock.advance(31 * DAY_MS - 1_000)
    expect((await later.send('GET', url)).status).toBe(200)
    await later.stores.clock.advance(1_000)
    const expired = await later.send('GET', url)
    expect([expired.status, expired.body]).toMatchObject([
      403,
      { message: expect.stringContaining('expired') },
    ])
    await later.close()
  })

  it('still opens after its secret was rotated, while that is kept', async () => {
    const rotated = createApi({
      ...api.deps,
      linkSecrets: [new Private('a new secret'), ...api.deps.linkSecrets],
    })
    const url = await rotated.listen({ host: '127.0.0.1', port: 0 })
    expect((await open(links.recording.replace(api.url, url))).status).toBe(200)
    await rotated.close()
    const forgotten = createApi({ ...api.deps, linkSecrets: [new Private('a new secret')] })
    const other = await forgotten.listen({ host: '127.0.0.1', port: 0 })
    expect((await open(links.recording.replace(api.url, other))).status).toBe(403)
    await forgotten.close()
  })

  it('begins with the public address when there is one', async () => {
    const published = await inMemoryApi({ publicUrl: 'https://calls.example' })
    const theCall = await published.place()
    published.stores.calls.complete(theCall, { answeredAt: 1, endedAt: 2 })
    const { body } = await published.send('GET', `/api/call/detail?call_id=${theCall}`)
    expect(body).toMatchObject({
      recording: { url: expect.stringMatching(/^https:\/\/calls\.example\/api\//) },
    })
    await published.close()
  })
})
