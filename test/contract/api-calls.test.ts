import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { CallId } from '../../src/base/index.ts'
import { type InMemoryApi, inMemoryApi } from '../support/in-memory-api.ts'

let api: InMemoryApi
beforeAll(async () => {
  api = await inMemoryApi()
})
afterAll(() => api.close())
beforeEach(() => api.stores.clock.advance(60_000))

const TRIGGER = '/api/agent/trigger-outbound-call'
const detail = (id: string) => api.send('GET', `/api/call/detail?call_id=${id}`)

describe('triggering a call', () => {
  it('answers 201 in both documented shapes', async () => {
    const { status, body } = await api.send('POST', TRIGGER, { body: api.ours.trigger })
    expect(status).toBe(201)
    const call_id = expect.stringMatching(/^[0-9a-f]{24}$/)
    expect(body).toEqual({
      success: true,
      statusCode: 201,
      data: { call_id, message: 'Call queued successfully.' },
      call_id,
      status: 'queued',
      message: 'Call queued successfully.',
    })
  })

  it('takes agent_id for assistant_id', async () => {
    const { assistant_id, ...rest } = api.ours.trigger
    const { status } = await api.send('POST', TRIGGER, { body: { ...rest, agent_id: assistant_id } })
    expect(status).toBe(201)
  })

  it.each(['9999999999', '09999999999', '919999999999', '+919999999999', '+91 99999-99999'])(
    'rings 9999999999 when it is written %s',
    async (callee_phone) => {
      const call = await api.place({ ...api.ours.trigger, callee_phone })
      expect((await detail(call)).body).toMatchObject({ call: { callee_phone: '9999999999' } })
    },
  )

  it('keeps metadata and the time asked for', async () => {
    const call = await api.place({
      ...api.ours.trigger,
      metadata: { order: 17, tags: ['a'] },
      scheduled_at: '2027-01-15T15:00:00+05:30',
    })
    expect((await detail(call)).body).toMatchObject({
      call: { metadata: { order: 17, tags: ['a'] }, scheduled_at: '2027-01-15T09:30:00Z' },
    })
  })

  it('waits for the calling hours on a carrier’s trunk, says until when, and is canceled meanwhile', async () => {
    const trunk = await api.send('POST', '/api/trunks', { body: { name: 'ours', host: '192.0.2.1' } })
    const { trunk_id } = z.object({ trunk: z.object({ trunk_id: z.string() }) }).parse(trunk.body).trunk
    await api.send('POST', '/api/numbers', { body: { number: '9876543210', trunk_id } })
    const closing = Date.UTC(2027, 0, 15, 15, 30) // 21:00 IST
    await api.stores.clock.advance(closing - api.stores.clock.wallTime())
    const evening = { ...api.ours.trigger, caller_phone: '9876543210' }
    const call = await api.place(evening)
    const calling_hours = { decision: 'closed', because: 'outside-window', opens_at: '2027-01-16T03:30:00Z' }
    expect((await detail(call)).body).toMatchObject({ call: { status: 'queued', calling_hours } })
    const morning = await api.place({ ...evening, scheduled_at: '2027-01-16T09:00:00+05:30' })
    expect((await detail(morning)).body).toMatchObject({
      call: { calling_hours: { decision: 'open', because: 'inside-window', opens_at: null } },
    })
    expect((await api.send('POST', '/api/call/cancel', { body: { call_id: call } })).status).toBe(200)
    expect((await detail(await api.place())).body).toMatchObject({
      call: { calling_hours: { decision: 'open', because: 'test-carrier' } },
    })
  })

  it('speaks numbers and truth values as text', async () => {
    const call = await api.place({
      ...api.ours.trigger,
      input_parameters: { customerName: 'Priya', product: 7 },
    })
    expect((await detail(call)).body).toMatchObject({ input_parameters: { product: '7' } })
  })

  it('ignores fields of the body that it does not know', async () => {
    const { status } = await api.send('POST', TRIGGER, { body: { ...api.ours.trigger, colour: 'red' } })
    expect(status).toBe(201)
  })

  it('takes null for what may be left out', async () => {
    const nothing = { scheduled_at: null, metadata: null, retry: null, agent_id: null }
    const { status } = await api.send('POST', TRIGGER, { body: { ...api.ours.trigger, ...nothing } })
    expect(status).toBe(201)
  })

  it('gives the first answer again under the same idempotency key, however the body is written', async () => {
    const headers = { 'idempotency-key': 'order-17' }
    const first = await api.send('POST', TRIGGER, { body: api.ours.trigger, headers })
    const { assistant_id, ...rest } = api.ours.trigger
    const again = await api.send('POST', TRIGGER, { body: { ...rest, assistant_id }, headers })
    expect(again.status).toBe(201)
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
  })
})

