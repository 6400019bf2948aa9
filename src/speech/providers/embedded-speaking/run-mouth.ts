import type { Log } from '../../../base/index.ts'
import { phonemesOf } from '../../phonemes/phonemes.ts'
import { openClauseCache } from './clause-cache.ts'
import { finishClause } from './finish-clause.ts'
import { type KokoroEngine, type KokoroFiles, openKokoro } from './kokoro-engine.ts'
import { pruneCache } from './prune-cache.ts'
import { serveMouth } from './serve-mouth.ts'

export interface MouthOptions extends KokoroFiles {
  readonly socketPath: string
  readonly cacheDir: string
  readonly log: Log
  /** Told once clients can connect. */
  readonly ready?: () => void
}

const MEMORY_BYTES_MAX = 16_000_000
const DISK_BYTES_MAX = 1_000_000_000
/** A little slower than the model's own pace: on the telephone it is heard better. */
const PACE = 0.9

/** The mouth of a machine: accepts clients once its engine is warm; resolves when `signal` is aborted. */
export async function runMouth(options: MouthOptions, signal: AbortSignal): Promise<void> {
  const { socketPath, cacheDir, log } = options
  await pruneCache(cacheDir, DISK_BYTES_MAX)
  const engine = await openKokoro(options)
  const render = (clause: string, voice: string) => renderClause(engine, clause, voice)
  await render('Good morning.', WARM_UP_VOICE)
  log.info('the mouth is ready')
  const cache = openClauseCache(cacheDir, MEMORY_BYTES_MAX)
  await serveMouth({ socketPath, cache, log, render, ready: options.ready ?? (() => {}) }, signal)
}

/** The first run of a session allocates and is several times slower than the next. */
const WARM_UP_VOICE = 'af_heart'

export async function renderClause(engine: KokoroEngine, clause: string, voice: string): Promise<Int16Array> {
  const accent = voice.startsWith('b') ? 'british' : 'american'
  return finishClause(await engine.render(phonemesOf(clause, accent), voice, PACE))
}
