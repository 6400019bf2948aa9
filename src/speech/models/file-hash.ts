import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ModelFile } from './model.ts'

/** Whether the file at `path` is there with exactly the manifest's bytes. */
export async function matchesManifest(path: string, file: ModelFile): Promise<boolean> {
  const size = await sizeOf(path)
  return size === file.bytes && (await sha256Of(path)) === file.sha256
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex')
}

/** The file's bytes, or undefined when there is none. */
export async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch {
    return undefined
  }
}
