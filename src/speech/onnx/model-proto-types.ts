/**
 * The nouns of an ONNX file. Fields named `unknown` hold whole protobuf fields, tag included, as they came.
 */

/** TensorProto.DataType. */
export const DataType = {
  float: 1,
  uint8: 2,
  int8: 3,
  int16: 5,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  double: 11,
} as const

export interface Model {
  readonly irVersion: number
  readonly producerName: string
  readonly opsetImports: readonly OpsetImport[]
  readonly graph: Graph
  readonly unknown?: readonly Uint8Array[]
}

/** The empty domain is ONNX's own; `com.microsoft` that of the runtime's extra operators. */
export interface OpsetImport {
  readonly domain: string
  readonly version: number
}

export interface Graph {
  readonly name: string
  /** In an order in which they can run. */
  readonly nodes: readonly Node[]
  readonly initializers: readonly Tensor[]
  readonly inputs: readonly ValueInfo[]
  readonly outputs: readonly ValueInfo[]
  readonly unknown?: readonly Uint8Array[]
}

export interface Node {
  readonly opType: string
  /** An input that is left out is the empty string. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly name?: string
  readonly domain?: string
  readonly attributes?: readonly Attribute[]
  readonly unknown?: readonly Uint8Array[]
}

export interface Tensor {
  readonly name: string
  readonly dataType: number
  readonly dims: readonly number[]
  /** Little-endian elements, row by row; usually a view into the file. */
  readonly rawData: Uint8Array
  readonly unknown?: readonly Uint8Array[]
}

export interface Attribute {
  readonly name: string
  readonly value: AttributeValue
}

export type AttributeValue =
  | { readonly type: 'float'; readonly float: number }
  | { readonly type: 'int'; readonly int: number }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'tensor'; readonly tensor: Tensor }
  | { readonly type: 'floats'; readonly floats: readonly number[] }
  | { readonly type: 'ints'; readonly ints: readonly number[] }
  /** Graphs, lists of text and the like: the whole AttributeProto. */
  | { readonly type: 'opaque'; readonly message: Uint8Array }

export interface ValueInfo {
  readonly name: string
  readonly type: ValueType
}

export type ValueType =
  /** A number is a fixed dimension, a text a named one; undefined: its rank is not told. */
  | {
      readonly type: 'tensor'
      readonly dataType: number
      readonly shape: readonly (number | string)[] | undefined
    }
  /** Sequences, maps and the like: the whole TypeProto. */
  | { readonly type: 'opaque'; readonly message: Uint8Array }