describe('the detail of a call', () => {
  it('has null times, cost and links until the call has ended', async () => {
    const call = await api.place()
    const { status, body } = await detail(call)
    expect(status).toBe(200)
    const nothingYet = { output_parameters: {}, recording: null, transcript: null }
    expect(body).toMatchObject({
      success: true,
      call: {
        ...{ call_id: call, status: 'queued', direction: 'outbound', disconnection_reason: null },
        ...{ agent_id: api.ours.assistant, assistant_id: api.ours.assistant },
        ...{ started_at: null, answered_at: null, ended_at: null, cost: null, cost_inr: null },
        ...{ duration_seconds: 0, billed_duration_seconds: 0, attempts: [], campaign: null },
        ...nothingYet,
      },
      input_parameters: { customerName: 'Priya' },
      ...nothingYet,
    })
  })

  it('is the quick start’s once the call has ended', async () => {
    const call = await api.place()
    api.stores.calls.complete(call, endedAfter94Seconds)
    const { body } = await detail(call)
    const outputs = { interested: 'yes', callback_requested: 'yes', callback_time: 'Tomorrow 11am' }
    expect(body).toMatchObject({
      call: {
        ...{ status: 'completed', disconnection_reason: 'assistant_hangup' },
        ...{ duration_seconds: 94, billed_duration_seconds: 94, cost: '₹15.67', cost_inr: 15.67 },
        ...{ answered_at: '2024-12-25T10:00:00Z', ended_at: '2024-12-25T10:01:34Z' },
        output_parameters: outputs,
        recording: { expires_at: '2025-01-25T10:01:34Z' },
        transcript: { expires_at: '2025-01-25T10:01:34Z' },
        attempts: [{ number: 1, sip_call_id: `${call}@twenty2` }],
      },
      output_parameters: outputs,
      recording: { expires_at: '2025-01-25T10:01:34Z' },
    })
  })

  it('costs nothing when the call failed, and links to nothing', async () => {
    const call = await api.place()
    const at = endedAfter94Seconds.endedAt
    api.stores.calls.change(call, {
      ...{ status: 'failed', reason: 'busy', startedAt: at, endedAt: at, costMicros: 0n },
    })
    expect((await detail(call)).body).toMatchObject({
      call: { status: 'failed', disconnection_reason: 'busy', cost: '₹0.00', cost_inr: 0 },
      recording: null,
      transcript: null,
    })
  })

  it.each(['000000000000000000000000', 'nonsense'])('is 404 for %s', async (id) => {
    const { status, body } = await detail(id)
    expect(status).toBe(404)
    expect(body).toMatchObject({ success: false, statusCode: 404, error: { code: 'CALL_NOT_FOUND' } })
  })

  it('is 422 without a call_id', async () => {
    const { status, body } = await api.send('GET', '/api/call/detail')
    expect(status).toBe(422)
    expect(body).toMatchObject({ validationErrors: { call_id: ['Required'] } })
  })
})

const endedAfter94Seconds = {
  answeredAt: Date.parse('2024-12-25T10:00:00Z'),
  endedAt: Date.parse('2024-12-25T10:01:34Z'),
}

