/**
 * ONNX model files (onnx.proto, IR version 3 and later) as plain data. What this program does not know is
 * kept as the bytes it came in and written back, so that decoding and encoding a model loses nothing.
 */
import { decodeAttribute, encodeAttribute } from './model-proto-attribute.ts'
import { decodeTensor, encodeTensor } from './model-proto-tensor.ts'
import type { Attribute, Graph, Model, Node, OpsetImport, ValueInfo } from './model-proto-types.ts'
import { decodeValueInfo, encodeValueInfo } from './model-proto-value-info.ts'
import {
  fieldsOf,
  integerField,
  join,
  messageField,
  type Parts,
  textField,
  type WireField,
} from './model-proto-wire.ts'

export * from './model-proto-attribute.ts'
export * from './model-proto-tensor.ts'
export * from './model-proto-types.ts'

const textOf = ({ bytes }: WireField) => new TextDecoder().decode(bytes)

/** Tensors are views into `bytes`: keep it unchanged as long as the model is used. */
export function decodeModel(bytes: Uint8Array): Model {
  let irVersion = 0
  let producerName = ''
  let graph: Graph | undefined
  const opsetImports: OpsetImport[] = []
  const unknown: Uint8Array[] = []
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) irVersion = Number(field.integer)
    else if (field.number === 2) producerName = textOf(field)
    else if (field.number === 7) graph = decodeGraph(field.bytes)
    else if (field.number === 8) opsetImports.push(decodeOpsetImport(field.bytes))
    else unknown.push(field.raw)
  }
  if (graph === undefined) throw new RangeError('the model has no graph')
  return { irVersion, producerName, graph, opsetImports, unknown }
}

export function encodeModel(model: Model): Uint8Array {
  return join(modelParts(model))
}

/** The file in pieces, tensors uncopied: a model of hundreds of megabytes is written without a second one. */
export function modelParts(model: Model): Parts {
  return [
    ...integerField(1, model.irVersion),
    ...(model.producerName === '' ? [] : textField(2, model.producerName)),
    ...messageField(7, encodeGraph(model.graph)),
    ...model.opsetImports.flatMap(({ domain, version }) =>
      messageField(8, [...(domain === '' ? [] : textField(1, domain)), ...integerField(2, version)]),
    ),
    ...(model.unknown ?? []),
  ]
}

function decodeOpsetImport(bytes: Uint8Array): OpsetImport {
  let domain = ''
  let version = 0
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) domain = textOf(field)
    if (field.number === 2) version = Number(field.integer)
  }
  return { domain, version }
}

export function decodeGraph(bytes: Uint8Array): Graph {
  const graph = {
    name: '',
    nodes: [] as Node[],
    initializers: [] as Graph['initializers'][number][],
    inputs: [] as ValueInfo[],
    outputs: [] as ValueInfo[],
    unknown: [] as Uint8Array[],
  }
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) graph.nodes.push(decodeNode(field.bytes))
    else if (field.number === 2) graph.name = textOf(field)
    else if (field.number === 5) graph.initializers.push(decodeTensor(field.bytes))
    else if (field.number === 11) graph.inputs.push(decodeValueInfo(field.bytes))
    else if (field.number === 12) graph.outputs.push(decodeValueInfo(field.bytes))
    else graph.unknown.push(field.raw)
  }
  return graph
}

function encodeGraph(graph: Graph): Parts {
  return [
    ...graph.nodes.flatMap((node) => messageField(1, encodeNode(node))),
    ...textField(2, graph.name),
    ...graph.initializers.flatMap((tensor) => messageField(5, encodeTensor(tensor))),
    ...graph.inputs.flatMap((input) => messageField(11, encodeValueInfo(input))),
    ...graph.outputs.flatMap((output) => messageField(12, encodeValueInfo(output))),
    ...(graph.unknown ?? []),
  ]
}

function decodeNode(bytes: Uint8Array): Node {
  const inputs: string[] = []
  const outputs: string[] = []
  const attributes: Attribute[] = []
  const unknown: Uint8Array[] = []
  let [name, opType, domain] = ['', '', '']
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) inputs.push(textOf(field))
    else if (field.number === 2) outputs.push(textOf(field))
    else if (field.number === 3) name = textOf(field)
    else if (field.number === 4) opType = textOf(field)
    else if (field.number === 5) attributes.push(decodeAttribute(field.bytes))
    else if (field.number === 7) domain = textOf(field)
    else unknown.push(field.raw)
  }
  return { name, opType, domain, inputs, outputs, attributes, unknown }
}

function encodeNode(node: Node): Parts {
  return [
    ...node.inputs.flatMap((input) => textField(1, input)),
    ...node.outputs.flatMap((output) => textField(2, output)),
    ...(node.name ? textField(3, node.name) : []),
    ...textField(4, node.opType),
    ...(node.attributes ?? []).flatMap((attribute) => messageField(5, encodeAttribute(attribute))),
    ...(node.domain ? textField(7, node.domain) : []),
    ...(node.unknown ?? []),
  ]
}
