// Durable triggers as a customer sends them: over HTTP on loopback to one API process, beside the same
// triggers inside a process and beside single-row commits of the same database on the same disk. All in one
// run and with as many under way at once, so that the ratios say something wherever it runs.
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { hashSecret } from '../../src/api/index.ts'
import { silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import { systemIds } from '../../src/base/system-random.ts'
import { createPlaceCall } from '../../src/calls/index.ts'
import type { ApiReady, ApiStart } from '../../src/main/processes/starts.ts'
import { superviseProcess } from '../../src/main/supervise.ts'
import { startTestDatabase, type TestDatabase } from '../support/postgres.ts'
import { percentile } from '../support/turns.ts'
import { makeWorkspace, type ReadyWorkspace } from '../support/workspace.ts'
import { printTable } from './figures.ts'

const SECONDS = 4
const AT_ONCE = 32
/** Their wallets and keys are rows of their own, as those of many customers are. */
const WORKSPACES = 64
const REQUESTS_A_MINUTE = 6_000
const SECRET = 'a secret of a bench, as long as any other'
const HOUR_MS = 3_600_000

interface Customer extends ReadyWorkspace {
  readonly authorization: string
}
interface Rate {
  readonly aSecond: number
  readonly tookMs: readonly number[]
}

const database = await startTestDatabase()
const api = superviseProcess<ApiReady>({
  name: 'api',
  script: 'api-process.ts',
  start: apiStart(database),
  log: silentLog,
})
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
try {
  const { url } = await api.ready
  const customers = await Promise.all(Array.from({ length: WORKSPACES }, () => newCustomer(database)))
  const inTurn = (send: (customer: Customer) => Promise<void>) => async (turn: number) => {
    const customer = customers[turn % customers.length]
    if (customer !== undefined) await send(customer)
  }
  const place = placeInProcess(database)
  await database.pool.query('create table bench_row (id bigint generated always as identity, text text)')
  const commit = async () =>
    void (await database.pool.query("insert into bench_row (text) values ('a row of some length')"))
  await rateOf(
    inTurn((customer) => post(url, customer)),
    0.5,
  )
  const rates = {
    'single-row commits': await rateOf(commit),
    'triggers in process': await rateOf(inTurn(place)),
    'triggers over HTTP': await rateOf(inTurn((customer) => post(url, customer))),
  }
  report(rates, rates['single-row commits'])
} finally {
  agent.destroy()
  await api.stop()
  await database.close()
}

function apiStart({ url, folder }: TestDatabase): ApiStart {
  return {
    databaseUrl: url,
    secrets: ['a secret for tests'],
    log: { file: join(folder, 'api.log'), level: 'warn' },
    operatorToken: 'operator token of a bench',
    host: '127.0.0.1',
    port: 0,
    publicUrl: undefined,
    recordings: folder,
    version: '0',
  }
}

async function newCustomer({ stores }: TestDatabase): Promise<Customer> {
  const limits = { requestsPerMinute: REQUESTS_A_MINUTE }
  const workspace = await makeWorkspace(stores, { rupees: 10_000_000, limits })
  const id = systemIds.next('api-key')
  await stores.workspaces.insertKey({
    ...{ id, workspace: workspace.id, name: 'bench', secretHash: hashSecret(SECRET) },
    ...{ createdAt: systemClock.wallTime(), requestsPerMinute: REQUESTS_A_MINUTE },
  })
  const login = Buffer.from(`${id}:${SECRET}`).toString('base64')
  return { ...workspace, authorization: `Basic ${login}` }
}

/** Runs `work` over and over, many at once; how often a second, and how long each took. */
async function rateOf(work: (turn: number) => Promise<void>, seconds = SECONDS): Promise<Rate> {
  const until = performance.now() + seconds * 1_000
  const tookMs: number[] = []
  let turns = 0
  const loop = async () => {
    for (let startMs = performance.now(); startMs < until; startMs = performance.now()) {
      await work(turns++)
      tookMs.push(performance.now() - startMs)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, loop))
  return { aSecond: tookMs.length / seconds, tookMs }
}

/** Due later, so that nobody calls anybody. */
function placeInProcess({ stores }: TestDatabase): (customer: Customer) => Promise<void> {
  const { placement, dispatchers } = stores
  const place = createPlaceCall({ store: placement, clock: systemClock, ids: systemIds, dispatchers })
  return async (customer) => {
    const outcome = await place({
      workspace: customer.id,
      assistantId: customer.assistant,
      calleePhone: '9999999999',
      callerPhone: customer.caller,
      inputs: { customerName: 'Asha' },
      scheduledAt: systemClock.wallTime() + HOUR_MS,
      metadata: {},
      idempotency: undefined,
    })
    if (outcome.type !== 'placed') throw new Error(outcome.type)
  }
}

function post(url: string, { authorization, assistant, caller }: Customer): Promise<void> {
  const body = JSON.stringify({
    assistant_id: assistant,
    callee_phone: '9999999999',
    caller_phone: caller,
    input_parameters: { customerName: 'Asha' },
    scheduled_at: new Date(systemClock.wallTime() + HOUR_MS).toISOString(),
  })
  const headers = { authorization, 'content-type': 'application/json', 'content-length': body.length }
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/api/agent/trigger-outbound-call`,
      { method: 'POST', agent, headers },
      (response) => {
        response.resume()
        response.once('end', resolve)
        if (response.statusCode !== 201) reject(new Error(`answered ${response.statusCode}`))
      },
    )
    sent.once('error', reject)
    sent.end(body)
  })
}

function report(rates: Readonly<Record<string, Rate>>, base: Rate): void {
  const ms = (values: readonly number[], share: number) => `${percentile(values, share).toFixed(1)} ms`
  const rows = Object.entries(rates).map(([what, { aSecond, tookMs }]) => [
    what,
    String(Math.round(aSecond)),
    (aSecond / base.aSecond).toFixed(2),
    ms(tookMs, 0.5),
    ms(tookMs, 0.99),
  ])
  printTable([`${AT_ONCE} at once, ${WORKSPACES} workspaces`, 'a second', 'ratio', 'p50', 'p99'], rows)
}
