import type { Clock, Log } from '../base/index.ts'
import { defaultModelNames, type ModelPlaces, pullModels, type ReadyModel } from '../speech/models/index.ts'
import type { Progress } from './progress.ts'
import type { Settings } from './settings.ts'

export function modelPlaces(modelsDir: string | undefined, modelsCache: string): ModelPlaces {
  return { cacheDir: modelsCache, ...(modelsDir === undefined ? {} : { modelsDir }) }
}

/** Fetches what the embedded engines need, saying how far it is. What is there already is only checked. */
export async function fetchModels(
  settings: Settings,
  modelsCache: string,
  { clock, log, progress, signal }: { clock: Clock; log: Log; progress: Progress; signal: AbortSignal },
): Promise<Readonly<Record<string, ReadyModel>>> {
  progress.step('models', 'Checking the speech models (about 200 MB, fetched once)')
  const names = [...new Set([...defaultModelNames, settings.TWENTY2_HEARING])]
  const ready = await pullModels(names, {
    ...modelPlaces(settings.TWENTY2_MODELS_DIR, modelsCache),
    ...(settings.TWENTY2_MODELS_MIRROR === undefined ? {} : { mirror: settings.TWENTY2_MODELS_MIRROR }),
    onProgress: ({ what, doneBytes, totalBytes, bytesPerSecond }) =>
      progress.step(
        'models',
        `Fetching ${what}: ${megabytes(doneBytes)} of ${megabytes(totalBytes)} MB (${megabytes(bytesPerSecond)} MB/s)`,
      ),
    clock,
    log,
    signal,
  })
  progress.done('models', 'Speech models are there and verified')
  return ready
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0)
