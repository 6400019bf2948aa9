import { readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** Deletes the clauses rendered longest ago until the cache takes at most `bytesMax`. */
export async function pruneCache(folder: string, bytesMax: number): Promise<void> {
  const files = await filesOf(folder)
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  for (const { path, bytes: freed } of files.toSorted((a, b) => a.writtenMs - b.writtenMs)) {
    if (bytes <= bytesMax) return
    await unlink(path)
    bytes -= freed
  }
}

async function filesOf(folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile())
  return Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      const { size, mtimeMs } = await stat(path)
      return { path, bytes: size, writtenMs: mtimeMs }
    }),
  )
}
