import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inr } from '../../src/base/index.ts'
import {
  assistantFile,
  basic,
  type InMemoryApi,
  inMemoryApi,
  OPERATOR_TOKEN,
  type Sending,
} from '../support/in-memory-api.ts'

let api: InMemoryApi
beforeAll(async () => {
  api = await inMemoryApi()
})
afterAll(() => api.close())
beforeEach(() => api.stores.clock.advance(60_000))

const asOperator = (method: string, path: string, sending: Sending = {}) =>
  api.send(method, path, { authorization: `Bearer ${OPERATOR_TOKEN}`, ...sending })
const inWorkspace = (id: string) => ({ headers: { 'x-workspace-id': id } })

describe('workspaces', () => {
  it('are made by the operator, given a key, and used with it', async () => {
    const made = await asOperator('POST', '/api/workspaces', { body: { name: ' New ' } })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      workspace: { name: 'New', limits: { concurrent_calls: 3, requests_per_minute: 60, countries: ['IN'] } },
    })
    const { workspace_id } = (made.body as { workspace: { workspace_id: string } }).workspace
    const keyed = await asOperator('POST', '/api/keys', {
      body: { name: 'first' },
      ...inWorkspace(workspace_id),
    })
    const { api_key, api_key_secret } = keyed.body as { api_key: string; api_key_secret: string }
    const authorization = basic(api_key, api_key_secret)
    const shown = await api.send('GET', '/api/workspace', { authorization })
    expect(shown.body).toMatchObject({ workspace: { workspace_id } })
    expect((await asOperator('GET', '/api/workspaces')).text).toContain(workspace_id)
  })

  it('have limits that hold at once when they are changed', async () => {
    const path = `/api/workspaces/${api.ours.workspace}/limits`
    const { body } = await asOperator('PATCH', path, { body: { requests_per_minute: 2 } })
    expect(body).toMatchObject({ workspace: { limits: { concurrent_calls: 3, requests_per_minute: 2 } } })
    const statuses = [1, 2, 3].map(async () => (await api.send('GET', '/api/wallet')).status)
    expect((await Promise.all(statuses)).toSorted()).toEqual([200, 200, 429])
    await asOperator('PATCH', path, { body: { requests_per_minute: 60 } })
  })

  it.each([
    { concurrent_calls: 0 },
    { countries: ['India'] },
    { countries: [] },
    { requests_per_minute: 1.5 },
  ])('refuse the limits %j', async (body) => {
    const path = `/api/workspaces/${api.ours.workspace}/limits`
    expect((await asOperator('PATCH', path, { body })).status).toBe(422)
  })

  it('have members, each e-mail address once', async () => {
    const body = { email: 'someone@example.com', role: 'analyst' }
    expect((await api.send('POST', '/api/members', { body })).status).toBe(201)
    expect((await api.send('POST', '/api/members', { body })).status).toBe(409)
    expect((await api.send('GET', '/api/members')).body).toMatchObject({ members: [body] })
  })
})

describe('API keys', () => {
  it('are never shown with their secret again', async () => {
    const { body } = await api.send('POST', '/api/keys', { body: { name: 'site' } })
    const { api_key_secret } = body as { api_key_secret: string }
    const listed = await api.send('GET', '/api/keys')
    expect(listed.text).not.toContain(api_key_secret)
    expect(listed.text).not.toMatch(/secret|hash/i)
  })

  it('open nothing from the moment they are deleted, though they were just used', async () => {
    const { body } = await api.send('POST', '/api/keys', { body: { name: 'short' } })
    const { api_key, api_key_secret } = body as { api_key: string; api_key_secret: string }
    const authorization = basic(api_key, api_key_secret)
    expect((await api.send('GET', '/api/wallet', { authorization })).status).toBe(200)
    expect((await api.send('DELETE', `/api/keys/${api_key}`)).status).toBe(200)
    expect((await api.send('GET', '/api/wallet', { authorization })).status).toBe(401)
    expect((await api.send('DELETE', `/api/keys/${api_key}`)).status).toBe(404)
  })

  it('cost one read a second, however busy they are', async () => {
    await api.send('GET', '/api/wallet')
    const before = api.stores.workspaces.keyReads()
    for (let count = 0; count < 10; count++) await api.send('GET', '/api/wallet')
    expect(api.stores.workspaces.keyReads()).toBe(before)
    await api.stores.clock.advance(1_000)
    await api.send('GET', '/api/wallet')
    expect(api.stores.workspaces.keyReads()).toBe(before + 1)
  })
})

