import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import { systemRandom } from '../../src/base/system-random.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/storage/index.ts'
import { type CallDetail, detailOf, placeCall } from '../support/placed-call.ts'
import {
  freshDataDir,
  type Product,
  removeDataDir,
  START_LIMIT_MS,
  startProduct,
} from '../support/product.ts'

const HANGS_UP = '9999999914'
const OLD = 'the-old-secret-of-more-than-32-characters'
const NEW = 'the-new-secret-of-more-than-32-characters'
const STARTS_LIMIT_MS = 60_000

const dataDir = freshDataDir()
const elsewhere = freshDataDir()
let external: EmbeddedPostgres

/** A PostgreSQL that is not the product's own. */
beforeAll(async () => {
  external = await startEmbeddedPostgres({
    dataDir: join(elsewhere, 'postgres'),
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
  })
})
afterAll(async () => {
  await external?.stop()
  for (const folder of [dataDir, elsewhere]) removeDataDir(folder)
})

/** What a start prints that ends by itself or is told to once it has printed `stopAt`, and its exit code. */
async function failedStart(
  env: Readonly<Record<string, string>>,
  stopAt?: string,
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [resolve('src/main/start.ts')], {
    env: { ...process.env, PORT: '0', TWENTY2_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString()
    if (stopAt !== undefined && output.includes(stopAt)) child.kill('SIGTERM')
  })
  const [code] = await once(child, 'close')
  return { code: Number(code), output }
}

describe('a start with wrong settings', () => {
  it('names each of them, and why it is wrong', async () => {
    const { code, output } = await failedStart({
      PORT: '70000',
      TWENTY2_HEARING: 'a trumpet',
      TWENTY2_SECRET: 'short',
      TWENTY2_PUBLIC_URL: 'not an address',
    })
    expect(code).toBe(1)
    for (const name of ['PORT', 'TWENTY2_HEARING', 'TWENTY2_SECRET', 'TWENTY2_PUBLIC_URL'])
      expect(output).toMatch(new RegExp(`^  ${name}: .`, 'm'))
    expect(output).toContain('settings.example.env')
  })

  it(
    'says that its port is taken',
    async () => {
      const other = createServer()
      other.listen(0, '127.0.0.1')
      await once(other, 'listening')
      const address = other.address()
      const port = typeof address === 'object' ? String(address?.port) : ''
      const { code, output } = await failedStart({
        PORT: port,
        DATABASE_URL: external.url,
        TWENTY2_SECRET: OLD,
      })
      other.close()
      expect(code).toBe(1)
      expect(output).toContain(`Port ${port} of 127.0.0.1 is taken`)
    },
    START_LIMIT_MS,
  )

  it(
    'says that its database cannot be reached',
    async () => {
      const { code, output } = await failedStart({
        DATABASE_URL: 'postgres://nobody@127.0.0.1:9/nothing',
        TWENTY2_SECRET: OLD,
      })
      expect(code).toBe(1)
      expect(output).toMatch(/could not start: .*DATABASE_URL/)
      expect(output).not.toContain('nobody@')
    },
    START_LIMIT_MS,
  )
})

it(
  'stops soon when it is told to while it starts',
  async () => {
    const settings = { DATABASE_URL: external.url, TWENTY2_SECRET: OLD }
    const startedMs = systemClock.monotonic()
    const { code, output } = await failedStart(settings, 'Starting the API')
    expect(code).toBe(0)
    expect(output).toContain('Stopped.')
    expect(output).not.toContain('Twenty2 is ready')
    expect(systemClock.monotonic() - startedMs).toBeLessThan(15_000)
  },
  START_LIMIT_MS,
)

describe('a product on another PostgreSQL, while its secret is rotated', () => {
  const started = async (secret: string): Promise<Product> =>
    startProduct({ dataDir, env: { DATABASE_URL: external.url, TWENTY2_SECRET: secret } })
  const hasSecret = async (product: Product): Promise<unknown> => {
    const { status, body } = await product.operate('/api/trunks')
    const { trunks } = body as { readonly trunks?: readonly { name: string; has_secret: boolean }[] }
    return { status, has_secret: trunks?.find(({ name }) => name === 'mine')?.has_secret }
  }
  /** Links name the port of their start; only their path and signature stay. */
  const opens = async ({ demo }: Product, call: CallDetail): Promise<readonly number[]> =>
    Promise.all(
      [call.recording, call.transcript].map(async (link) => {
        const { pathname, search } = new URL(link?.url ?? '')
        const response = await fetch(`${demo.url}${pathname}${search}`)
        await response.body?.cancel()
        return response.status
      }),
    )
  let callId: string
  let first: CallDetail
  let second: CallDetail

  it(
    'makes no database of its own, and places calls',
    async () => {
      const product = await started(OLD)
      const body = JSON.stringify({
        name: 'mine',
        host: 'sip.mine.example',
        user: 'me',
        secret: 'the password',
      })
      expect((await product.operate('/api/trunks', { method: 'POST', body })).status).toBe(201)
      first = await placeCall(product, HANGS_UP)
      callId = first.call_id
      expect(first).toMatchObject({ status: 'completed', disconnection_reason: 'customer_hangup' })
      expect(await opens(product, first)).toEqual([200, 200])
      await product.stop()
      expect(existsSync(join(dataDir, 'database'))).toBe(false)
      expect(existsSync(join(dataDir, 'secret'))).toBe(false)
    },
    START_LIMIT_MS + STARTS_LIMIT_MS,
  )

  it(
    'reads what the old secret sealed and opens what it signed, with both',
    async () => {
      const product = await started(`${NEW},${OLD}`)
      expect(await hasSecret(product)).toEqual({ status: 200, has_secret: true })
      expect(await opens(product, first)).toEqual([200, 200])
      second = await detailOf(product, callId)
      expect(await opens(product, second)).toEqual([200, 200])
      await product.stop()
    },
    STARTS_LIMIT_MS,
  )

  it(
    'needs the old secret no more for what it sealed, only for links that it signed',
    async () => {
      const product = await started(NEW)
      expect(await hasSecret(product)).toEqual({ status: 200, has_secret: true })
      expect(await opens(product, first)).toEqual([403, 403])
      expect(await opens(product, second)).toEqual([200, 200])
      await product.stop()
    },
    STARTS_LIMIT_MS,
  )

  it(
    'says so when the secret that sealed a trunk is missing',
    async () => {
      const { code, output } = await failedStart({ DATABASE_URL: external.url, TWENTY2_SECRET: OLD })
      expect(code).toBe(1)
      expect(output).toContain('an earlier TWENTY2_SECRET')
    },
    STARTS_LIMIT_MS,
  )
})
