import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../../test/support/virtual-clock.ts'
import { silentLog } from '../../base/index.ts'
import { systemClock } from '../../base/system-clock.ts'
import { type PullOptions, pullModels } from './fetch.ts'
import type { Model } from './model.ts'
import type { PullProgress } from './progress.ts'

const weights = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251))
const model: Model = {
  name: 'tiny',
  purpose: 'tests',
  licence: 'none',
  optional: false,
  files: [
    {
      name: 'weights.bin',
      bytes: weights.length,
      sha256: createHash('sha256').update(weights).digest('hex'),
      official: 'https://models.example/tiny/weights.bin',
      parts: [],
    },
  ],
  packages: [],
}

let folder: string
let server: Server | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'))
})
afterEach(async () => {
  server?.closeAllConnections()
  server?.close()
  server = undefined
  await rm(folder, { recursive: true })
})

async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
}

const options = (mirror: string, changes: Partial<PullOptions> = {}): PullOptions => ({
  cacheDir: join(folder, 'cache'),
  mirror,
  onProgress: () => undefined,
  clock: systemClock,
  log: silentLog,
  signal: new AbortController().signal,
  models: [model],
  ...changes,
})
const cached = () => join(folder, 'cache', 'tiny', 'weights.bin')

/** A static file server that knows Range requests. */
const staticFile =
  (seen: (string | undefined)[] = []): RequestListener =>
  (request, response) => {
    seen.push(request.headers.range)
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    if (start > 0)
      response.setHeader('content-range', `bytes ${start}-${weights.length - 1}/${weights.length}`)
    response.writeHead(start > 0 ? 206 : 200).end(weights.subarray(start))
  }

describe('pulling models', () => {
  it('fetches from the mirror under the official path, once, and reports its progress', async () => {
    const paths: (string | undefined)[] = []
    const mirror = await serve((request, response) => {
      paths.push(request.url)
      staticFile()(request, response)
    })
    const progress: PullProgress[] = []
    const pull = () => pullModels(['tiny'], options(mirror, { onProgress: (step) => progress.push(step) }))
    const { tiny } = await pull()
    expect(tiny?.paths).toEqual({ 'weights.bin': cached() })
    expect(await readFile(cached())).toEqual(weights)
    expect(progress.at(-1)).toMatchObject({ what: 'weights.bin', doneBytes: weights.length })
    await pull()
    expect(paths).toEqual(['/tiny/weights.bin'])
  })

  it('goes on where a broken transfer stopped, in the same run and in the next one', async () => {
    const seen: (string | undefined)[] = []
    let breaks = 1
    const mirror = await serve((request, response) => {
      if (breaks-- <= 0) return staticFile(seen)(request, response)
      response.writeHead(200, { 'content-length': weights.length })
      response.write(weights.subarray(0, 120_000), () => response.destroy())
    })
    await pullModels(['tiny'], options(mirror))
    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatch(/^bytes=[1-9]\d*-$/)

    await rm(cached())
    const endedProcess = 4_194_305 // above the kernel's greatest process id
    await writeFile(`${cached()}.partial-${endedProcess}-1`, weights.subarray(0, 200_000))
    await pullModels(['tiny'], options(mirror))
    expect(seen[1]).toBe('bytes=200000-')
    expect(await readdir(join(folder, 'cache', 'tiny'))).toEqual(['weights.bin'])
  })

  it('refuses bytes that do not match, keeps nothing of them, and says what to bring where', async () => {
    const mirror = await serve((_, response) => response.end(Buffer.alloc(weights.length)))
    const failure = await pullModels(['tiny'], options(mirror)).catch((error: Error) => error)
    expect(String(failure)).toContain(`${cached()}\n    300000 bytes, sha256 ${model.files[0]?.sha256}`)
    expect(String(failure)).toContain('do not have sha256')
    expect(await readdir(join(folder, 'cache', 'tiny'))).toEqual([])
  })

  it('gives a server that says nothing five seconds, for all files together', async () => {
    const clock = new VirtualClock()
    let asked = 0
    const silent = await serve(() => {
      asked += 1
    })
    const [weightsFile] = model.files
    if (weightsFile === undefined) throw new Error('the model has a file')
    const twoFiles = { ...model, files: [weightsFile, { ...weightsFile, name: 'more.bin' }] }
    let message: string | undefined
    const pull = pullModels(['tiny'], options(silent, { clock, models: [twoFiles] })).catch((error) => {
      message = String(error)
    })
    await expect.poll(() => asked).toBe(1)
    await clock.advance(4_999)
    expect(message).toBeUndefined()
    await clock.advance(1)
    await pull
    expect(message).toContain('no answer')
    expect(asked).toBe(1)
  })

  it('notices at once that nobody listens', async () => {
    await expect(pullModels(['tiny'], options('http://127.0.0.1:1'))).rejects.toThrow('could not be fetched')
  })

  it('names what is missing of every model when the first cannot be had', async () => {
    const other = { ...model, name: 'other' }
    const pull = pullModels(['tiny', 'other'], options('http://127.0.0.1:1', { models: [model, other] }))
    const message = await pull.catch(String)
    for (const name of ['tiny', 'other']) {
      expect(message).toContain(`${join(folder, 'cache', name, 'weights.bin')}\n    300000 bytes, sha256 `)
    }
  })

  it('takes the operator’s own files first and never writes there', async () => {
    const modelsDir = join(folder, 'own')
    await mkdir(join(modelsDir, 'tiny'), { recursive: true })
    await writeFile(join(modelsDir, 'tiny', 'weights.bin'), weights)
    const { tiny } = await pullModels(['tiny'], options('http://127.0.0.1:1', { modelsDir }))
    expect(tiny?.paths['weights.bin']).toBe(join(modelsDir, 'tiny', 'weights.bin'))
  })

  it('serves two pulls at once without mixing their bytes', async () => {
    const mirror = await serve(staticFile())
    await Promise.all([pullModels(['tiny'], options(mirror)), pullModels(['tiny'], options(mirror))])
    expect(await readFile(cached())).toEqual(weights)
    expect(await readdir(join(folder, 'cache', 'tiny'))).toEqual(['weights.bin'])
  })

  it('stops when it is told to', async () => {
    const controller = new AbortController()
    const mirror = await serve(() => controller.abort(new Error('told to stop')))
    await expect(pullModels(['tiny'], options(mirror, { signal: controller.signal }))).rejects.toThrow(
      'told to stop',
    )
  })
})
