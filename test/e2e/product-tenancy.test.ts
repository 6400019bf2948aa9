import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoAssistant } from '../../src/assistants/index.ts'
import { type CallDetail, endOf } from '../support/placed-call.ts'
import {
  type Answer,
  ask,
  basic,
  type Product,
  removeDataDir,
  START_LIMIT_MS,
  startProduct,
} from '../support/product.ts'
import { deathsIn } from '../support/product-processes.ts'

const HANGS_UP = '9999999914'
const CALL_LIMIT_MS = 60_000

/** A workspace that the operator made, with what it needs to call. */
interface Tenant {
  readonly workspace: string
  readonly key: string
  readonly assistant: string
  readonly trunk: string
  readonly number: string
  readonly call: CallDetail
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>
}

let product: Product
let ours: Tenant
let theirs: Tenant

beforeAll(async () => {
  product = await startProduct()
  ;[ours, theirs] = await Promise.all([makeTenant('Ours', '7971441901'), makeTenant('Theirs', '7971441902')])
}, START_LIMIT_MS + CALL_LIMIT_MS)
afterAll(async () => {
  await product?.stop()
  removeDataDir(product.dataDir)
})

/** Through the API alone, as an operator does who takes a customer on, and then that customer. */
async function makeTenant(name: string, number: string): Promise<Tenant> {
  const made = await operate('POST', '/api/workspaces', { name })
  const { workspace_id: workspace } = (made.body as { workspace: { workspace_id: string } }).workspace
  const asOperator = { 'x-workspace-id': workspace }
  await operate('POST', '/api/wallet/top-up', { amount: 100, reference: name, note: 'first' }, asOperator)
  const given = await operate('POST', '/api/keys', { name: 'first' }, asOperator)
  const { api_key, api_key_secret } = given.body as { api_key: string; api_key_secret: string }
  const authorization = basic(api_key, api_key_secret)
  const send: Tenant['send'] = (method, path, body, headers = {}) =>
    ask(`${product.demo.url}${path}`, init(method, body), { authorization, ...headers })
  const created = await send('POST', '/api/assistants', demoAssistant)
  const { assistant_id: assistant } = (created.body as { assistant: { assistant_id: string } }).assistant
  await send('POST', `/api/assistants/${assistant}/publish`)
  const own = await send('POST', '/api/trunks', { name: `${name}’s carrier`, host: 'sip.carrier.example' })
  const { trunk_id: trunk } = (own.body as { trunk: { trunk_id: string } }).trunk
  const listed = await send('GET', '/api/trunks')
  const { trunks } = listed.body as { trunks: readonly { trunk_id: string; system: boolean }[] }
  const carrier = trunks.find(({ system }) => system)?.trunk_id
  expect((await send('POST', '/api/numbers', { number, trunk_id: carrier })).status).toBe(201)
  const placed = await send('POST', '/api/agent/trigger-outbound-call', callOf(assistant, number))
  const { call_id } = placed.body as { call_id: string }
  const tenant = { workspace, key: api_key, assistant, trunk, number, send }
  return { ...tenant, call: await endedCall(tenant, call_id) }
}

const callOf = (assistant: string, caller: string) => ({
  assistant_id: assistant,
  callee_phone: HANGS_UP,
  caller_phone: caller,
  input_parameters: { customerName: 'Rohit' },
})
const init = (method: string, body: unknown): RequestInit =>
  body === undefined ? { method } : { method, body: JSON.stringify(body) }
const operate = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  product.operate(path, { ...init(method, body), headers })

/** The operator looks, who has no limit of requests. */
const endedCall = ({ workspace }: Pick<Tenant, 'workspace'>, callId: string) =>
  endOf(product, callId, CALL_LIMIT_MS, workspace)

describe('two workspaces of one product', () => {
  it('both place calls', () => {
    for (const { call } of [ours, theirs])
      expect(call).toMatchObject({ status: 'completed', disconnection_reason: 'customer_hangup' })
    expect(ours.call.call_id).not.toBe(theirs.call.call_id)
  })

  it('each see their own call, number, assistant and trunk alone', async () => {
    for (const [mine, other] of [
      [ours, theirs],
      [theirs, ours],
    ] as const) {
      const lists = ['call/logs', 'numbers', 'assistants', 'keys', 'trunks', 'wallet/entries', 'workspace']
      const seen = await Promise.all(lists.map(async (list) => (await mine.send('GET', `/api/${list}`)).body))
      const text = JSON.stringify(seen)
      const { workspace, key, assistant, trunk, number, call } = mine
      for (const own of [workspace, key, assistant, trunk, number, call.call_id]) expect(text).toContain(own)
      const foreign = [
        other.workspace,
        other.key,
        other.assistant,
        other.trunk,
        other.number,
        other.call.call_id,
      ]
      for (const id of foreign) expect(text).not.toContain(id)
    }
  })

  it('find nothing by the other’s ids', async () => {
    const { assistant, key, trunk, number, call } = theirs
    for (const [method, path, body] of [
      ['GET', `/api/call/detail?call_id=${call.call_id}`],
      ['GET', `/api/call/events?call_id=${call.call_id}`],
      ['POST', '/api/call/cancel', { call_id: call.call_id }],
      ['GET', `/api/assistants/${assistant}`],
      ['POST', `/api/assistants/${assistant}/publish`],
      ['DELETE', `/api/keys/${key}`],
      ['DELETE', `/api/trunks/${trunk}`],
      ['DELETE', `/api/numbers/${number}`],
    ] as const) {
      expect([path, (await ours.send(method, path, body)).status]).toEqual([path, 404])
    }
  })

  it('cannot call with the other’s assistant or number, nor in its name', async () => {
    const trigger = (assistant: string, number: string, headers = {}) =>
      ours.send('POST', '/api/agent/trigger-outbound-call', callOf(assistant, number), headers)
    expect(await trigger(theirs.assistant, ours.number)).toMatchObject({
      status: 400,
      body: { error: { code: 'INVALID_ASSISTANT' } },
    })
    expect(await trigger(ours.assistant, theirs.number)).toMatchObject({
      status: 400,
      body: { error: { code: 'INVALID_NUMBER' } },
    })
    const inTheirName = { 'x-workspace-id': theirs.workspace }
    expect((await trigger(ours.assistant, ours.number, inTheirName)).status).toBe(403)
  })

  it('open their own links alone: a link names its workspace and is signed with it', async () => {
    for (const link of [theirs.call.recording?.url ?? '', theirs.call.transcript?.url ?? '']) {
      expect((await fetch(link)).status).toBe(200)
      const moved = link.replace(theirs.workspace, ours.workspace)
      expect((await fetch(moved)).status).toBe(403)
      const other = link.replaceAll(theirs.call.call_id, ours.call.call_id)
      expect((await fetch(other)).status).toBe(403)
    }
  })

  it('cost the product none of its processes', () => {
    expect(deathsIn(product)).toEqual([])
  })

  it('pay for their own calls alone', async () => {
    for (const { send, call } of [ours, theirs]) {
      const { body } = await send('GET', '/api/wallet')
      const cost = Math.round(Number(call.cost?.replace('₹', '')) * 100)
      expect(cost).toBeGreaterThan(0)
      expect(body).toMatchObject({ wallet: { held_inr: 0, balance_inr: (10_000 - cost) / 100 } })
    }
  })
})
