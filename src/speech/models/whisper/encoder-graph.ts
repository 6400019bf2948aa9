import { GraphWriter, valueInfo } from '../../onnx/graph-writer.ts'
import type { Int8Limit } from '../../onnx/graph-writer-int8.ts'
import { int, ints, type Model } from '../../onnx/model-proto.ts'
import { WhisperBlocks } from './blocks.ts'
import type { Ct2Weights } from './ct2-weights.ts'
import { logMel } from './log-mel.ts'

/**
 * Audio of any length → what each decoder layer attends to.
 * In: `audio` [samples], 16 kHz, −1…1. Out: `xk0`, `xv0`, `xk1` … [1, heads, frames, head width], a frame
 * each 20 ms.
 */
export function encoderGraph(weights: Ct2Weights, limit: Int8Limit): Model {
  const writer = new GraphWriter()
  const blocks = new WhisperBlocks(writer, weights, limit)
  let x = withPositions(blocks, convolutions(blocks, logMel(writer, 'audio')))
  for (let layer = 0; layer < blocks.sizes.encoderLayers; layer += 1) {
    x = encoderLayer(blocks, x, `encoder/layer_${layer}`)
  }
  x = blocks.norm(x, 'encoder/layer_norm')
  const { heads, headWidth, decoderLayers } = blocks.sizes
  const outputs = []
  for (let layer = 0; layer < decoderLayers; layer += 1) {
    const [key = '', value = ''] = blocks.split(
      blocks.linear(x, `decoder/layer_${layer}/attention/linear_1`),
      2,
    )
    for (const [name, half] of [
      [`xk${layer}`, key],
      [`xv${layer}`, value],
    ] as const) {
      outputs.push(valueInfo(blocks.byHead(half, name), 'float', [1, heads, 'frames', headWidth]))
    }
  }
  return writer.finish('whisper_encoder', [valueInfo('audio', 'float', ['samples'])], outputs)
}

/**
 * Two convolutions over time; the second halves the frame rate. [1, bands, frames] → [1, frames / 2, width].
 */
function convolutions(blocks: WhisperBlocks, mel: string): string {
  const convolve = (x: string, path: string, stride: number) => {
    const inputs = [x, blocks.array(`${path}/weight`), blocks.vector(`${path}/bias`)]
    const attributes = [ints('pads', [1, 1]), ints('strides', [stride])]
    return blocks.gelu(blocks.writer.apply('Conv', inputs, { attributes }))
  }
  const halved = convolve(convolve(mel, 'encoder/conv1', 1), 'encoder/conv2', 2)
  return blocks.writer.apply('Transpose', [halved], { attributes: [ints('perm', [0, 2, 1])] })
}

function withPositions(blocks: WhisperBlocks, x: string): string {
  const { writer } = blocks
  const frames = writer.apply('Shape', [x], { attributes: [int('start', 1), int('end', 2)] })
  const table = blocks.array('encoder/position_encodings/encodings')
  return blocks.add(x, writer.apply('Slice', [table, writer.integers(0), frames, writer.integers(0)]))
}

function encoderLayer(blocks: WhisperBlocks, x: string, path: string): string {
  const attention = `${path}/self_attention`
  const joined = blocks.linear(blocks.norm(x, `${attention}/layer_norm`), `${attention}/linear_0`)
  const [query = '', key = '', value = ''] = blocks.split(joined, 3)
  const attended = blocks.linear(blocks.attention(query, key, value), `${attention}/linear_1`)
  return blocks.feedForward(blocks.add(x, attended), path)
}
