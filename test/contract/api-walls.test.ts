import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Route, routes } from '../../src/contract/index.ts'
import { type ApiScene, assistantFile, inMemoryApi, type Received } from '../support/in-memory-api.ts'
import { postgresApi } from '../support/postgres-api.ts'

const makers: readonly (readonly [string, () => Promise<ApiScene>])[] = [
  ['in memory', inMemoryApi],
  ['in PostgreSQL', postgresApi],
]
let api: ApiScene

describe.each(makers)('the walls between workspaces, kept %s', (_name, make) => {
  beforeAll(async () => {
    api = await make()
  })
  afterAll(() => api.close())
  beforeEach(() => api.clock.advance(60_000))

  it('let no route show or touch what is another’s', async () => {
    const theirCall = await placedByThem()
    const { assistant, key, number, workspace } = api.theirs
    const trunk = await api.send('POST', '/api/trunks', {
      authorization: api.theirs.basic,
      body: { name: 'theirs', host: 'sip.theirs.example' },
    })
    const { trunk_id } = (trunk.body as { trunk: { trunk_id: string } }).trunk
    const before = await snapshotOfThem()
    const attempts: readonly (readonly [string, string, unknown?])[] = [
      ['GET', `/api/call/detail?call_id=${theirCall}`],
      ['GET', `/api/call/events?call_id=${theirCall}`],
      ['POST', '/api/call/cancel', { call_id: theirCall }],
      ['GET', `/api/assistants/${assistant}`],
      ['GET', `/api/assistants/${assistant}/versions/1`],
      ['PUT', `/api/assistants/${assistant}/draft`, assistantFile],
      ['POST', `/api/assistants/${assistant}/publish`],
      ['DELETE', `/api/keys/${key}`],
      ['DELETE', `/api/trunks/${trunk_id}`],
      ['POST', '/api/numbers', { number: '7971441944', trunk_id }],
      ['PATCH', `/api/numbers/${number.slice(1)}`, { active: false }],
      ['DELETE', `/api/numbers/${number.slice(1)}`],
    ]
    for (const [method, path, body] of attempts) {
      const { status } = await api.send(method, path, body === undefined ? {} : { body })
      expect([method, path, status]).toEqual([method, path, 404])
    }
    expect(await snapshotOfThem()).toEqual(before)
    for (const list of [
      'call/logs',
      'assistants',
      'keys',
      'trunks',
      'numbers',
      'members',
      'wallet/entries',
    ]) {
      const { text } = await api.send('GET', `/api/${list}`)
      for (const secret of [theirCall, assistant, key, number.slice(3), workspace, trunk_id]) {
        expect([list, text.includes(secret)]).toEqual([list, false])
      }
    }
  })

  it('stand before every route: without credentials nothing but health, docs and links opens', async () => {
    for (const route of Object.values<Route>(routes)) {
      if (route.access === 'open' || route.access === 'link') continue
      const path = route.path.replaceAll(/\{\w+\}/g, '000000000000000000000000')
      const { status } = await api.send(route.method, path, { authorization: undefined })
      expect([route.path, status]).toEqual([route.path, 401])
    }
  })

  it('stand before what is the operator’s', async () => {
    for (const route of Object.values<Route>(routes)) {
      if (!route.access.startsWith('operator')) continue
      const path = route.path.replaceAll(/\{\w+\}/g, api.ours.workspace)
      const { status } = await api.send(route.method, path)
      expect([route.path, status]).toEqual([route.path, 403])
    }
  })
})

async function placedByThem(): Promise<string> {
  const { body } = await api.send('POST', '/api/agent/trigger-outbound-call', {
    authorization: api.theirs.basic,
    body: api.theirs.trigger,
  })
  return (body as { call_id: string }).call_id
}

async function snapshotOfThem(): Promise<readonly string[]> {
  const authorization = api.theirs.basic
  const answers: Received[] = []
  for (const list of ['call/logs', 'assistants', 'keys', 'trunks', 'numbers', 'wallet']) {
    answers.push(await api.send('GET', `/api/${list}`, { authorization }))
  }
  return answers.map(({ text }) => text)
}
