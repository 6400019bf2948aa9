import { join } from 'node:path'
import { matchesManifest } from './file-hash.ts'
import type { Model, ModelFile } from './model.ts'

/** Where models may lie. In each place a file is at `<place>/<model>/<file>`. */
export interface ModelPlaces {
  /** What the operator put there; never written to. Looked at first. */
  readonly modelsDir?: string
  readonly cacheDir: string
}

/** A model whose files are all there, verified: their paths by name. */
export interface ReadyModel {
  readonly model: Model
  readonly paths: Readonly<Record<string, string>>
}

export const cachePath = (places: ModelPlaces, model: Model, file: ModelFile) =>
  join(places.cacheDir, model.name, file.name)

/** The path of a file whose hash was checked; undefined when no place has it. */
export async function locateFile(
  places: ModelPlaces,
  model: Model,
  file: ModelFile,
): Promise<string | undefined> {
  const candidates = [
    ...(places.modelsDir === undefined ? [] : [join(places.modelsDir, model.name, file.name)]),
    cachePath(places, model, file),
  ]
  for (const candidate of candidates) if (await matchesManifest(candidate, file)) return candidate
  return undefined
}

/** What has to be fetched, and the paths of what has not. */
export async function surveyModel(
  places: ModelPlaces,
  model: Model,
): Promise<{ readonly paths: Readonly<Record<string, string>>; readonly missing: readonly ModelFile[] }> {
  const paths: Record<string, string> = {}
  const missing: ModelFile[] = []
  for (const file of model.files) {
    const path = await locateFile(places, model, file)
    if (path === undefined) missing.push(file)
    else paths[file.name] = path
  }
  return { paths, missing }
}
