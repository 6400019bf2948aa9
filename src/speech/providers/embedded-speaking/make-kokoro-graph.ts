import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeModel, modelParts } from '../../onnx/model-proto.ts'
import { withFloatConvolutions } from './kokoro-graph.ts'

/** Raised when the surgery changes, so that graphs of an older one are made anew. */
const SURGERY = 1

export interface KokoroGraphRequest {
  /** The published `kokoro-v1.0.int8.onnx`. */
  readonly publishedPath: string
  readonly publishedSha256: string
  /** Where graphs made by our own code are kept. */
  readonly folder: string
}

/** The path of the float graph, made at first use (about three seconds, 256 MB on disk). */
export async function makeKokoroGraph(request: KokoroGraphRequest): Promise<string> {
  const name = `kokoro-float-${SURGERY}-${request.publishedSha256.slice(0, 16)}.onnx`
  const path = join(request.folder, name)
  if (await exists(path)) return path
  const model = withFloatConvolutions(decodeModel(await readFile(request.publishedPath)))
  await mkdir(request.folder, { recursive: true })
  const unfinished = `${path}.${process.pid}.part`
  try {
    await writeFile(unfinished, modelParts(model))
    await rename(unfinished, path)
  } finally {
    await rm(unfinished, { force: true })
  }
  return path
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
