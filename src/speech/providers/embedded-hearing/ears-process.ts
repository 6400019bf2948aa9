/** The ears as a process of its own: `node ears-process.ts '<JSON of socketPath and files>'`. */
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { silentLog } from '../../../base/index.ts'
import { runEars } from './run-ears.ts'

const settings = z.object({
  socketPath: z.string(),
  files: z.object({ encoder: z.string(), decoder: z.string(), tokenizer: z.string(), config: z.string() }),
})

new Worker(new URL('../embedded-speaking/parent-watch-thread.ts', import.meta.url)).unref()
const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort())
await runEars({ ...settings.parse(JSON.parse(process.argv[2] ?? '{}')), log: silentLog }, stopping.signal)
