import { cachePath, type ModelPlaces } from './locate.ts'
import type { Model, ModelFile } from './model.ts'

/** Nothing brought these files; the message says how to bring them by hand. */
export class ModelsMissing extends Error {
  override readonly name = 'ModelsMissing'
  readonly model: string
  readonly files: readonly string[]

  constructor(places: ModelPlaces, model: Model, missing: readonly ModelFile[], reasons: readonly string[]) {
    super(explain(places, model, missing, reasons))
    this.model = model.name
    this.files = missing.map((file) => file.name)
  }
}

function explain(
  places: ModelPlaces,
  model: Model,
  missing: readonly ModelFile[],
  reasons: readonly string[],
): string {
  const wanted = missing.map(
    (file) =>
      `  ${cachePath(places, model, file)}\n    ${file.bytes} bytes, sha256 ${file.sha256}\n    from ${file.official}`,
  )
  return [
    `The model ${model.name} (${model.purpose}) could not be fetched:`,
    ...[...new Set(reasons)].map((reason) => `  - ${reason}`),
    'Bring these files from a machine that can, and start again:',
    ...wanted,
    `They may also lie at $TWENTY2_MODELS_DIR/${model.name}/<file>; TWENTY2_MODELS_MIRROR names a server to ask instead.`,
  ].join('\n')
}
