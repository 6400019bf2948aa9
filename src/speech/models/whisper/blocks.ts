import { invariant } from '../../../base/index.ts'
import { type GraphWriter, RUNTIME_DOMAIN } from '../../onnx/graph-writer.ts'
import { type Int8Limit, int8Product } from '../../onnx/graph-writer-int8.ts'
import { float, int, ints } from '../../onnx/model-proto.ts'
import type { Ct2Weights } from './ct2-weights.ts'

export interface WhisperSizes {
  /** The width of the model. */
  readonly width: number
  readonly heads: number
  readonly headWidth: number
  readonly encoderLayers: number
  readonly decoderLayers: number
  readonly vocabulary: number
}

export function sizesOf(weights: Ct2Weights): WhisperSizes {
  const [width = 0] = weights.tensor('encoder/conv1/bias').dims
  const headsTensor = weights.tensor('encoder/num_heads')
  const heads = Buffer.from(headsTensor.bytes).readIntLE(0, headsTensor.bytes.length)
  const [vocabulary = 0] = weights.tensor('decoder/embeddings/weight').dims
  invariant(width > 0 && heads > 0 && vocabulary > 0, 'the model says how large it is')
  return {
    width,
    heads,
    headWidth: width / heads,
    encoderLayers: weights.layers('encoder'),
    decoderLayers: weights.layers('decoder'),
    vocabulary,
  }
}

/**
 * The pieces that Whisper's encoder and decoder are both built of; `path` names weights of the model file.
 */
export class WhisperBlocks {
  readonly writer: GraphWriter
  readonly weights: Ct2Weights
  readonly sizes: WhisperSizes
  readonly limit: Int8Limit

  constructor(writer: GraphWriter, weights: Ct2Weights, limit: Int8Limit) {
    this.writer = writer
    this.weights = weights
    this.sizes = sizesOf(weights)
    this.limit = limit
  }

  linear(x: string, path: string): string {
    const product = int8Product(this.writer, x, this.weights.matrix(`${path}/weight`), this.limit)
    return this.writer.apply('Add', [product, this.vector(`${path}/bias`)])
  }

  norm(x: string, path: string): string {
    const inputs = [x, this.vector(`${path}/gamma`), this.vector(`${path}/beta`)]
    return this.writer.apply('LayerNormalization', inputs, {
      attributes: [int('axis', -1), float('epsilon', 1e-5)],
    })
  }

  gelu(x: string): string {
    return this.writer.apply('Gelu', [x], { domain: RUNTIME_DOMAIN })
  }

  add(a: string, b: string): string {
    return this.writer.apply('Add', [a, b])
  }

  /** The last dimension in `count` parts of the model's width. */
  split(x: string, count: number): readonly string[] {
    const parts = this.writer.integers(...Array.from({ length: count }, () => this.sizes.width))
    return this.writer.applyMany('Split', [x, parts], count, { attributes: [int('axis', -1)] })
  }

  /** [1, time, width] → [1, heads, time, head width]. */
  byHead(x: string, output: string): string {
    const shape = this.writer.integers(1, -1, this.sizes.heads, this.sizes.headWidth)
    return this.writer.apply('Transpose', [this.writer.apply('Reshape', [x, shape])], {
      attributes: [ints('perm', [0, 2, 1, 3])],
      outputs: [output],
    })
  }

  attention(query: string, key: string, value: string): string {
    return this.writer.apply('MultiHeadAttention', [query, key, value], {
      domain: RUNTIME_DOMAIN,
      attributes: [int('num_heads', this.sizes.heads)],
    })
  }

  /** x + the two-layer network of a block. */
  feedForward(x: string, path: string): string {
    const hidden = this.gelu(this.linear(this.norm(x, `${path}/ffn/layer_norm`), `${path}/ffn/linear_0`))
    return this.add(x, this.linear(hidden, `${path}/ffn/linear_1`))
  }

  vector(path: string): string {
    const floats = this.weights.floats(path)
    return this.writer.floats([floats.length], floats)
  }

  /** A constant with the tensor's own shape. */
  array(path: string): string {
    return this.writer.floats(this.weights.tensor(path).dims, this.weights.floats(path))
  }
}
