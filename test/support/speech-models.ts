import { dirname, join } from 'node:path'
import { silentLog } from '../../src/base/index.ts'
import { type ModelPlaces, manifest, type ReadyModel } from '../../src/speech/models/index.ts'
import { surveyModel } from '../../src/speech/models/locate.ts'
import { Hearing } from '../../src/speech/providers/embedded-hearing/hear.ts'
import { prepareEars } from '../../src/speech/providers/embedded-hearing/prepare-ears.ts'
import { makeKokoroGraph } from '../../src/speech/providers/embedded-speaking/make-kokoro-graph.ts'

/** The models of this checkout, unless the environment names other folders. Nothing is fetched. */
const modelsDir = process.env['TWENTY2_MODELS_DIR']
export const modelsCache = join(process.env['TWENTY2_DATA_DIR'] ?? '.twenty2', 'models')
const places: ModelPlaces = { cacheDir: modelsCache, ...(modelsDir === undefined ? {} : { modelsDir }) }

export const MODELS_MISSING = 'the speech models are not there: run `./twenty2 models pull` first'

/** Undefined when a file is missing or is not what the manifest says. */
export async function readyModel(name: string): Promise<ReadyModel | undefined> {
  const model = manifest.find((row) => row.name === name)
  if (model === undefined) return undefined
  const { paths, missing } = await surveyModel(places, model)
  return missing.length === 0 ? { model, paths } : undefined
}

async function needed(name: string): Promise<ReadyModel> {
  const ready = await readyModel(name)
  if (ready === undefined) throw new Error(`${name}: ${MODELS_MISSING}`)
  return ready
}

/** What `openKokoro` needs. */
export async function speakingFiles(): Promise<{ readonly graphPath: string; readonly voicesDir: string }> {
  const [kokoro, voices] = [await needed('kokoro-82m-int8'), await needed('kokoro-voices')]
  const [published] = kokoro.model.files
  const [voicePath = ''] = Object.values(voices.paths)
  const graphPath = await makeKokoroGraph({
    publishedPath: kokoro.paths[published?.name ?? ''] ?? '',
    publishedSha256: published?.sha256 ?? '',
    folder: modelsCache,
  })
  return { graphPath, voicesDir: dirname(voicePath) }
}

export async function loadHearing(name: string): Promise<Hearing> {
  return Hearing.load(await prepareEars(await needed(name), { cacheDir: modelsCache, log: silentLog }))
}
