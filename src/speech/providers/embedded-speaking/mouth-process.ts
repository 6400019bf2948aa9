/** The mouth as a process of its own: `node mouth-process.ts '<JSON of its settings>'`. */
import { Worker } from 'node:worker_threads'
import { silentLog } from '../../../base/index.ts'
import { runMouth } from './run-mouth.ts'

new Worker(new URL('./parent-watch-thread.ts', import.meta.url)).unref()
const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort())
await runMouth({ ...settingsOf(process.argv[2]), log: silentLog }, stopping.signal)

function settingsOf(argument: string | undefined) {
  const given = new Map<string, unknown>(Object.entries(JSON.parse(argument ?? '{}')))
  const text = (name: string) => {
    const value = given.get(name)
    if (typeof value !== 'string') throw new TypeError(`the mouth needs ${name}`)
    return value
  }
  return {
    socketPath: text('socketPath'),
    cacheDir: text('cacheDir'),
    graphPath: text('graphPath'),
    voicesDir: text('voicesDir'),
    threads: Number(given.get('threads') ?? 1),
  }
}
