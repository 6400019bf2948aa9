import { invariant } from '../../base/index.ts'
import { DataType, type Tensor } from './model-proto-types.ts'
import {
  bytesField,
  fieldsOf,
  integerField,
  type Parts,
  packedIntegers,
  textField,
} from './model-proto-wire.ts'

const FLOAT_DATA = 4
const INT32_DATA = 5
const INT64_DATA = 7
const DOUBLE_DATA = 10

/** TensorProto. Elements in the typed fields become `rawData`, so that readers meet one form only. */
export function decodeTensor(message: Uint8Array): Tensor {
  const dims: number[] = []
  const unknown: Uint8Array[] = []
  const typed: { readonly number: number; readonly bytes: Uint8Array }[] = []
  let dataType = 0
  let name = ''
  let rawData: Uint8Array | undefined
  for (const { number, integer, bytes, raw } of fieldsOf(message)) {
    if (number === 1) dims.push(...(bytes.length > 0 ? packedIntegers(bytes) : [integer]).map(Number))
    else if (number === 2) dataType = Number(integer)
    else if (number === 8) name = new TextDecoder().decode(bytes)
    else if (number === 9) rawData = bytes
    else if ([FLOAT_DATA, INT32_DATA, INT64_DATA, DOUBLE_DATA].includes(number)) typed.push({ number, bytes })
    else unknown.push(raw)
  }
  rawData ??= Buffer.concat(typed.map(({ number, bytes }) => rawElements(number, bytes, dataType)))
  return { name, dataType, dims, rawData, unknown }
}

/** Packed elements of a typed field, as `raw_data` would hold them. */
function rawElements(field: number, packed: Uint8Array, dataType: number): Uint8Array {
  if (field === FLOAT_DATA || field === DOUBLE_DATA) return packed
  const integers = packedIntegers(packed)
  if (field === INT64_DATA) return bytesOf(BigInt64Array.from(integers))
  const numbers = integers.map(Number)
  if (dataType === DataType.int32) return bytesOf(Int32Array.from(numbers))
  if (dataType === DataType.int16 || dataType === DataType.float16) return bytesOf(Uint16Array.from(numbers))
  return Uint8Array.from(numbers)
}

export function encodeTensor(tensor: Tensor): Parts {
  return [
    ...tensor.dims.flatMap((dim) => integerField(1, dim)),
    ...integerField(2, tensor.dataType),
    ...textField(8, tensor.name),
    ...bytesField(9, tensor.rawData),
    ...(tensor.unknown ?? []),
  ]
}

export function floatTensor(name: string, dims: readonly number[], floats: Float32Array): Tensor {
  return tensorOf(name, DataType.float, dims, floats)
}

export function int64Tensor(name: string, dims: readonly number[], integers: readonly number[]): Tensor {
  return tensorOf(name, DataType.int64, dims, BigInt64Array.from(integers, BigInt))
}

export function int8Tensor(name: string, dims: readonly number[], integers: Int8Array): Tensor {
  return tensorOf(name, DataType.int8, dims, integers)
}

export function uint8Tensor(name: string, dims: readonly number[], integers: Uint8Array): Tensor {
  return tensorOf(name, DataType.uint8, dims, integers)
}

function tensorOf(
  name: string,
  dataType: number,
  dims: readonly number[],
  elements: Float32Array | BigInt64Array | Int8Array | Uint8Array,
): Tensor {
  const size = dims.reduce((product, dim) => product * dim, 1)
  invariant(size === elements.length, `tensor ${name} has ${elements.length} elements, its dims say ${size}`)
  return { name, dataType, dims, rawData: bytesOf(elements) }
}

/** A copy, because a tensor's bytes lie at any offset of the file and a Float32Array needs one of four. */
export function floatsOf(tensor: Tensor): Float32Array {
  invariant(tensor.dataType === DataType.float, `tensor ${tensor.name} is not of floats`)
  return new Float32Array(Uint8Array.from(tensor.rawData).buffer)
}

/** The elements of a tensor of int8, uint8, int32 or int64. */
export function integersOf(tensor: Tensor): Int8Array | Uint8Array | Int32Array | Float64Array {
  const { buffer, byteOffset, length } = tensor.rawData
  if (tensor.dataType === DataType.int8) return new Int8Array(buffer, byteOffset, length)
  if (tensor.dataType === DataType.uint8) return tensor.rawData
  const own = Uint8Array.from(tensor.rawData).buffer
  if (tensor.dataType === DataType.int32) return new Int32Array(own)
  invariant(tensor.dataType === DataType.int64, `tensor ${tensor.name} is not of integers`)
  return Float64Array.from(new BigInt64Array(own), Number)
}

function bytesOf(elements: ArrayBufferView): Uint8Array {
  return new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength)
}
