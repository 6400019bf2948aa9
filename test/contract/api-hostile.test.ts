import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Route, routes } from '../../src/contract/index.ts'
import { type ApiScene, basic, inMemoryApi, OPERATOR_TOKEN } from '../support/in-memory-api.ts'
import { postgresApi } from '../support/postgres-api.ts'

/** Fixed, so that a failure can be looked at again; change it to search elsewhere. */
const SEED = 22
const RUNS = { seed: SEED, numRuns: 150 }

const makers: readonly (readonly [string, () => Promise<ApiScene>])[] = [
  ['in memory', inMemoryApi],
  ['PostgreSQL', postgresApi],
]
let api: ApiScene

/** Every answer is one of ours, and none says that we broke. */
async function isTame(method: string, path: string, body: unknown, authorization: string): Promise<void> {
  const headers = { 'x-workspace-id': api.ours.workspace }
  const { status, text } = await api.send(method, path, { authorization, headers, body })
  expect([method, path, status < 500]).toEqual([method, path, true])
  expect(text).not.toMatch(/\bat .+\.[tj]s:\d+/)
}

const operator = `Bearer ${OPERATOR_TOKEN}`
const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '\0',
    '\ud800',
    '%00',
    '../../etc/passwd',
    "'; --",
    '😀'.repeat(99),
  ),
)
const hostileValue = fc.oneof(
  hostileText,
  fc.double(),
  fc.bigInt().map(String),
  fc.constantFrom(null, true, [], {}, [[]], { toString: 1 }, 1e308, -0),
  fc.jsonValue(),
)
const fields = [
  'assistant_id',
  'agent_id',
  'callee_phone',
  'caller_phone',
  'input_parameters',
  'scheduled_at',
]
const triggerFields = [...fields, 'metadata', 'retry', '__proto__', 'constructor']

describe.each(makers)('an API that stands on %s', (_name, make) => {
  beforeAll(async () => {
    api = await make()
  })
  afterAll(() => api.close())

  it('takes any body of a trigger without breaking', async () => {
    const anyBody = fc.dictionary(fc.constantFrom(...triggerFields), hostileValue)
    await fc.assert(
      fc.asyncProperty(anyBody, async (changes) => {
        const body = { ...api.ours.trigger, ...changes }
        await isTame('POST', '/api/agent/trigger-outbound-call', body, operator)
      }),
      RUNS,
    )
  })

  it('takes any text as a body without breaking', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(hostileText, fc.json()), (body) =>
        isTame('POST', '/api/agent/trigger-outbound-call', body, operator),
      ),
      RUNS,
    )
  })

  it('takes any JSON on every route that takes some', async () => {
    const withBody = Object.values<Route>(routes).filter((route) => route.body !== undefined)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...withBody), fc.jsonValue(), async (route, body) => {
        const path = route.path.replaceAll(/\{\w+\}/g, api.ours.assistant)
        await isTame(route.method, path, body, operator)
      }),
      RUNS,
    )
  })

  it('takes any words in addresses without breaking', async () => {
    const reading = Object.values<Route>(routes).filter(
      ({ method, access, path }) => method === 'GET' && access !== 'open' && !path.endsWith('/events'),
    )
    const names = [
      'call_id',
      'page',
      'limit',
      'cursor',
      'status',
      'from',
      'to',
      'callee_phone',
      'before',
      'expires',
    ]
    const query = fc.dictionary(fc.constantFrom(...names, 'signature', 'format'), hostileText)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...reading), hostileText, query, async (route, word, words) => {
        const path = route.path.replaceAll(/\{\w+\}/g, encodeURIComponent(word.toWellFormed()) || 'x')
        await isTame('GET', `${path}?${new URLSearchParams(words)}`, undefined, operator)
      }),
      RUNS,
    )
  })

  it('takes any credentials without breaking, and lets none in', async () => {
    const anything = fc.oneof(
      fc.base64String().map((text) => `Basic ${text}`),
      fc.tuple(fc.string(), fc.string()).map(([key, secret]) => basic(key, secret)),
      fc.string({ unit: 'grapheme-ascii' }).map((text) => text.trim()),
    )
    await fc.assert(
      fc.asyncProperty(anything, async (authorization) => {
        const { status } = await api.send('GET', '/api/wallet', { authorization })
        expect(status).toBe(401)
      }),
      RUNS,
    )
  })

  it.each([
    'call/logs?from=0000-01-01',
    'call/logs?to=9999-12-31T23:59:59-14:00',
    'call/logs?from=9999-01-01&to=1970-01-01',
    'call/logs?page=1000000&limit=100',
    `call/logs?cursor=${Buffer.from(`999999999999999.${'a'.repeat(24)}`).toString('base64url')}`,
    `call/logs?cursor=${Buffer.from(`99999999999999.${'a'.repeat(24)}`).toString('base64url')}`,
    'wallet/entries?before=ffffffffffffffffffffffff',
    `call/detail?call_id=${'f'.repeat(100)}`,
  ])('takes the edge %s without breaking', async (path) => {
    await isTame('GET', `/api/${path}`, undefined, operator)
  })
})
