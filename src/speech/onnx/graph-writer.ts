import { invariant } from '../../base/index.ts'
import {
  type Attribute,
  DataType,
  floatTensor,
  int64Tensor,
  type Model,
  type Node,
  type Tensor,
  type ValueInfo,
} from './model-proto.ts'

const PRODUCER = 'twenty2'
const IR_VERSION = 8
const OPSET = 17
/** The domain of the operators that onnxruntime adds to ONNX's own. */
export const RUNTIME_DOMAIN = 'com.microsoft'

export interface OperatorOptions {
  readonly attributes?: readonly Attribute[]
  readonly domain?: string
  /** Names for its outputs, where the graph's reader needs them; else they are invented. */
  readonly outputs?: readonly string[]
}

/** Builds a graph node by node. A value is named by a text; what an operator gives can feed the next one. */
export class GraphWriter {
  readonly #nodes: Node[] = []
  readonly #initializers: Tensor[] = []
  #names = 0

  /** A name that nothing else in the graph has. */
  fresh(stem: string): string {
    this.#names += 1
    return `${stem}_${this.#names}`
  }

  constant(tensor: Tensor): string {
    this.#initializers.push(tensor)
    return tensor.name
  }

  floats(dims: readonly number[], floats: Float32Array): string {
    return this.constant(floatTensor(this.fresh('floats'), dims, floats))
  }

  float(value: number): string {
    return this.floats([], Float32Array.of(value))
  }

  /** A list of int64, as shapes, axes and bounds are given. */
  integers(...values: readonly number[]): string {
    return this.constant(int64Tensor(this.fresh('integers'), [values.length], values))
  }

  apply(opType: string, inputs: readonly string[], options: OperatorOptions = {}): string {
    const [output] = this.applyMany(opType, inputs, 1, options)
    invariant(output !== undefined, 'an operator with one output has one')
    return output
  }

  applyMany(
    opType: string,
    inputs: readonly string[],
    count: number,
    { attributes = [], domain = '', outputs }: OperatorOptions = {},
  ): readonly string[] {
    const names = outputs ?? Array.from({ length: count }, () => this.fresh(opType))
    this.#nodes.push({
      opType,
      inputs,
      outputs: names,
      name: this.fresh(`node_${opType}`),
      domain,
      attributes,
    })
    return names
  }

  finish(name: string, inputs: readonly ValueInfo[], outputs: readonly ValueInfo[]): Model {
    return {
      irVersion: IR_VERSION,
      producerName: PRODUCER,
      opsetImports: [
        { domain: '', version: OPSET },
        { domain: RUNTIME_DOMAIN, version: 1 },
      ],
      graph: { name, nodes: this.#nodes, initializers: this.#initializers, inputs, outputs },
    }
  }
}

/** A float32 or int64 value at the graph's edge; a text in its shape is a dimension that varies. */
export function valueInfo(
  name: string,
  kind: 'float' | 'int64',
  shape: readonly (number | string)[],
): ValueInfo {
  return { name, type: { type: 'tensor', dataType: DataType[kind], shape } }
}
