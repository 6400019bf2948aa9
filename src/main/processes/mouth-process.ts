import { setPriority } from 'node:os'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { invariant } from '../../base/index.ts'
import { makeKokoroGraph } from '../../speech/providers/embedded-speaking/make-kokoro-graph.ts'
import { runMouth } from '../../speech/providers/embedded-speaking/run-mouth.ts'
import { runAsChild } from '../child-process.ts'
import { openLog } from '../log.ts'
import type { MouthStart } from './starts.ts'

new Worker(new URL('../parent-watch-thread.ts', import.meta.url)).unref()

const MOUTH_NICENESS = 5

/** Speaks for every call of the machine. */
runAsChild<MouthStart>(async (start, signal, ready) => {
  // A clause takes a core for most of a second: hearing and the wire go first.
  setPriority(MOUTH_NICENESS)
  const log = openLog({ name: 'mouth', ...start.log })
  const published = start.kokoro.model.files[0]
  const publishedPath = published && start.kokoro.paths[published.name]
  const aVoice = Object.values(start.voices.paths)[0]
  invariant(published !== undefined && publishedPath !== undefined, 'the speaking model is a file')
  invariant(aVoice !== undefined, 'there are voices')
  const graphPath = await makeKokoroGraph({
    publishedPath,
    publishedSha256: published.sha256,
    folder: start.modelsCache,
  })
  await runMouth(
    {
      socketPath: start.socketPath,
      cacheDir: start.speechCache,
      graphPath,
      voicesDir: dirname(aVoice),
      threads: 1,
      log,
      ready: () => ready({}),
    },
    signal,
  )
})