describe('trunks and numbers', () => {
  const carrier = { name: 'mine', host: 'sip.carrier.example', user: 'account', secret: 's3cret' }

  it('are made, connected, switched and released', async () => {
    const made = await api.send('POST', '/api/trunks', { body: carrier })
    expect(made.text).not.toContain('s3cret')
    expect(made.body).toMatchObject({
      trunk: { port: 5060, has_secret: true, number_format: 'e164', codecs: ['PCMA', 'PCMU'], system: false },
    })
    const { trunk_id } = (made.body as { trunk: { trunk_id: string } }).trunk
    const body = { number: '+917971441943', trunk_id }
    const connected = await api.send('POST', '/api/numbers', { body })
    expect(connected.body).toMatchObject({ number: { number: '7971441943', active: true } })
    expect((await api.send('POST', '/api/numbers', { body })).status).toBe(409)
    const off = await api.send('PATCH', '/api/numbers/07971441943', { body: { active: false } })
    expect(off.body).toMatchObject({ number: { active: false } })
    expect((await api.send('DELETE', `/api/trunks/${trunk_id}`)).status).toBe(409)
    expect((await api.send('DELETE', '/api/numbers/%2B917971441943')).status).toBe(200)
    expect((await api.send('DELETE', `/api/trunks/${trunk_id}`)).status).toBe(200)
  })

  it('cannot become the system’s: the field is no part of a trunk', async () => {
    const { body } = await api.send('POST', '/api/trunks', { body: { ...carrier, system: true } })
    expect(body).toMatchObject({ trunk: { system: false } })
  })

  it('include the system’s own, which nobody deletes', async () => {
    const { body } = await api.send('GET', '/api/trunks')
    const system = (body as { trunks: { trunk_id: string; system: boolean }[] }).trunks.find(
      (it) => it.system,
    )
    expect((await api.send('DELETE', `/api/trunks/${system?.trunk_id}`)).status).toBe(403)
  })

  it.each([
    { host: 'not a host' },
    { host: 'sip.carrier.example/path' },
    { host: '-x' },
    { port: 70_000 },
    { codecs: [] },
    { codecs: ['opus'] },
    { number_format: 'local' },
    { user: undefined },
    { dials_per_second: 0 },
  ])('refuse a trunk with %j', async (wrong) => {
    const { status, body } = await api.send('POST', '/api/trunks', { body: { ...carrier, ...wrong } })
    expect(status).toBe(422)
    expect(body).toMatchObject({ validationErrors: expect.any(Object) })
  })
})

