import { invariant } from '../../../base/index.ts'
import type { Matrix } from '../../onnx/graph-writer-int8.ts'
import { halfToFloat } from './half-float.ts'

/** One named tensor of a CTranslate2 file. */
export interface Ct2Tensor {
  readonly dims: readonly number[]
  readonly kind: 'float32' | 'float16' | 'int8' | 'int16' | 'int32'
  /** Little-endian elements. */
  readonly bytes: Uint8Array
}

const VERSION = 6
const KINDS = ['float32', 'int8', 'int16', 'int32', 'float16'] as const

/** The tensors of a CTranslate2 model file by name, as views into it. */
export function readCt2(file: Buffer): Ct2Weights {
  const reader = new Ct2Reader(file)
  invariant(reader.uint32() === VERSION, 'the CTranslate2 file is of another version')
  const spec = reader.text()
  invariant(spec === 'WhisperSpec', `the CTranslate2 file holds a ${spec}`)
  reader.uint32() // the specification's revision
  const tensors = new Map<string, Ct2Tensor>()
  for (let left = reader.uint32(); left > 0; left -= 1) tensors.set(reader.text(), reader.tensor())
  return new Ct2Weights(tensors)
}

/** Numbers are little-endian; a text is its length with a closing zero, then its bytes. */
class Ct2Reader {
  readonly #file: Buffer
  #at = 0

  constructor(file: Buffer) {
    this.#file = file
  }

  text(): string {
    const bytes = this.#file.readUInt16LE(this.#take(2))
    const start = this.#take(bytes)
    return this.#file.toString('utf8', start, start + bytes - 1)
  }

  tensor(): Ct2Tensor {
    const rank = this.#file.readUInt8(this.#take(1))
    const dims = Array.from({ length: rank }, () => this.uint32())
    const kind = KINDS[this.#file.readUInt8(this.#take(1))]
    invariant(kind !== undefined, 'a tensor of the CTranslate2 file has an unknown type')
    const size = this.uint32()
    const start = this.#take(size)
    return { dims, kind, bytes: this.#file.subarray(start, start + size) }
  }

  uint32(): number {
    return this.#file.readUInt32LE(this.#take(4))
  }

  #take(bytes: number): number {
    const start = this.#at
    this.#at += bytes
    return start
  }
}

export class Ct2Weights {
  readonly #tensors: ReadonlyMap<string, Ct2Tensor>

  constructor(tensors: ReadonlyMap<string, Ct2Tensor>) {
    this.#tensors = tensors
  }

  tensor(name: string): Ct2Tensor {
    const tensor = this.#tensors.get(name)
    invariant(tensor !== undefined, `the model has no tensor ${name}`)
    return tensor
  }

  floats(name: string): Float32Array {
    const { kind, bytes } = this.tensor(name)
    const own = Uint8Array.from(bytes).buffer
    if (kind === 'float32') return new Float32Array(own)
    invariant(kind === 'float16', `tensor ${name} is of ${kind}, not of floats`)
    return Float32Array.from(new Uint16Array(own), halfToFloat)
  }

  matrix(name: string): Matrix {
    const [rows = 0, columns = 0] = this.tensor(name).dims
    return { rows, columns, floats: this.floats(name) }
  }

  /** How many numbered layers there are under `side`. */
  layers(side: 'encoder' | 'decoder'): number {
    let count = 0
    while (this.#tensors.has(`${side}/layer_${count}/ffn/linear_0/bias`)) count += 1
    return count
  }
}
