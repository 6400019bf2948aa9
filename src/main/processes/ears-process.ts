import { Worker } from 'node:worker_threads'
import { prepareEars } from '../../speech/providers/embedded-hearing/prepare-ears.ts'
import { runEars } from '../../speech/providers/embedded-hearing/run-ears.ts'
import { runAsChild } from '../child-process.ts'
import { openLog } from '../log.ts'
import type { EarsStart } from './starts.ts'

new Worker(new URL('../parent-watch-thread.ts', import.meta.url)).unref()

/** Hears for every call of the machine, or for the test carrier's callees. */
runAsChild<EarsStart>(async (start, signal, ready) => {
  const log = openLog({ name: 'ears', ...start.log })
  const files = await prepareEars(start.whisper, { cacheDir: start.modelsCache, log })
  await runEars({ socketPath: start.socketPath, files, log, ready: () => ready({}) }, signal)
})