describe('assistants', () => {
  it('live from a file through drafts to versions that never change', async () => {
    const created = await api.send('POST', '/api/assistants', { body: assistantFile })
    expect(created.status).toBe(201)
    const { assistant_id } = (created.body as { assistant: { assistant_id: string } }).assistant
    const path = `/api/assistants/${assistant_id}`
    expect(created.body).toMatchObject({ assistant: { published_version: null }, draft: { name: 'Varsha' } })
    expect((await api.send('POST', `${path}/publish`)).body).toMatchObject({ version: { version: 1 } })
    const renamed = { ...assistantFile, name: 'Meera' }
    expect((await api.send('PUT', `${path}/draft`, { body: renamed })).status).toBe(200)
    const first = await api.send('GET', `${path}/versions/1`)
    expect(first.body).toMatchObject({ version: { definition: { name: 'Varsha' } } })
    expect((await api.send('POST', `${path}/publish`)).body).toMatchObject({ version: { version: 2 } })
    expect((await api.send('GET', path)).body).toMatchObject({
      assistant: { name: 'Meera', published_version: 2 },
    })
    expect((await api.send('GET', `${path}/versions/3`)).status).toBe(404)
    expect((await api.send('GET', `${path}/versions/x`)).status).toBe(422)
  })

  it('are checked as a whole, without being kept', async () => {
    const good = await api.send('POST', '/api/assistants/validate', { body: assistantFile })
    expect(good.body).toEqual({ success: true, valid: true, problems: [] })
    const inputs = [...(assistantFile.inputs ?? []), { key: 'customerName', label: 'Again' }]
    const bad = await api.send('POST', '/api/assistants/validate', { body: { ...assistantFile, inputs } })
    expect(bad.body).toMatchObject({ valid: false, problems: [{ path: 'inputs[2].key' }] })
  })

  it('may be drafts that cannot be published, and say why', async () => {
    const inputs = [...(assistantFile.inputs ?? []), { key: 'customerName', label: 'Again' }]
    const created = await api.send('POST', '/api/assistants', { body: { ...assistantFile, inputs } })
    const { assistant_id } = (created.body as { assistant: { assistant_id: string } }).assistant
    const { status, body } = await api.send('POST', `/api/assistants/${assistant_id}/publish`)
    expect(status).toBe(422)
    expect(body).toMatchObject({ validationErrors: { 'inputs[2].key': [expect.any(String)] } })
  })

  it('need the form of an assistant file', async () => {
    const { status, body } = await api.send('POST', '/api/assistants', { body: { format: 2 } })
    expect(status).toBe(422)
    expect(body).toMatchObject({
      validationErrors: { format: [expect.any(String)], name: [expect.any(String)] },
    })
  })
})

describe('the wallet', () => {
  it('grows once for each reference, and shows its entries page by page', async () => {
    const topUp = (body: unknown) =>
      asOperator('POST', '/api/wallet/top-up', { body, ...inWorkspace(api.ours.workspace) })
    const first = await topUp({ amount: '99.50', reference: 'r1', note: 'January' })
    expect(first.body).toMatchObject({ wallet: { balance: '₹599.50', balance_inr: 599.5, held: '₹0.00' } })
    expect((await topUp({ amount: '99.50', reference: 'r1' })).body).toEqual(first.body)
    expect((await topUp({ amount: 0.5, reference: 'r2' })).body).toMatchObject({
      wallet: { balance_inr: 600 },
    })
    const page = await api.send('GET', '/api/wallet/entries?limit=1')
    const [newest] = (page.body as { entries: { entry_id: string; amount: string }[] }).entries
    expect(newest?.amount).toBe('₹0.50')
    const rest = await api.send('GET', `/api/wallet/entries?before=${newest?.entry_id}`)
    expect(rest.body).toMatchObject({
      entries: [{ amount: '₹99.50', note: 'January' }, { amount: '₹500.00' }],
    })
  })

  it('shows what a call took away', async () => {
    const call = await api.place()
    await api.stores.ledger.settle(call, inr(7_830_000n))
    const { body } = await api.send('GET', '/api/wallet/entries?limit=1')
    expect(body).toMatchObject({
      entries: [{ kind: 'charge', amount: '-₹7.83', amount_inr: -7.83, call_id: call }],
    })
  })

  it.each([
    { amount: 0, reference: 'x' },
    { amount: 100_000_001, reference: 'x' },
    { amount: -5, reference: 'x' },
    { amount: 1.234, reference: 'x' },
    { amount: '1e9', reference: 'x' },
    { amount: 5 },
    { reference: 'x' },
    { amount: 5, reference: 'two words' },
  ])('refuses the top-up %j', async (body) => {
    const sending = { body, ...inWorkspace(api.ours.workspace) }
    expect((await asOperator('POST', '/api/wallet/top-up', sending)).status).toBe(422)
  })
})
