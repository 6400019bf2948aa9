import fc from 'fast-check'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { GraphWriter, valueInfo } from './graph-writer.ts'
import { type Int8Limit, int8Product, quantise } from './graph-writer-int8.ts'
import { encodeModel } from './model-proto.ts'

const limit = fc.constantFrom<Int8Limit>(127, 63)
const weights = fc.float32Array({ minLength: 12, maxLength: 12, noNaN: true, min: -4, max: 4 })

describe('int8 weights', () => {
  it('are within half a step of the float ones, a scale each row, and keep their limit', () => {
    fc.assert(
      fc.property(weights, limit, (floats, most) => {
        const { transposed, scales } = quantise({ rows: 3, columns: 4, floats }, most)
        floats.forEach((weight, index) => {
          const [row, column] = [Math.floor(index / 4), index % 4]
          const byte = transposed[column * 3 + row] ?? Number.NaN
          const scale = scales[row] ?? Number.NaN
          expect(Math.abs(byte)).toBeLessThanOrEqual(most)
          expect(Math.abs(byte * scale - weight)).toBeLessThanOrEqual(scale / 2 + 1e-6)
        })
      }),
    )
  })

  it.each([127, 63] as const)('multiply nearly as floats do, up to %i', async (most) => {
    const [rows, columns] = [16, 32]
    const floats = Float32Array.from({ length: rows * columns }, (_, index) => Math.sin(index * 1.7))
    const x = Float32Array.from({ length: columns }, (_, index) => Math.cos(index * 0.9))
    const writer = new GraphWriter()
    const product = int8Product(writer, 'x', { rows, columns, floats }, most)
    const inputs = [valueInfo('x', 'float', ['batch', columns])]
    const model = writer.finish('product', inputs, [valueInfo(product, 'float', ['batch', rows])])
    const session = await InferenceSession.create(encodeModel(model))
    const result = await session.run({ x: new Tensor('float32', x, [1, columns]) })
    for (let row = 0; row < rows; row += 1) {
      let exact = 0
      for (let column = 0; column < columns; column += 1) {
        exact += (floats[row * columns + column] ?? 0) * (x[column] ?? 0)
      }
      expect(Math.abs(Number(result[product]?.data[row]) - exact)).toBeLessThan(0.15)
    }
    await session.release()
  })
})

it('gives every value and node a name of its own', () => {
  const writer = new GraphWriter()
  const sum = writer.apply('Add', [writer.float(1), writer.float(2)])
  const model = writer.finish('sum', [], [valueInfo(writer.apply('Mul', [sum, sum]), 'float', [])])
  const { nodes, initializers } = model.graph
  const names = [
    ...nodes.flatMap(({ name, outputs }) => [name, ...outputs]),
    ...initializers.map(({ name }) => name),
  ]
  expect(new Set(names).size).toBe(names.length)
})
