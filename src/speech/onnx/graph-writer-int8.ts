import type { GraphWriter } from './graph-writer.ts'
import { DataType, int, int8Tensor } from './model-proto.ts'

/** A weight matrix, row by row; each row makes one output. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly floats: Float32Array
}

/**
 * The greatest absolute int8 weight. 127 uses all eight bits. Processors without VNNI add two products of
 * uint8 and int8 into 16 saturating bits: there only weights up to 63 never overflow.
 */
export type Int8Limit = 127 | 63

export interface Int8Matrix {
  /** Transposed: `columns` rows, one column an output, as a product with a row vector wants it. */
  readonly transposed: Int8Array
  /** One a column: what a weight of 1 stands for. */
  readonly scales: Float32Array
}

/**
 * `x · matrixᵀ` in int8: weights symmetric with one scale an output, activations quantised as they come.
 * These are the operators that onnxruntime fuses into one.
 */
export function int8Product(writer: GraphWriter, x: string, matrix: Matrix, limit: Int8Limit): string {
  const { transposed, scales } = quantise(matrix, limit)
  const weights = writer.constant(
    int8Tensor(writer.fresh('weights'), [matrix.columns, matrix.rows], transposed),
  )
  const [bytes = '', scale = '', zero = ''] = writer.applyMany('DynamicQuantizeLinear', [x], 3)
  const sums = writer.apply('MatMulInteger', [bytes, weights, zero])
  const product = writer.apply('Cast', [sums], { attributes: [int('to', DataType.float)] })
  const scaling = writer.apply('Mul', [scale, writer.floats([matrix.rows], scales)])
  return writer.apply('Mul', [product, scaling])
}

export function quantise({ rows, columns, floats }: Matrix, limit: Int8Limit): Int8Matrix {
  const transposed = new Int8Array(rows * columns)
  const scales = new Float32Array(rows)
  for (let row = 0; row < rows; row += 1) {
    const weights = floats.subarray(row * columns, (row + 1) * columns)
    const scale = greatestMagnitude(weights) / limit || 1
    scales[row] = scale
    for (let column = 0; column < columns; column += 1) {
      transposed[column * rows + row] = Math.round((weights[column] ?? 0) / scale)
    }
  }
  return { transposed, scales }
}

function greatestMagnitude(values: Float32Array): number {
  let greatest = 0
  for (const value of values) greatest = Math.max(greatest, Math.abs(value))
  return greatest
}
