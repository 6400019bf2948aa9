import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseEnv } from 'node:util'

export interface DemoCredentials {
  readonly url: string
  readonly key: string
  readonly secret: string
  readonly workspace: string
  readonly assistant: string
  readonly caller: string
}
/** The whole product, started as a person starts it, on a data folder of its own. */
export interface Product {
  readonly dataDir: string
  readonly demo: DemoCredentials
  readonly process: ChildProcess
  readonly output: () => string
  /** As the demo workspace's key. */
  request(path: string, init?: RequestInit): Promise<Answer>
  /** As the operator, who has no limit of requests; for the demo workspace unless a header names another. */
  operate(path: string, init?: RequestInit): Promise<Answer>
  stop(): Promise<void>
}
export interface Answer {
  readonly status: number
  readonly body: unknown
}

/** In a fresh clone the first start fetches the models. */
export const START_LIMIT_MS = 600_000
const READY = 'Twenty2 is ready'
const root = resolve(import.meta.dirname, '../..')

/** Models and rendered speech are shared between runs: they are large, and checked by hash. */
export function freshDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'twenty2-product-'))
  for (const shared of ['models', 'speech']) {
    const target = join(root, '.twenty2', shared)
    mkdirSync(target, { recursive: true })
    symlinkSync(target, join(dataDir, shared))
  }
  return dataDir
}

export async function startProduct(
  options: { readonly dataDir?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Product> {
  const dataDir = options.dataDir ?? freshDataDir()
  let text = ''
  const child = spawn(process.execPath, [join(root, 'src/main/start.ts')], {
    cwd: root,
    env: { ...process.env, PORT: '0', ...options.env, TWENTY2_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ready = new Promise<void>((resolveReady, reject) => {
    const take = (data: Buffer) => {
      text += data.toString()
      if (text.includes(READY)) resolveReady()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${text}`)))
  })
  await ready
  const demo = readDemo(join(dataDir, 'demo.env'))
  return {
    dataDir,
    demo,
    process: child,
    output: () => text,
    request: (path, init) => request(demo, path, init),
    operate: (path, init) => operate(dataDir, demo, path, init),
    stop: () => stop(child),
  }
}

export function readDemo(file: string): DemoCredentials {
  const values = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  const value = (name: string) => values[`TWENTY2_${name}`] ?? ''
  return {
    url: value('URL'),
    key: value('API_KEY'),
    secret: value('API_SECRET'),
    workspace: value('WORKSPACE_ID'),
    assistant: value('ASSISTANT_ID'),
    caller: value('CALLER_PHONE'),
  }
}

function request(demo: DemoCredentials, path: string, init: RequestInit = {}): Promise<Answer> {
  return ask(`${demo.url}${path}`, init, { authorization: basic(demo.key, demo.secret) })
}

export const basic = (key: string, secret: string): string =>
  `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`

function operate(
  dataDir: string,
  demo: DemoCredentials,
  path: string,
  init: RequestInit = {},
): Promise<Answer> {
  const token = readFileSync(join(dataDir, 'operator-token'), 'utf8').trim()
  return ask(`${demo.url}${path}`, init, {
    authorization: `Bearer ${token}`,
    'x-workspace-id': demo.workspace,
  })
}

/** Waits as it is told to when it was too fast. */
export async function ask(
  url: string,
  init: RequestInit,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const json = init.body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await fetch(url, { ...init, headers: { ...headers, ...json, ...init.headers } })
  if (response.status === 429) {
    await wait(Number(response.headers.get('retry-after')) * 1_000)
    return ask(url, init, headers)
  }
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await gone
}

export function removeDataDir(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true })
}
