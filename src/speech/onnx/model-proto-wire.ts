/**
 * Protocol Buffers' wire format, the part that ONNX files use: varints, 32- and 64-bit values, byte strings.
 */

const VARINT = 0
const FIXED64 = 1
const BYTES = 2
const FIXED32 = 5
const CONTINUES = 0x80

/** Bytes that follow each other; joined once, at the very end, so that large tensors are copied once. */
export type Parts = readonly Uint8Array[]

export interface WireField {
  readonly number: number
  /** A varint's value, two's complement of 64 bits; 0n for the other types. */
  readonly integer: bigint
  /** What a byte string, a 32- or a 64-bit value holds: a view into the input. */
  readonly bytes: Uint8Array
  /** The whole field with its tag: a view into the input, written back as it is when nobody knows it. */
  readonly raw: Uint8Array
}

const NO_BYTES = new Uint8Array(0)

/** The fields of one message, in the order of the file. Throws a RangeError when the bytes are cut short. */
export function* fieldsOf(message: Uint8Array): Generator<WireField> {
  let at = 0
  while (at < message.length) {
    const start = at
    const tag = varintAt(message, at)
    const type = Number(tag.value & 7n)
    const number = Number(tag.value >> 3n)
    const body = bodyAt(message, tag.end, type)
    at = body.end
    yield { number, integer: body.integer, bytes: body.bytes, raw: message.subarray(start, at) }
  }
}

function bodyAt(message: Uint8Array, at: number, type: number) {
  if (type === VARINT) {
    const { value, end } = varintAt(message, at)
    return { integer: BigInt.asIntN(64, value), bytes: NO_BYTES, end }
  }
  if (type === FIXED32) return viewOf(message, at, 4)
  if (type === FIXED64) return viewOf(message, at, 8)
  if (type !== BYTES) throw new RangeError(`wire type ${type} is not used by ONNX`)
  const length = varintAt(message, at)
  return viewOf(message, length.end, Number(length.value))
}

function viewOf(message: Uint8Array, at: number, length: number) {
  if (at + length > message.length) throw new RangeError('the message is cut short')
  return { integer: 0n, bytes: message.subarray(at, at + length), end: at + length }
}

function varintAt(message: Uint8Array, at: number): { readonly value: bigint; readonly end: number } {
  let value = 0n
  for (let shift = 0n, end = at; shift < 70n; shift += 7n) {
    const byte = message[end++]
    if (byte === undefined) throw new RangeError('the message is cut short')
    value |= BigInt(byte & ~CONTINUES) << shift
    if (byte < CONTINUES) return { value, end }
  }
  throw new RangeError('a varint is longer than ten bytes')
}

/** The integers of a packed repeated field. */
export function packedIntegers(bytes: Uint8Array): readonly bigint[] {
  const integers: bigint[] = []
  for (let at = 0; at < bytes.length; ) {
    const { value, end } = varintAt(bytes, at)
    integers.push(BigInt.asIntN(64, value))
    at = end
  }
  return integers
}

export function integerField(number: number, value: number | bigint): Parts {
  return [varint((number << 3) | VARINT), varint(value)]
}

export function floatField(number: number, value: number): Parts {
  return [varint((number << 3) | FIXED32), new Uint8Array(Float32Array.of(value).buffer)]
}

export function bytesField(number: number, bytes: Uint8Array): Parts {
  return [varint((number << 3) | BYTES), varint(bytes.length), bytes]
}

export function textField(number: number, text: string): Parts {
  return bytesField(number, new TextEncoder().encode(text))
}

export function messageField(number: number, message: Parts): Parts {
  return [varint((number << 3) | BYTES), varint(lengthOf(message)), ...message]
}

function varint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value))
  const bytes: number[] = []
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | CONTINUES)
    rest >>= 7n
  }
  return Uint8Array.from([...bytes, Number(rest)])
}

function lengthOf(parts: Parts): number {
  return parts.reduce((sum, part) => sum + part.length, 0)
}

export function join(parts: Parts): Uint8Array {
  const whole = new Uint8Array(lengthOf(parts))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
