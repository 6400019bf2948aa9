import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assistantDefinition } from '../../src/assistants/index.ts'
import {
  assistantFile,
  basic,
  type InMemoryApi,
  inMemoryApi,
  OPERATOR_TOKEN,
} from '../support/in-memory-api.ts'

let api: InMemoryApi
beforeAll(async () => {
  api = await inMemoryApi()
})
afterAll(() => api.close())
// A new minute for each test, so that none meets the limit of another.
beforeEach(() => api.stores.clock.advance(60_000))

const TRIGGER = '/api/agent/trigger-outbound-call'
const trigger = (changes: Readonly<Record<string, unknown>>) =>
  api.send('POST', TRIGGER, { body: { ...api.ours.trigger, ...changes } })

/** Both documented shapes of an error, and nothing else. */
const problem = (status: number, code: string) => ({
  success: false,
  statusCode: status,
  message: expect.any(String),
  error: { code, message: expect.any(String), status },
})

describe('a trigger that cannot be', () => {
  it('names every missing field at once', async () => {
    const { status, body } = await api.send('POST', TRIGGER, { body: {} })
    expect(status).toBe(422)
    expect(body).toEqual({
      ...problem(422, 'VALIDATION_ERROR'),
      message: 'Validation errors',
      validationErrors: {
        assistant_id: ['Required'],
        callee_phone: ['Required'],
        caller_phone: ['Required'],
      },
    })
  })

  it('says so of an empty body, too', async () => {
    const { body } = await api.send('POST', TRIGGER, { body: '' })
    expect(body).toMatchObject({ validationErrors: { caller_phone: ['Required'] } })
  })

  it.each([
    [
      'unknown input keys',
      { input_parameters: { customerName: 'A', colour: 'red' } },
      'input_parameters.colour',
    ],
    ['missing required inputs', { input_parameters: {} }, 'input_parameters.customerName'],
    ['inputs that are no object', { input_parameters: 'Priya' }, 'input_parameters'],
    ['inputs of a nested kind', { input_parameters: { customerName: {} } }, 'input_parameters.customerName'],
    ['phones that are no text', { callee_phone: 9999999999 }, 'callee_phone'],
    ['a country that is not open', { callee_phone: '+14155552671' }, 'callee_phone'],
    ['a time that is none', { scheduled_at: 'tomorrow' }, 'scheduled_at'],
    ['a time long past', { scheduled_at: '2020-01-01T00:00:00Z' }, 'scheduled_at'],
    ['metadata that is no object', { metadata: [1] }, 'metadata'],
    ['metadata of 5 kB', { metadata: { note: 'x'.repeat(5_000) } }, 'metadata'],
    ['retries', { retry: { max_attempts: 3 } }, 'retry'],
    ['two names for two assistants', { agent_id: '000000000000000000000000' }, 'agent_id'],
    ['text that cannot be kept', { metadata: { note: '\0' } }, 'metadata.note'],
    [
      'half of a surrogate pair',
      { input_parameters: { customerName: '\ud800' } },
      'input_parameters.customerName',
    ],
  ])('is 422 for %s', async (_name, changes, field) => {
    const { status, body } = await trigger(changes)
    expect(status).toBe(422)
    expect(body).toMatchObject({ validationErrors: { [field]: [expect.any(String)] } })
  })

  it.each(['callee_phone', 'caller_phone'])('is 422 INVALID_NUMBER for a malformed %s', async (field) => {
    for (const malformed of ['12345', 'not a phone', '', '+999', '99999999999999']) {
      const { status, body } = await trigger({ [field]: malformed })
      expect(status).toBe(422)
      expect(body).toMatchObject({ error: { code: 'INVALID_NUMBER', status: 422 } })
      expect(body).toMatchObject({ validationErrors: { [field]: [expect.any(String)] } })
    }
  })

  it.each(['000000000000000000000000', 'nonsense'])('is 400 for the unknown assistant %s', async (id) => {
    const { status, body } = await trigger({ assistant_id: id })
    expect([status, body]).toEqual([400, problem(400, 'INVALID_ASSISTANT')])
  })

  it('is 400 for an assistant that was never published', async () => {
    const id = api.stores.ids.next('assistant')
    await api.stores.assistants.create(api.ours.workspace, id, assistantDefinition.parse(assistantFile))
    const { status, body } = await trigger({ assistant_id: id })
    expect([status, body]).toEqual([400, problem(400, 'INVALID_ASSISTANT')])
  })

  it('tells another workspace’s assistant and number from unknown ones to nobody', async () => {
    const unknownAssistant = await trigger({ assistant_id: '000000000000000000000000' })
    const theirAssistant = await trigger({ assistant_id: api.theirs.assistant })
    expect(theirAssistant.text).toBe(unknownAssistant.text)
    const unknownNumber = await trigger({ caller_phone: '9999999955' })
    const theirNumber = await trigger({ caller_phone: '9999999911' })
    expect(unknownNumber.body).toEqual(problem(400, 'INVALID_NUMBER'))
    expect(theirNumber.text).toBe(unknownNumber.text)
  })

  it('is 400 for a number of ours that is switched off', async () => {
    await api.stores.workspaces.setNumberActive(api.ours.workspace, api.ours.number, false)
    const { body } = await trigger({})
    await api.stores.workspaces.setNumberActive(api.ours.workspace, api.ours.number, true)
    expect(body).toEqual(problem(400, 'INVALID_NUMBER'))
  })

  it('is 402 when the wallet does not cover one minute, and holds nothing', async () => {
    const poor = await inMemoryApi()
    const spent = (await poor.stores.ledger.wallet(poor.ours.workspace)).available.micros - 9_990_000n
    poor.stores.ledger.openHold(poor.ours.workspace, poor.stores.ids.next('call'), spent)
    const { status, body } = await poor.send('POST', TRIGGER, { body: poor.ours.trigger })
    expect([status, body]).toEqual([402, problem(402, 'INSUFFICIENT_BALANCE')])
    expect(poor.stores.calls.all()).toEqual([])
    await poor.close()
  })

  it('is 409 for another body under the same idempotency key, in this workspace only', async () => {
    const headers = { 'idempotency-key': 'one' }
    await api.send('POST', TRIGGER, { body: api.ours.trigger, headers })
    const changed = { ...api.ours.trigger, metadata: { other: true } }
    const { status, body } = await api.send('POST', TRIGGER, { body: changed, headers })
    expect([status, body]).toEqual([409, problem(409, 'CONFLICT')])
    const authorization = api.theirs.basic
    const theirs = await api.send('POST', TRIGGER, { authorization, body: api.theirs.trigger, headers })
    expect(theirs.status).toBe(201)
  })

  it('is 422 for an idempotency key that is none', async () => {
    const headers = { 'idempotency-key': 'two words' }
    const { body } = await api.send('POST', TRIGGER, { body: api.ours.trigger, headers })
    expect(body).toMatchObject({ validationErrors: { 'idempotency-key': [expect.any(String)] } })
  })
})

