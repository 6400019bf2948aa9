import type { ValueInfo, ValueType } from './model-proto-types.ts'
import { fieldsOf, integerField, join, messageField, type Parts, textField } from './model-proto-wire.ts'

/** ValueInfoProto: the name and type of a graph's input or output. */
export function decodeValueInfo(bytes: Uint8Array): ValueInfo {
  let name = ''
  let type: ValueType = { type: 'opaque', message: new Uint8Array(0) }
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) name = new TextDecoder().decode(field.bytes)
    if (field.number === 2) type = decodeType(field.bytes)
  }
  return { name, type }
}

export function encodeValueInfo({ name, type }: ValueInfo): Parts {
  return [...textField(1, name), ...messageField(2, encodeType(type))]
}

/** TypeProto with a tensor of numbered or named dimensions; what would be written otherwise is opaque. */
function decodeType(message: Uint8Array): ValueType {
  let type: ValueType | undefined
  for (const field of fieldsOf(message)) if (field.number === 1) type = decodeTensorType(field.bytes)
  const same = type !== undefined && Buffer.compare(join(encodeType(type)), message) === 0
  return same && type !== undefined ? type : { type: 'opaque', message }
}

function decodeTensorType(message: Uint8Array): ValueType {
  let dataType = 0
  let shape: readonly (number | string)[] | undefined
  for (const field of fieldsOf(message)) {
    if (field.number === 1) dataType = Number(field.integer)
    if (field.number === 2) shape = [...fieldsOf(field.bytes)].map((dim) => decodeDimension(dim.bytes))
  }
  return { type: 'tensor', dataType, shape }
}

function decodeDimension(message: Uint8Array): number | string {
  for (const field of fieldsOf(message)) {
    if (field.number === 1) return Number(field.integer)
    if (field.number === 2) return new TextDecoder().decode(field.bytes)
  }
  return ''
}

function encodeType(type: ValueType): Parts {
  if (type.type === 'opaque') return [type.message]
  const dims = type.shape?.flatMap((dim) => messageField(1, encodeDimension(dim)))
  return messageField(1, [...integerField(1, type.dataType), ...(dims ? messageField(2, dims) : [])])
}

/** A dimension without a name is unknown: an empty message. */
function encodeDimension(dim: number | string): Parts {
  if (typeof dim === 'number') return integerField(1, dim)
  return dim === '' ? [] : textField(2, dim)
}