describe('canceling', () => {
  it('cancels a queued call and frees what was held', async () => {
    const call = await api.place()
    const held = (await api.stores.ledger.wallet(api.ours.workspace)).held.micros
    const { status, body } = await api.send('POST', '/api/call/cancel', { body: { call_id: call } })
    expect([status, body]).toEqual([200, { success: true, call_id: call, status: 'canceled' }])
    expect((await api.stores.ledger.wallet(api.ours.workspace)).held.micros).toBe(held - 10_000_000n)
  })

  it('is 409 once the call is being dialed, 404 for a call that is not there', async () => {
    const call = await api.place()
    api.stores.calls.change(call, { status: 'dialing' })
    const cancel = (call_id: string) => api.send('POST', '/api/call/cancel', { body: { call_id } })
    expect((await cancel(call)).status).toBe(409)
    expect((await cancel('000000000000000000000000')).status).toBe(404)
  })
})

describe('the list of calls', () => {
  let listed: InMemoryApi
  let ids: readonly CallId[]
  beforeAll(async () => {
    listed = await inMemoryApi()
    const placed: CallId[] = []
    for (let count = 0; count < 5; count++) {
      placed.push(await listed.place())
      await listed.stores.clock.advance(60_000)
    }
    ids = placed.toReversed()
    listed.stores.calls.complete(placed[0] as CallId, endedAfter94Seconds)
  })
  afterAll(() => listed.close())
  const list = async (query: string) => {
    const { status, body } = await listed.send('GET', `/api/call/logs?${query}`)
    const { calls, ...paging } = body as { calls: { call_id: CallId }[] }
    return { status, ids: calls?.map(({ call_id }) => call_id), body, paging }
  }

  it('is newest first, 20 a page', async () => {
    const { ids: shown, paging } = await list('')
    expect(shown).toEqual(ids)
    expect(paging).toEqual({ success: true, total: 5, page: 1, limit: 20, next_cursor: null })
  })

  it('pages by number and by cursor alike', async () => {
    const first = await list('limit=2')
    const { next_cursor } = first.paging as { next_cursor?: string }
    const second = await list(`limit=2&cursor=${next_cursor}`)
    expect([first.ids, second.ids]).toEqual([ids.slice(0, 2), ids.slice(2, 4)])
    expect((await list('limit=2&page=2')).ids).toEqual(second.ids)
    expect((await list('limit=2&page=3')).paging).toMatchObject({ page: 3, next_cursor: null })
  })

  it('filters by status, assistant, phones and time', async () => {
    expect((await list('status=completed')).ids).toEqual([ids[4]])
    expect((await list('status=completed,queued')).ids).toEqual(ids)
    expect((await list(`agent_id=${listed.ours.assistant}`)).ids).toEqual(ids)
    expect((await list(`assistant_id=${listed.theirs.assistant}`)).ids).toEqual([])
    expect((await list('callee_phone=%2B919999999999')).ids).toEqual(ids)
    expect((await list('caller_phone=9999999911')).ids).toEqual([])
    expect((await list('from=2027-01-15T08:02:00Z&to=2027-01-15T08:04:00Z')).ids).toEqual(ids.slice(1, 3))
    expect((await list('campaign_id=665f1d0c9b1e8a4a7c2d9f10')).ids).toEqual([])
  })

  it.each([
    ['limit=101', 'limit'],
    ['limit=0', 'limit'],
    ['page=x', 'page'],
    ['page=1&page=2', 'page'],
    ['status=lost', 'status'],
    ['from=yesterday', 'from'],
    ['callee_phone=123', 'callee_phone'],
    ['cursor=nonsense', 'cursor'],
    ['cursor=%00', 'cursor'],
  ])('is 422 for %s', async (query, field) => {
    const { status, body } = await list(query)
    expect(status).toBe(422)
    expect(body).toMatchObject({ validationErrors: { [field]: expect.any(Array) } })
  })
})