describe('a body that is none', () => {
  it.each(['{"assistant_id":', 'nonsense', '{"a":1}}', "{'a':1}"])('is 422 when it is %s', async (body) => {
    const reply = await api.send('POST', TRIGGER, { body })
    expect(reply.status).toBe(422)
    expect(reply.body).toMatchObject({ validationErrors: { body: ['Is not valid JSON'] } })
  })

  it.each(['[]', '"text"', '17', 'null', 'true'])('is 422 when it is the JSON %s', async (body) => {
    const reply = await api.send('POST', TRIGGER, { body })
    expect(reply.status).toBe(422)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'nonsense'])(
    'is 415 as %s',
    async (type) => {
      const reply = await api.send('POST', TRIGGER, { body: '{}', headers: { 'content-type': type } })
      expect([reply.status, reply.body]).toEqual([415, problem(415, 'UNSUPPORTED_MEDIA_TYPE')])
    },
  )

  it('is 413 when it has 10 MB, and the client reads it', async () => {
    const body = JSON.stringify({ ...api.ours.trigger, filler: 'x'.repeat(10_000_000) })
    const reply = await api.send('POST', TRIGGER, { body })
    expect([reply.status, reply.body]).toEqual([413, problem(413, 'PAYLOAD_TOO_LARGE')])
  })

  it('is 413 when 10 MB come without a length', async () => {
    const chunk = Buffer.alloc(100_000, 'x')
    const body = ReadableStream.from(Array.from({ length: 100 }, () => chunk))
    const headers = { authorization: api.ours.basic, 'content-type': 'application/json' }
    const reply = await fetch(`${api.url}${TRIGGER}`, { method: 'POST', headers, body, duplex: 'half' })
    expect(reply.status).toBe(413)
  })

  it('is 422 when it nests a thousand deep', async () => {
    const body = `{"metadata":${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}}`
    const reply = await api.send('POST', TRIGGER, { body })
    expect(reply.body).toMatchObject({ validationErrors: { metadata: [expect.any(String)] } })
  })
})

