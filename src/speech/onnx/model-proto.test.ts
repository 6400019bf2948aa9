import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DataType,
  decodeModel,
  encodeModel,
  float,
  floatsOf,
  floatTensor,
  int,
  int8Tensor,
  int64Tensor,
  integersOf,
  ints,
  type Model,
  text,
} from './model-proto.ts'
import { decodeTensor } from './model-proto-tensor.ts'
import {
  bytesField,
  integerField,
  join,
  messageField,
  packedIntegers,
  textField,
} from './model-proto-wire.ts'

const model: Model = {
  irVersion: 8,
  producerName: 'a test',
  opsetImports: [
    { domain: '', version: 17 },
    { domain: 'com.microsoft', version: 1 },
  ],
  graph: {
    name: 'g',
    nodes: [
      {
        opType: 'Conv',
        name: 'conv',
        domain: '',
        inputs: ['x', 'w', ''],
        outputs: ['y'],
        attributes: [
          ints('strides', [2, -1]),
          int('group', 1),
          float('alpha', 0.5),
          text('auto_pad', 'VALID'),
        ],
        unknown: [],
      },
    ],
    initializers: [
      { ...floatTensor('w', [1, 2], Float32Array.of(1.5, -2)), unknown: [] },
      { ...int8Tensor('q', [3], Int8Array.of(-128, 0, 127)), unknown: [] },
      { ...int64Tensor('axes', [2], [-1, 2 ** 40]), unknown: [] },
    ],
    inputs: [{ name: 'x', type: { type: 'tensor', dataType: DataType.float, shape: [1, 'time', ''] } }],
    outputs: [{ name: 'y', type: { type: 'tensor', dataType: DataType.float, shape: undefined } }],
    unknown: [],
  },
  unknown: [],
}

describe('an ONNX file', () => {
  it('is the same model after it was written and read', () => {
    expect(decodeModel(encodeModel(model))).toEqual(model)
  })

  it('is written the same, byte for byte, after it was read', () => {
    const bytes = encodeModel(model)
    expect(encodeModel(decodeModel(bytes))).toEqual(bytes)
  })

  it('keeps the fields nobody knows, on every level', () => {
    const node = join([...textField(4, 'Relu'), ...textField(6, 'why it is here')])
    const graph = [...messageField(1, [node]), ...textField(10, 'about the graph'), ...integerField(99, 7)]
    const bytes = join([...integerField(1, 9), ...messageField(7, graph), ...textField(14, 'metadata')])
    const written = new TextDecoder().decode(encodeModel(decodeModel(bytes)))
    for (const kept of ['why it is here', 'about the graph', 'metadata']) expect(written).toContain(kept)
  })

  it('keeps attributes of a form it does not model as they are', () => {
    const attribute = join([
      ...textField(1, 'names'),
      ...textField(9, 'a'),
      ...textField(9, 'b'),
      ...integerField(20, 8),
    ])
    const node = [...textField(4, 'Op'), ...messageField(5, [attribute])]
    const bytes = join([
      ...integerField(1, 9),
      ...messageField(7, [...messageField(1, node), ...textField(2, 'g')]),
    ])
    const value = decodeModel(bytes).graph.nodes[0]?.attributes?.[0]?.value
    expect(value).toEqual({ type: 'opaque', message: attribute })
    expect(encodeModel(decodeModel(bytes))).toEqual(bytes)
  })

  it('lends tensors as views, without copying them', () => {
    const bytes = encodeModel(model)
    expect(decodeModel(bytes).graph.initializers[0]?.rawData.buffer).toBe(bytes.buffer)
  })

  it('is refused when it is cut short', () => {
    const bytes = encodeModel(model)
    expect(() => decodeModel(bytes.subarray(0, bytes.length - 3))).toThrow(RangeError)
  })
})

describe('a tensor', () => {
  it('gives floats and integers from any offset of a file', () => {
    const [weights, quantised, axes] = decodeModel(encodeModel(model)).graph.initializers
    expect([...floatsOf(weights ?? expect.fail())]).toEqual([1.5, -2])
    expect([...integersOf(quantised ?? expect.fail())]).toEqual([-128, 0, 127])
    expect([...integersOf(axes ?? expect.fail())]).toEqual([-1, 2 ** 40])
  })

  it('is read the same from typed fields as from raw bytes', () => {
    const scale = join([
      ...integerField(2, DataType.float),
      ...bytesField(4, new Uint8Array([0, 0, 128, 63])),
    ])
    expect([...floatsOf(decodeTensor(scale))]).toEqual([1])
    const zero = join([
      ...integerField(1, 2),
      ...integerField(2, DataType.int8),
      ...bytesField(5, minusOneAndTwo()),
    ])
    expect([...integersOf(decodeTensor(zero))]).toEqual([-1, 2])
  })
})

const minusOneAndTwo = () =>
  join([integerField(1, -1)[1], integerField(1, 2)[1]].filter((part) => part !== undefined))

it('reads back every 64-bit integer it writes', () => {
  const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  fc.assert(
    fc.property(int64, (value) => {
      expect(packedIntegers(integerField(1, value)[1] ?? expect.fail())).toEqual([value])
    }),
  )
})
