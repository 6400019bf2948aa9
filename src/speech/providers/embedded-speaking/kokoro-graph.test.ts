import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import {
  DataType,
  encodeModel,
  floatTensor,
  int,
  int8Tensor,
  type Model,
  type Node,
  uint8Tensor,
} from '../../onnx/model-proto.ts'
import { withFloatConvolutions } from './kokoro-graph.ts'

const node = (opType: string, inputs: readonly string[], outputs: readonly string[]): Node => ({
  opType,
  name: outputs[0] ?? '',
  inputs,
  outputs,
})

/** The form of the published graph: one quantised convolution with its bias divided by the scales. */
const quantised: Model = {
  irVersion: 9,
  producerName: '',
  opsetImports: [{ domain: '', version: 17 }],
  graph: {
    name: 'g',
    nodes: [
      node('DynamicQuantizeLinear', ['x'], ['xq', 'xs', 'xz']),
      node('ConvInteger', ['xq', 'w', 'xz', 'wz'], ['sum']),
      node('Mul', ['xs', 'ws'], ['scales']),
      node('Div', ['bias', 'scales'], ['bf']),
      node('Floor', ['bf'], ['bi']),
      { ...node('Cast', ['bi'], ['bc']), attributes: [int('to', DataType.int32)] },
      node('Add', ['sum', 'bc'], ['biased']),
      { ...node('Cast', ['biased'], ['float']), attributes: [int('to', DataType.float)] },
      node('Mul', ['float', 'scales'], ['y']),
    ],
    initializers: [
      int8Tensor('w', [1, 1, 3], Int8Array.of(10, -20, 127)),
      { ...int8Tensor('wz', [], Int8Array.of(0)) },
      floatTensor('ws', [], Float32Array.of(0.5)),
      floatTensor('bias', [1, 1, 1], Float32Array.of(4)),
      uint8Tensor('unread', [1], Uint8Array.of(1)),
    ],
    inputs: [{ name: 'x', type: { type: 'tensor', dataType: DataType.float, shape: [1, 1, 'n'] } }],
    outputs: [{ name: 'y', type: { type: 'tensor', dataType: DataType.float, shape: [1, 1, 'm'] } }],
  },
}

async function run(model: Model): Promise<readonly number[]> {
  const session = await InferenceSession.create(encodeModel(model))
  const { y } = await session.run({ x: new Tensor('float32', Float32Array.of(1, 2, 3, 4, 0), [1, 1, 5]) })
  return [...((y?.data as Float32Array | undefined) ?? [])]
}

describe('the float rewrite', () => {
  it('leaves one convolution and what it needs', () => {
    const { graph } = withFloatConvolutions({
      ...quantised,
      graph: {
        ...quantised.graph,
        initializers: [...quantised.graph.initializers.slice(0, 3), biasOfOneChannel],
      },
    })
    expect(graph.nodes.map(({ opType }) => opType)).toEqual(['Conv'])
    expect(graph.initializers.map(({ name }) => name)).toEqual(['bias', 'w_float'])
  })

  it('computes the convolution of the dequantised weights', async () => {
    const model = withFloatConvolutions({
      ...quantised,
      graph: {
        ...quantised.graph,
        initializers: [...quantised.graph.initializers.slice(0, 3), biasOfOneChannel],
      },
    })
    // 5·x₀ − 10·x₁ + 63.5·x₂ + 4
    expect(await run(model)).toEqual([179.5, 238, -21])
  })

  it('refuses a graph of another form', () => {
    const nodes = quantised.graph.nodes.filter(({ opType }) => opType !== 'Cast')
    expect(() => withFloatConvolutions({ ...quantised, graph: { ...quantised.graph, nodes } })).toThrow()
  })
})

const biasOfOneChannel = floatTensor('bias', [1], Float32Array.of(4))