describe('credentials', () => {
  const NO_COLON = Buffer.from('no-colon').toString('base64')
  const health = (authorization: string | undefined) => api.send('GET', '/api/call/logs', { authorization })

  it.each([
    ['none', undefined],
    ['nothing but a scheme', 'Basic'],
    ['bad base64', 'Basic @@@@'],
    ['base64 of no pair', `Basic ${NO_COLON}`],
    ['another scheme', 'Digest username="x"'],
    ['an unknown key', basic('000000000000000000000000', 'secret of Ours')],
    ['a key of another form', basic('nobody', 'secret of Ours')],
    ['a wrong token', 'Bearer nonsense'],
    ['an empty token', 'Bearer '],
  ])('are asked for when they are %s', async (_name, authorization) => {
    const { status, body, headers } = await health(authorization)
    expect([status, body]).toEqual([401, problem(401, 'UNAUTHORIZED')])
    expect(headers.get('www-authenticate')).toContain('Basic')
  })

  it('are refused with a wrong secret as with a wrong key', async () => {
    const wrongSecret = await health(basic(api.ours.key, 'wrong'))
    const wrongKey = await health(basic('000000000000000000000000', 'wrong'))
    expect(wrongSecret.status).toBe(401)
    expect(wrongSecret.text).toBe(wrongKey.text)
  })

  it('may be written with the scheme in small letters', async () => {
    expect((await health(api.ours.basic.replace('Basic', 'basic'))).status).toBe(200)
  })

  it.each([
    ['another workspace', () => api.theirs.workspace],
    ['no workspace', () => 'nonsense'],
    ['a workspace in capitals', () => api.ours.workspace.toUpperCase().replace(/^./, 'A')],
  ])('are refused beside an x-workspace-id that names %s', async (_name, workspace) => {
    const headers = { 'x-workspace-id': workspace() }
    const { status, body } = await api.send('GET', '/api/call/logs', { headers })
    expect([status, body]).toEqual([403, problem(403, 'FORBIDDEN')])
  })

  it('are let through beside their own x-workspace-id', async () => {
    const headers = { 'x-workspace-id': api.ours.workspace }
    expect((await api.send('GET', '/api/call/logs', { headers })).status).toBe(200)
  })

  it('of a key do not open what is the operator’s', async () => {
    expect((await api.send('GET', '/api/workspaces')).body).toEqual(problem(403, 'FORBIDDEN'))
    const body = { amount: 1, reference: 'mine' }
    expect((await api.send('POST', '/api/wallet/top-up', { body })).status).toBe(403)
  })

  it('of the operator open a workspace when it is named', async () => {
    const authorization = `Bearer ${OPERATOR_TOKEN}`
    const unnamed = await api.send('GET', '/api/call/logs', { authorization })
    expect(unnamed.status).toBe(403)
    const headers = { 'x-workspace-id': api.ours.workspace }
    expect((await api.send('GET', '/api/call/logs', { authorization, headers })).status).toBe(200)
  })
})

