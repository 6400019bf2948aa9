import { readFile } from 'node:fs/promises'
import type { Log } from '../../../base/index.ts'
import { makeWhisperGraphs, type ReadyModel, type WhisperFiles } from '../../models/index.ts'
import type { Int8Limit } from '../../onnx/graph-writer-int8.ts'

/**
 * Makes what hearing needs beyond the downloaded files, unless it is there: seconds, once, before any call.
 */
export async function prepareEars(
  whisper: ReadyModel,
  { cacheDir, log }: { readonly cacheDir: string; readonly log: Log },
): Promise<WhisperFiles> {
  return makeWhisperGraphs(whisper, { cacheDir, int8Limit: await int8Limit(), log })
}

/** x86 processors without VNNI saturate when they multiply full int8 weights; others do not. */
async function int8Limit(): Promise<Int8Limit> {
  if (process.arch !== 'x64') return 127
  try {
    return /\b(avx512_vnni|avx_vnni)\b/.test(await readFile('/proc/cpuinfo', 'utf8')) ? 127 : 63
  } catch {
    return 63
  }
}
