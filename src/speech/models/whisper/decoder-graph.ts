import { GraphWriter, RUNTIME_DOMAIN, valueInfo } from '../../onnx/graph-writer.ts'
import { type Int8Limit, int8Product } from '../../onnx/graph-writer-int8.ts'
import { DataType, int, type Model, type ValueInfo } from '../../onnx/model-proto.ts'
import { WhisperBlocks } from './blocks.ts'
import type { Ct2Weights } from './ct2-weights.ts'

/**
 * Tokens and caches → what may come next.
 * In: `ids` [1, tokens]; `at` [places], the tokens after which to predict; a layer: `k0`, `v0` (its past,
 * [1, heads, past, head width]) and `xk0`, `xv0` from the encoder.
 * Out: `logits` [places, vocabulary]; `nk0`, `nv0` …, the past for the next run.
 */
export function decoderGraph(weights: Ct2Weights, limit: Int8Limit): Model {
  const writer = new GraphWriter()
  const blocks = new WhisperBlocks(writer, weights, limit)
  const { width, vocabulary, decoderLayers } = blocks.sizes
  let x = embed(blocks)
  for (let layer = 0; layer < decoderLayers; layer += 1) x = decoderLayer(blocks, x, layer)
  const rows = writer.apply('Reshape', [blocks.norm(x, 'decoder/layer_norm'), writer.integers(-1, width)])
  const wanted = writer.apply('Gather', [rows, 'at'], { attributes: [int('axis', 0)] })
  const logits = int8Product(writer, wanted, weights.matrix('decoder/embeddings/weight'), limit)
  writer.apply('Identity', [logits], { outputs: ['logits'] })
  const caches = Array.from({ length: decoderLayers }, (_, layer) => cachesOf(blocks, layer))
  return writer.finish(
    'whisper_decoder',
    [
      valueInfo('ids', 'int64', [1, 'tokens']),
      valueInfo('at', 'int64', ['places']),
      ...caches.flatMap(({ inputs }) => inputs),
    ],
    [valueInfo('logits', 'float', ['places', vocabulary]), ...caches.flatMap(({ outputs }) => outputs)],
  )
}

/** The embeddings stay in 16 bits: they are looked up, not multiplied. */
function embed(blocks: WhisperBlocks): string {
  const { writer, weights } = blocks
  const table = weights.tensor('decoder/embeddings/weight')
  const dataType = table.kind === 'float16' ? DataType.float16 : DataType.float
  const constant = writer.constant({
    name: 'embeddings',
    dataType,
    dims: table.dims,
    rawData: table.bytes,
  })
  const embedded = writer.apply('Cast', [writer.apply('Gather', [constant, 'ids'])], {
    attributes: [int('to', DataType.float)],
  })
  const past = writer.apply('Shape', ['k0'], { attributes: [int('start', 2), int('end', 3)] })
  const tokens = writer.apply('Shape', ['ids'], { attributes: [int('start', 1), int('end', 2)] })
  const table2 = blocks.array('decoder/position_encodings/encodings')
  const end = writer.apply('Add', [past, tokens])
  return blocks.add(embedded, writer.apply('Slice', [table2, past, end, writer.integers(0)]))
}

function decoderLayer(blocks: WhisperBlocks, x: string, layer: number): string {
  const path = `decoder/layer_${layer}`
  const own = blocks.add(x, selfAttention(blocks, x, layer))
  const asked = blocks.linear(blocks.norm(own, `${path}/attention/layer_norm`), `${path}/attention/linear_0`)
  const heard = blocks.attention(asked, `xk${layer}`, `xv${layer}`)
  return blocks.feedForward(blocks.add(own, blocks.linear(heard, `${path}/attention/linear_2`)), path)
}

/** Attends to the tokens so far, whose keys and values are carried from run to run. */
function selfAttention(blocks: WhisperBlocks, x: string, layer: number): string {
  const { writer } = blocks
  const path = `decoder/layer_${layer}/self_attention`
  const joined = blocks.linear(blocks.norm(x, `${path}/layer_norm`), `${path}/linear_0`)
  const [query = '', key = '', value = ''] = blocks.split(joined, 3)
  const attended = writer.fresh('attended')
  const past = [`k${layer}`, `v${layer}`]
  writer.applyMany('MultiHeadAttention', [query, key, value, '', '', '', ...past], 3, {
    domain: RUNTIME_DOMAIN,
    attributes: [int('num_heads', blocks.sizes.heads), int('unidirectional', 1)],
    outputs: [attended, `nk${layer}`, `nv${layer}`],
  })
  return blocks.linear(attended, `${path}/linear_1`)
}

function cachesOf(blocks: WhisperBlocks, layer: number): Record<'inputs' | 'outputs', readonly ValueInfo[]> {
  const { heads, headWidth } = blocks.sizes
  const cache = (name: string, length: string) =>
    valueInfo(`${name}${layer}`, 'float', [1, heads, length, headWidth])
  return {
    inputs: [cache('k', 'past'), cache('xk', 'frames'), cache('v', 'past'), cache('xv', 'frames')],
    outputs: [cache('nk', 'now'), cache('nv', 'now')],
  }
}
