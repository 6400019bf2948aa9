import { cachePath, type ModelPlaces } from './locate.ts'
import type { Model, ModelFile } from './model.ts'

/** A model and those of its files that lie nowhere. */
export interface MissingFiles {
  readonly model: Model
  readonly files: readonly ModelFile[]
}

/** Nothing brought these files; the message says how to bring them by hand. */
export class ModelsMissing extends Error {
  override readonly name = 'ModelsMissing'

  constructor(places: ModelPlaces, missing: readonly MissingFiles[], reasons: readonly string[]) {
    super(explain(places, missing, reasons))
  }
}

function explain(places: ModelPlaces, missing: readonly MissingFiles[], reasons: readonly string[]): string {
  const wanted = missing.flatMap(({ model, files }) =>
    files.map(
      (file) =>
        `  ${cachePath(places, model, file)}\n    ${file.bytes} bytes, sha256 ${file.sha256}\n    from ${file.official}`,
    ),
  )
  return [
    'these speech models could not be fetched:',
    ...missing.map(({ model }) => `  ${model.name} (${model.purpose})`),
    'because',
    ...[...new Set(reasons)].map((reason) => `  - ${reason}`),
    'Run it again when they can be reached (what came is kept), or bring these files from a machine that can:',
    ...wanted,
    'They may also lie at $TWENTY2_MODELS_DIR/<model>/<file>; TWENTY2_MODELS_MIRROR names a server to ask instead.',
  ].join('\n')
}
