import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { invariant, type Log } from '../../base/index.ts'
import type { Int8Limit } from '../onnx/graph-writer-int8.ts'
import { modelParts, type Model as OnnxModel } from '../onnx/model-proto.ts'
import { sizeOf } from './file-hash.ts'
import type { ReadyModel } from './locate.ts'
import { readCt2 } from './whisper/ct2-weights.ts'
import { decoderGraph } from './whisper/decoder-graph.ts'
import { encoderGraph } from './whisper/encoder-graph.ts'

/** Raised whenever the graphs change, so that cached ones of an older make are not used. */
const GRAPH_VERSION = 1

/** All that hearing needs on disk. */
export interface WhisperFiles {
  readonly encoder: string
  readonly decoder: string
  readonly tokenizer: string
  readonly config: string
}

/**
 * Whisper's graphs are made, not downloaded: int8 ONNX files from the CTranslate2 weights, once, beside the
 * cached models. It takes a few seconds and is done before the first call.
 */
export async function makeWhisperGraphs(
  { model, paths }: ReadyModel,
  options: { readonly cacheDir: string; readonly int8Limit: Int8Limit; readonly log: Log },
): Promise<WhisperFiles> {
  const weights = model.files.find(({ name }) => name === 'model.bin')
  const { 'model.bin': weightsPath, 'tokenizer.json': tokenizer, 'config.json': config } = paths
  invariant(weights !== undefined && weightsPath !== undefined, 'a Whisper model has weights')
  invariant(tokenizer !== undefined && config !== undefined, 'a Whisper model has a tokenizer and a config')
  const make = `${weights.sha256.slice(0, 16)}-${options.int8Limit}-v${GRAPH_VERSION}`
  const folder = join(options.cacheDir, model.name, `graphs-${make}`)
  const files = {
    encoder: join(folder, 'encoder.onnx'),
    decoder: join(folder, 'decoder.onnx'),
    tokenizer,
    config,
  }
  const made = (await sizeOf(files.encoder)) !== undefined && (await sizeOf(files.decoder)) !== undefined
  if (made) return files
  options.log.info('Making the hearing graphs', { model: model.name })
  const tensors = readCt2(await readFile(weightsPath))
  await writeModel(files.encoder, encoderGraph(tensors, options.int8Limit))
  await writeModel(files.decoder, decoderGraph(tensors, options.int8Limit))
  options.log.info('Hearing graphs are ready', { model: model.name })
  return files
}

/** Whole or not at all: others may look for the file while it is written. */
async function writeModel(path: string, model: OnnxModel): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.new-${process.pid}`
  await pipeline(Readable.from(modelParts(model)), createWriteStream(temporary, { flush: true }))
  await rename(temporary, path)
}
