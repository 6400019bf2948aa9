import { type ModelPlaces, surveyModel } from './locate.ts'
import { manifest } from './manifest.ts'
import type { Model } from './model.ts'

export interface ModelStatus {
  readonly model: Model
  readonly state: 'ready' | 'partly' | 'missing'
  readonly bytes: number
  readonly missing: readonly string[]
}

/** What of the manifest is there and verified, for people to read. */
export async function modelStatus(places: ModelPlaces): Promise<readonly ModelStatus[]> {
  const rows: ModelStatus[] = []
  for (const model of manifest) {
    const { missing } = await surveyModel(places, model)
    const state = missing.length === 0 ? 'ready' : missing.length < model.files.length ? 'partly' : 'missing'
    const bytes = model.files.reduce((sum, file) => sum + file.bytes, 0)
    rows.push({ model, state, bytes, missing: missing.map((file) => file.name) })
  }
  return rows
}