describe('too many requests', () => {
  it('are 429 from the 61st in a minute on, with the time to wait; other keys are not touched', async () => {
    const busy = await inMemoryApi()
    const ask = (authorization = busy.ours.basic) => busy.send('GET', '/api/call/logs', { authorization })
    const remaining: (string | null)[] = []
    for (let count = 0; count < 60; count++) {
      const { status, headers } = await ask()
      expect(status).toBe(200)
      remaining.push(headers.get('x-ratelimit-remaining'))
    }
    expect([remaining[0], remaining.at(-1)]).toEqual(['59', '0'])
    await busy.stores.clock.advance(10_000)
    const { status, body, headers } = await ask()
    expect([status, body]).toEqual([429, problem(429, 'RATE_LIMIT_EXCEEDED')])
    expect([headers.get('retry-after'), headers.get('x-ratelimit-limit')]).toEqual(['50', '60'])
    expect((await ask(busy.theirs.basic)).status).toBe(200)
    await busy.stores.clock.advance(50_000)
    expect((await ask()).status).toBe(200)
    await busy.close()
  })
})

describe('addresses', () => {
  it('that do not exist are 404', async () => {
    for (const path of [
      '/',
      '/api',
      '/api/nothing',
      '/api/call/detail/x',
      '/api/%ZZ',
      `/api/${'x'.repeat(500)}`,
    ]) {
      const { status, body } = await api.send('GET', path)
      expect([status, body]).toEqual([404, problem(404, 'NOT_FOUND')])
    }
  })

  it('asked with another method are 405, with what is allowed', async () => {
    const { status, body, headers } = await api.send('GET', TRIGGER)
    expect([status, body]).toEqual([405, problem(405, 'METHOD_NOT_ALLOWED')])
    expect(headers.get('allow')).toBe('POST, OPTIONS')
    expect((await api.send('DELETE', '/api/call/logs')).headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  })

  it('answer OPTIONS with what is allowed, and HEAD without a body', async () => {
    const options = await api.send('OPTIONS', '/api/keys', { authorization: undefined })
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'POST, GET, HEAD, OPTIONS'])
    const head = await api.send('HEAD', '/api/call/logs')
    expect([head.status, head.text]).toEqual([200, ''])
  })

  it('may end in a slash', async () => {
    expect((await api.send('GET', '/api/call/logs/')).status).toBe(200)
  })

  it('answer noise on the port with 400', async () => {
    const { port } = new URL(api.url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.end('\x16\x03\x01 this is no HTTP\r\n\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 [\s\S]*"statusCode":400/)
  })
})

describe('a fault of ours', () => {
  it('is 500 with a reference that the log knows, and without a word of what it was', async () => {
    const logged: unknown[] = []
    const nothing = () => undefined
    const log = {
      debug: nothing,
      info: nothing,
      warn: nothing,
      error: (_: string, it?: unknown) => void logged.push(it),
    }
    const fault = new Error('column "password" of table secrets')
    const broken = await inMemoryApi({ log, placeCall: () => Promise.reject(fault) })
    const { status, body, text } = await broken.send('POST', TRIGGER, { body: broken.ours.trigger })
    const { error } = body as { error: { reference: string } }
    expect([status, error]).toMatchObject([500, { code: 'INTERNAL_ERROR', reference: expect.any(String) }])
    expect(text).not.toMatch(/password|secrets|\.ts/)
    expect(logged).toMatchObject([{ reference: error.reference, error: fault }])
    await broken.close()
  })

  it('shows in the health as 503, by name', async () => {
    const ill = await inMemoryApi({
      healthChecks: { database: () => Promise.reject(new Error('down')), ears: async () => 'ok' },
    })
    const { status, body } = await ill.send('GET', '/api/health')
    expect([status, body]).toMatchObject([503, { message: 'Failing: database' }])
    await ill.close()
    expect((await api.send('GET', '/api/health', { authorization: undefined })).body).toEqual({
      success: true,
      status: 'ok',
      version: '0.0.0-test',
      checks: { database: 'ok' },
    })
  })
})
