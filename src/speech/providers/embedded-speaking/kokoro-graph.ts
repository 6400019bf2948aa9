import { invariant } from '../../../base/index.ts'
import {
  floatsOf,
  floatTensor,
  type Graph,
  integersOf,
  type Model,
  type Node,
  type Tensor,
} from '../../onnx/model-proto.ts'

/**
 * The published Kokoro graph with its 87 quantised convolutions turned back into float ones.
 *
 * The runtime has no fast kernel for ConvInteger on a processor: the graph as shipped needs 0.65 s for a
 * second of speech, with float convolutions 0.35 s. The weights keep their quantised values times their
 * scale, and the activations are no longer rounded, so it sounds the same or better. Matrix products stay as
 * they are: their int8 kernels are the faster ones.
 */
export function withFloatConvolutions(model: Model): Model {
  const index = indexOf(model.graph)
  const found = model.graph.nodes
    .filter(({ opType }) => opType === 'ConvInteger')
    .map((node) => floatConvolution(node, index))
  const replaced = new Map(found.map(({ last, node }) => [last, node]))
  const nodes = model.graph.nodes.map((node) => replaced.get(node) ?? node)
  const weights = new Map(found.map(({ weight }) => [weight.name, weight]))
  const initializers = [...model.graph.initializers, ...weights.values()]
  return { ...model, graph: withoutUnread({ ...model.graph, nodes, initializers }) }
}

interface GraphIndex {
  readonly makerOf: (value: string) => Node
  readonly onlyReaderOf: (node: Node) => Node
  readonly tensorOf: (name: string) => Tensor | undefined
}

function indexOf(graph: Graph): GraphIndex {
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node])))
  const readers = new Map<string, Node[]>()
  for (const node of graph.nodes) {
    for (const input of node.inputs) readers.set(input, [...(readers.get(input) ?? []), node])
  }
  const tensors = new Map(graph.initializers.map((tensor) => [tensor.name, tensor]))
  return {
    makerOf(value) {
      const maker = makers.get(value)
      invariant(maker !== undefined, `nothing in the graph makes ${value}`)
      return maker
    },
    onlyReaderOf(node) {
      const [reader, ...others] = readers.get(node.outputs[0] ?? '') ?? []
      invariant(reader !== undefined && others.length === 0, `${node.name} is not read exactly once`)
      return reader
    },
    tensorOf: (name) => tensors.get(name),
  }
}

/**
 * One quantised convolution: `x → DynamicQuantizeLinear → ConvInteger [→ Add bias] → Cast → Mul scales`,
 * where
 * the bias was divided by the scales and rounded. The float convolution stands in for the last of them.
 */
function floatConvolution(convolution: Node, index: GraphIndex) {
  const [quantised = '', weights = '', , zeroPoint = ''] = convolution.inputs
  const input = index.makerOf(quantised).inputs[0] ?? ''
  const next = index.onlyReaderOf(convolution)
  const bias = next.opType === 'Add' ? floatBiasOf(next, convolution, index) : undefined
  const cast = bias === undefined ? next : index.onlyReaderOf(next)
  const last = index.onlyReaderOf(cast)
  invariant(cast.opType === 'Cast' && last.opType === 'Mul', `${convolution.name} is not scaled as expected`)

  const scales = index.makerOf(otherInput(last, cast))
  const scale = scales.inputs.map(index.tensorOf).find((tensor) => tensor !== undefined)
  const [weight, zero] = [index.tensorOf(weights), index.tensorOf(zeroPoint)]
  invariant(weight !== undefined && scale !== undefined, `${convolution.name} has no constant weights`)
  const float = dequantised(weight, scale, zero)
  const node: Node = {
    ...convolution,
    opType: 'Conv',
    inputs: [input, float.name, ...(bias === undefined ? [] : [bias])],
    outputs: last.outputs,
  }
  return { last, node, weight: float }
}

/** The bias before it was divided by the scales, rounded, cast and shaped. */
function floatBiasOf(add: Node, convolution: Node, index: GraphIndex): string {
  let node = index.makerOf(otherInput(add, convolution))
  while (node.opType !== 'Div') node = index.makerOf(node.inputs[0] ?? '')
  return node.inputs[0] ?? ''
}

function otherInput(node: Node, known: Node): string {
  const other = node.inputs.find((input) => input !== known.outputs[0])
  invariant(other !== undefined, `${node.name} has no second input`)
  return other
}

/** `(weight − zero) × scale`, with one scale for the whole tensor or one for each output channel. */
function dequantised(weight: Tensor, scale: Tensor, zero: Tensor | undefined): Tensor {
  const [integers, scales] = [integersOf(weight), floatsOf(scale)]
  const zeros = zero === undefined ? [0] : integersOf(zero)
  const perChannel = integers.length / (weight.dims[0] ?? 1)
  const floats = new Float32Array(integers.length)
  for (let at = 0; at < integers.length; at++) {
    const channel = Math.floor(at / perChannel)
    const offset = zeros[zeros.length === 1 ? 0 : channel] ?? 0
    floats[at] = ((integers[at] ?? 0) - offset) * (scales[scales.length === 1 ? 0 : channel] ?? 1)
  }
  return floatTensor(`${weight.name}_float`, weight.dims, floats)
}

/** Without the nodes whose results nobody reads, and the constants that only they read. */
function withoutUnread(graph: Graph): Graph {
  const wanted = new Set(graph.outputs.map(({ name }) => name))
  const nodes = graph.nodes
    .toReversed()
    .filter((node) => {
      if (!node.outputs.some((output) => wanted.has(output))) return false
      for (const input of node.inputs) wanted.add(input)
      return true
    })
    .toReversed()
  return { ...graph, nodes, initializers: graph.initializers.filter(({ name }) => wanted.has(name)) }
}
